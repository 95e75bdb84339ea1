package ai.backend.dbstatus.alembic.operation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The naming convention of a metadata. SQLAlchemy: "Configuring Constraint Naming Conventions".
 *
 * @param patterns a pattern for each of {@code ix}, {@code uq}, {@code ck}, {@code fk} and {@code pk} that has one
 * @param known whether the patterns are those of the project: where its metadata cannot be read, they may be any
 */
public record NamingConvention(Map<String, String> patterns, boolean known) {

	/** SQLAlchemy: that of a metadata which names none. */
	public static final NamingConvention DEFAULT = new NamingConvention(Map.of("ix", "ix_%(column_0_label)s"), true);

	/** Nothing is known of it. */
	public static final NamingConvention UNKNOWN = new NamingConvention(Map.of("ix", "ix_%(column_0_label)s"), false);

	private static final Pattern TOKEN = Pattern.compile("%\\((\\w+)\\)s|%%");

	/**
	 * The name of a constraint or index, if the convention gives one.
	 * @param key {@code ix}, {@code uq}, {@code ck}, {@code fk} or {@code pk}
	 * @param given the name that the script gives; {@code null} for none
	 * @param final_ whether the script says that this name is final ({@code op.f()})
	 * @return the name
	 */
	public Name name(String key, @Nullable String given, boolean final_, ObjectName table, List<String> columns,
			@Nullable ObjectName referred, List<String> referredColumns, SqlDialect dialect) {
		String pattern = this.patterns.get(key);
		boolean renames = pattern != null && pattern.contains("%(constraint_name)s");
		if (given != null && (final_ || !renames)) {
			// Only a convention that is not known could rename it, and those in use do so to checks alone.
			boolean certain = final_ || this.known || !key.equals("ck");
			return new Name(final_ ? truncated(given, dialect) : given, certain);
		}
		if (pattern == null || (given == null && renames)) {
			return new Name(null, this.known || key.equals("ix"));
		}
		String name = format(pattern, given, table, columns, referred, referredColumns);
		boolean certain = this.known || key.equals("ix");
		return (name != null) ? new Name(certain ? truncated(name, dialect) : null, certain) : new Name(null, false);
	}

	private static @Nullable String format(String pattern, @Nullable String given, ObjectName table,
			List<String> columns, @Nullable ObjectName referred, List<String> referredColumns) {
		Matcher matcher = TOKEN.matcher(pattern);
		StringBuilder out = new StringBuilder();
		while (matcher.find()) {
			String token = matcher.group(1);
			String value = (token == null) ? "%" : value(token, given, table, columns, referred, referredColumns);
			if (value == null) {
				return null;
			}
			matcher.appendReplacement(out, Matcher.quoteReplacement(value));
		}
		return matcher.appendTail(out).toString();
	}

	private static @Nullable String value(String token, @Nullable String given, ObjectName table, List<String> columns,
			@Nullable ObjectName referred, List<String> referredColumns) {
		String label = (table.schema() != null) ? table.schema() + "_" + table.name() : table.name();
		return switch (token) {
			case "table_name" -> table.name();
			case "constraint_name" -> given;
			case "referred_table_name" -> (referred != null) ? referred.name() : null;
			case "column_0_name", "column_0_key" -> columns.isEmpty() ? null : columns.getFirst();
			case "column_0_label" -> columns.isEmpty() ? null : label + "_" + columns.getFirst();
			case "column_0_N_name", "column_0_N_key" -> columns.isEmpty() ? null : String.join("_", columns);
			case "column_0N_name", "column_0N_key" -> columns.isEmpty() ? null : String.join("", columns);
			case "column_0_N_label" -> columns.isEmpty()
					? null
					: String.join("_", columns.stream().map((column) -> label + "_" + column).toList());
			case "referred_column_0_name" -> referredColumns.isEmpty() ? null : referredColumns.getFirst();
			case "referred_column_0_N_name" -> referredColumns.isEmpty() ? null : String.join("_", referredColumns);
			default -> null;
		};
	}

	/** SQLAlchemy: a name that is too long ends with a part of its hash. */
	private static String truncated(String name, SqlDialect dialect) {
		if (name.length() <= dialect.longestName()) {
			return name;
		}
		try {
			byte[] hash = MessageDigest.getInstance("MD5").digest(name.getBytes(StandardCharsets.UTF_8));
			return name.substring(0, dialect.longestName() - 8) + "_" + HexFormat.of().formatHex(hash).substring(28);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * What a convention makes of a name.
	 *
	 * @param name the name; {@code null} where the database gives one, or where it is not known
	 * @param known whether it is
	 */
	public record Name(@Nullable String name, boolean known) {}

}

package ai.backend.dbstatus.plan.postgres;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import ai.backend.dbstatus.plan.state.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * What it takes to give a column another type. PostgreSQL: {@code ATColumnChangeRequiresRewrite()} of {@code tablecmds.c}, and
 * the support functions of casts that only lengthen.
 */
final class TypeChange {

	private static final Set<String> TEXTS = Set.of("varchar", "text", "char", "citext", "name");

	/** Types for which text has a cast on assignment: its own kind. */
	private static final Set<String> KNOWN = Set.of("integer", "bigint", "smallint", "boolean", "numeric",
			"double precision", "real", "timestamp", "timestamptz", "date", "time", "uuid", "json", "jsonb", "bytea",
			"interval", "inet", "cidr");

	private static final Pattern CAST = Pattern.compile("^\\(?\"?(\\w+)\"?\\)?\\s*::\\s*(.+?)\\s*;?$",
			Pattern.CASE_INSENSITIVE);

	private static final Pattern CAST_FUNCTION = Pattern
			.compile("^CAST\\s*\\(\\s*\"?(\\w+)\"?\\s+AS\\s+(.+)\\)$", Pattern.CASE_INSENSITIVE);

	private TypeChange() {
	}

	/**
	 * What a change of type takes.
	 */
	enum Work {

		/** Nothing but the catalog. */
		NONE,

		/** The indexes of the column are made again. */
		INDEXES,

		/** The table is written again, unless the session's time zone is UTC. */
		REWRITE_UNLESS_UTC,

		/** The table is written again. */
		REWRITE,

		/** One of the types is not known. */
		NOT_KNOWN

	}

	/**
	 * What it takes.
	 * @param column the column
	 * @param from its type; {@code null} where it is not known
	 * @param to its new type; empty where it is not known
	 * @param using the expression that makes the new values
	 */
	static Work of(String column, @Nullable String from, String to, @Nullable String using) {
		if (from == null || to.isEmpty() || from.indexOf('\uFFFC') >= 0 || to.indexOf('\uFFFC') >= 0) {
			return Work.NOT_KNOWN;
		}
		SqlTypeName old = SqlTypeName.of(from);
		SqlTypeName other = SqlTypeName.of(to);
		if (using != null && !isPlain(column, using, other)) {
			return Work.REWRITE;
		}
		boolean sameCollation = other.collation() == null
				? old.collation() == null
				: other.collation().equals(old.collation());
		Work work = of(old, other);
		return (work == Work.NONE && !sameCollation) ? Work.INDEXES : work;
	}

	/** Whether an expression is the column, or the column as the new type. */
	private static boolean isPlain(String column, String using, SqlTypeName to) {
		String text = using.strip();
		if (text.replace("\"", "").equalsIgnoreCase(column)) {
			return true;
		}
		for (Pattern pattern : List.of(CAST, CAST_FUNCTION)) {
			Matcher cast = pattern.matcher(text);
			if (cast.matches() && cast.group(1).equalsIgnoreCase(column)
					&& SqlTypeName.of(cast.group(2)).equals(to)) {
				return true;
			}
		}
		return false;
	}

	private static Work of(SqlTypeName from, SqlTypeName to) {
		if (from.array() != to.array()) {
			return Work.REWRITE;
		}
		if (from.name().equals(to.name())) {
			return sameName(from, to);
		}
		String names = from.name() + ">" + to.name();
		boolean noLength = to.arguments().isEmpty();
		return switch (names) {
			case "varchar>text", "text>varchar" -> noLength ? Work.NONE : Work.REWRITE;
			case "cidr>inet" -> from.array() ? Work.REWRITE : Work.NONE;
			case "timestamp>timestamptz", "timestamptz>timestamp" -> from.array()
					? Work.REWRITE
					: from.arguments().equals(to.arguments()) ? Work.REWRITE_UNLESS_UTC : Work.REWRITE;
			case "citext>text", "text>citext", "varchar>citext", "citext>varchar" ->
				noLength ? Work.INDEXES : Work.REWRITE;
			default -> Work.REWRITE;
		};
	}

	private static Work sameName(SqlTypeName from, SqlTypeName to) {
		if (from.arguments().equals(to.arguments())) {
			return Work.NONE;
		}
		if (from.array()) {
			return to.arguments().isEmpty() ? Work.NONE : Work.REWRITE;
		}
		boolean wider = switch (to.name()) {
			case "varchar", "varbit" -> to.arguments().isEmpty() || (!from.arguments().isEmpty()
					&& to.arguments().getFirst() >= from.arguments().getFirst());
			case "numeric" -> to.arguments().isEmpty() || (from.arguments().size() == 2 && to.arguments().size() == 2
					&& to.arguments().getLast().equals(from.arguments().getLast())
					&& to.arguments().getFirst() >= from.arguments().getFirst());
			case "timestamp", "timestamptz", "time", "timetz", "interval" -> to.arguments().isEmpty()
					|| to.arguments().getFirst() >= 6
					|| (!from.arguments().isEmpty() && to.arguments().getFirst() >= from.arguments().getFirst());
			default -> false;
		};
		return wider ? Work.NONE : Work.REWRITE;
	}

	/**
	 * Whether values may be cut or refused.
	 */
	static boolean narrows(String from, String to) {
		SqlTypeName old = SqlTypeName.of(from);
		SqlTypeName other = SqlTypeName.of(to);
		String a = old.name();
		String b = other.name();
		if (a.equals(b)) {
			boolean shorter = !other.arguments().isEmpty() && (old.arguments().isEmpty()
					|| other.arguments().getFirst() < old.arguments().getFirst()
					|| other.arguments().getLast() < old.arguments().getLast());
			return !old.array() && shorter && !(a.startsWith("time") && other.arguments().getFirst() >= 6);
		}
		if (TEXTS.contains(a) && TEXTS.contains(b)) {
			return !other.arguments().isEmpty() && (old.arguments().isEmpty()
					|| other.arguments().getFirst() < old.arguments().getFirst());
		}
		return switch (a + ">" + b) {
			case "bigint>integer", "bigint>smallint", "integer>smallint", "numeric>integer", "numeric>bigint",
					"numeric>smallint", "double precision>integer", "double precision>bigint", "real>integer",
					"double precision>real", "double precision>numeric", "numeric>real", "timestamp>date",
					"timestamptz>date", "timestamp>time", "timestamptz>time", "numeric>double precision",
					"integer>boolean", "bigint>boolean", "bigint>real", "integer>real" ->
				true;
			default -> false;
		};
	}

	/**
	 * Whether there surely is no cast without USING: from a text to anything else that is known.
	 */
	static boolean needsUsing(String from, String to) {
		SqlTypeName old = SqlTypeName.of(from);
		SqlTypeName other = SqlTypeName.of(to);
		boolean text = !old.array() && Set.of("varchar", "text", "char").contains(old.name());
		return text && !other.array() && KNOWN.contains(other.name().toLowerCase(Locale.ROOT));
	}

}

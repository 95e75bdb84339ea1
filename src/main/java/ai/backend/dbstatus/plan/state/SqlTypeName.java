package ai.backend.dbstatus.plan.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A type in SQL, taken apart: {@code varchar(64)}, {@code timestamp(3) with time zone}, {@code numeric(10,2)[]}.
 *
 * @param name its name as PostgreSQL writes it, in short: {@code varchar}, {@code timestamptz}, {@code int4} is {@code integer}
 * @param arguments what stands in its brackets
 * @param array whether it is an array
 * @param collation the collation behind it; {@code null} where there is none
 */
public record SqlTypeName(String name, List<Integer> arguments, boolean array, @Nullable String collation) {

	private static final Pattern FORM = Pattern
			.compile("^(.*?)\\s*(?:\\(\\s*([\\d\\s,]*)\\s*\\))?\\s*(with(?:out)? time zone)?\\s*((?:\\[\\d*\\])*)$");

	private static final Pattern COLLATION = Pattern.compile("\\s+collate\\s+(.+)$", Pattern.CASE_INSENSITIVE);

	private static final Map<String, String> NAMES = Map.ofEntries(Map.entry("character varying", "varchar"),
			Map.entry("character", "char"), Map.entry("bpchar", "char"), Map.entry("int", "integer"),
			Map.entry("int4", "integer"), Map.entry("int8", "bigint"), Map.entry("int2", "smallint"),
			Map.entry("serial", "integer"), Map.entry("bigserial", "bigint"), Map.entry("smallserial", "smallint"),
			Map.entry("serial4", "integer"), Map.entry("serial8", "bigint"),
			Map.entry("bool", "boolean"), Map.entry("float8", "double precision"), Map.entry("float4", "real"),
			Map.entry("decimal", "numeric"), Map.entry("float", "double precision"),
			Map.entry("double", "double precision"));

	public SqlTypeName {
		arguments = List.copyOf(arguments);
	}

	/**
	 * Takes a type apart.
	 */
	public static SqlTypeName of(String text) {
		String written = text.strip();
		String collation = null;
		Matcher behind = COLLATION.matcher(written);
		if (behind.find()) {
			collation = behind.group(1).replace("\"", "");
			written = written.substring(0, behind.start());
		}
		Matcher form = FORM.matcher(written.contains("\"") ? written : written.toLowerCase(Locale.ROOT));
		if (!form.matches()) {
			return new SqlTypeName(written, List.of(), false, collation);
		}
		String name = form.group(1).replace("\"", "").replaceAll("\\s+", " ");
		name = NAMES.getOrDefault(name, name);
		if ("with time zone".equals(form.group(3))) {
			name += "tz";
		}
		List<Integer> arguments = new ArrayList<>();
		if (form.group(2) != null && !form.group(2).isBlank()) {
			for (String number : form.group(2).split(",", -1)) {
				if (number.isBlank() || number.strip().length() > 9) {
					return new SqlTypeName(written, List.of(), false, collation);
				}
				arguments.add(Integer.parseInt(number.strip()));
			}
		}
		if (name.equals("char") && arguments.isEmpty()) {
			arguments.add(1);
		}
		if (name.equals("numeric") && arguments.size() == 1) {
			arguments.add(0);
		}
		return new SqlTypeName(name, arguments, !form.group(4).isEmpty(), collation);
	}

	/**
	 * Whether two texts mean the same type.
	 */
	public static boolean same(String one, String other) {
		return one.equals(other) || of(one).equals(of(other));
	}

}

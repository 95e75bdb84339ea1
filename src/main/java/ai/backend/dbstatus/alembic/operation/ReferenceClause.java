package ai.backend.dbstatus.alembic.operation;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * What a foreign key says behind the table that it refers to, in the one form in which PostgreSQL shows it:
 * {@code (id) ON UPDATE CASCADE ON DELETE SET NULL DEFERRABLE}. What is the default is left out.
 */
public final class ReferenceClause {

	private static final Pattern COLUMNS = Pattern.compile("\\s*\\(([^()]+)\\)(.*)", Pattern.DOTALL);

	private static final Pattern ACTION = Pattern.compile(
			"\\bON\\s+(UPDATE|DELETE)\\s+(CASCADE|RESTRICT|NO\\s+ACTION|SET\\s+NULL|SET\\s+DEFAULT)(?!\\s*\\()");

	private static final Pattern OTHER = Pattern
			.compile("\\b(?:MATCH\\s+SIMPLE|NOT\\s+DEFERRABLE|INITIALLY\\s+IMMEDIATE|NOT\\s+VALID)\\b");

	private ReferenceClause() {
	}

	/**
	 * Brings a clause into that form.
	 * @param sql what is written behind the table
	 * @return {@code null} where it says what is not known, or leaves the columns to the database
	 */
	public static @Nullable String of(String sql) {
		Matcher columns = COLUMNS.matcher(sql);
		if (!columns.matches()) {
			return null;
		}
		String rest = columns.group(2).toUpperCase(Locale.ROOT);
		String update = "";
		String delete = "";
		Matcher action = ACTION.matcher(rest);
		while (action.find()) {
			String what = action.group(2).replaceAll("\\s+", " ");
			String clause = what.equals("NO ACTION") ? "" : " ON " + action.group(1) + " " + what;
			if (action.group(1).equals("UPDATE")) {
				update = clause;
			}
			else {
				delete = clause;
			}
		}
		rest = OTHER.matcher(action.replaceAll("")).replaceAll("");
		boolean full = rest.contains("MATCH FULL");
		boolean deferred = rest.contains("INITIALLY DEFERRED");
		boolean deferrable = deferred || rest.contains("DEFERRABLE");
		String left = rest.replace("MATCH FULL", "").replace("INITIALLY DEFERRED", "").replace("DEFERRABLE", "");
		if (!left.isBlank()) {
			return null;
		}
		String list = String.join(", ", columns.group(1).replace("\"", "").strip().split("\\s*,\\s*"));
		return "(" + list + ")" + (full ? " MATCH FULL" : "") + update + delete + (deferrable ? " DEFERRABLE" : "")
				+ (deferred ? " INITIALLY DEFERRED" : "");
	}

}

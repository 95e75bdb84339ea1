package ai.backend.dbstatus.plan.mysql;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Types as MySQL and MariaDB write them.
 */
final class MySqlTypes {

	private static final Pattern VALUE = Pattern.compile("'(?:[^']|'')*'");

	private MySqlTypes() {
	}

	/** The width that integers are shown with is no part of them. */
	static boolean same(String one, String other) {
		return plain(one).equals(plain(other));
	}

	private static String plain(String type) {
		String plain = type.toLowerCase(Locale.ROOT).strip();
		if (!plain.startsWith("tinyint(1)")) {
			plain = plain.replaceAll("^(tinyint|smallint|mediumint|int|integer|bigint)\\(\\d+\\)", "$1");
		}
		plain = plain.replaceAll("^integer", "int").replaceAll("^numeric", "decimal").replaceAll("\\s*,\\s*", ",");
		return plain.equals("decimal") ? "decimal(10,0)" : plain;
	}

	/** Whether an enum or set gets more values at its end, and needs no more bytes for them. */
	static boolean appends(String from, String to) {
		String old = plain(from);
		String other = plain(to);
		boolean kind = (old.startsWith("enum(") && other.startsWith("enum("))
				|| (old.startsWith("set(") && other.startsWith("set("));
		return kind && old.endsWith(")") && other.startsWith(old.substring(0, old.length() - 1))
				&& bytes(old) == bytes(other);
	}

	/** MySQL: an enum takes one byte for up to 255 values; a set takes 1, 2, 3, 4 or 8, a bit for each. */
	private static long bytes(String type) {
		long values = VALUE.matcher(type).results().count();
		if (type.startsWith("enum")) {
			return (values <= 255) ? 1 : 2;
		}
		long bytes = (values + 7) / 8;
		return (bytes > 4) ? 8 : bytes;
	}

}

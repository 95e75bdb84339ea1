package ai.backend.dbstatus.plan.mysql;

import java.util.Locale;

/**
 * Types as MySQL and MariaDB write them.
 */
final class MySqlTypes {

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
				&& (count(old) <= 255) == (count(other) <= 255);
	}

	private static long count(String type) {
		return type.chars().filter((c) -> c == ',').count() + 1;
	}

}

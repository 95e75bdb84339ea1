package ai.backend.dbstatus.alembic.operation.schema;

import java.nio.charset.StandardCharsets;
import java.util.List;

import ai.backend.dbstatus.alembic.operation.ObjectName;
import ai.backend.dbstatus.alembic.operation.schema.SchemaObject.Kind;
import org.jspecify.annotations.Nullable;

/**
 * The names that PostgreSQL gives to what has none. PostgreSQL: {@code makeObjectName()} of {@code indexcmds.c}.
 */
public final class DefaultNames {

	private static final int LONGEST = 63;

	private DefaultNames() {
	}

	/**
	 * The name of a constraint.
	 * @return {@code null} where it cannot be known
	 */
	public static @Nullable String constraint(Kind kind, ObjectName table, List<String> columns) {
		String joined = String.join("_", columns);
		return switch (kind) {
			case PRIMARY_KEY -> objectName(table.name(), "", "pkey");
			case UNIQUE -> columns.isEmpty() ? null : objectName(table.name(), joined, "key");
			case FOREIGN_KEY -> columns.isEmpty() ? null : objectName(table.name(), joined, "fkey");
			default -> null;
		};
	}

	/**
	 * {@code first_second_label}, the longer of the first two shortened until all is short enough.
	 */
	public static String objectName(String first, String second, String label) {
		int overhead = label.length() + 1 + (second.isEmpty() ? 0 : 1);
		int room = LONGEST - overhead;
		String one = first;
		String two = second;
		while (bytes(one) + bytes(two) > room) {
			if (bytes(one) > bytes(two)) {
				one = one.substring(0, one.length() - 1);
			}
			else {
				two = two.substring(0, two.length() - 1);
			}
		}
		return one + (second.isEmpty() ? "" : "_" + two) + "_" + label;
	}

	private static int bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8).length;
	}

}

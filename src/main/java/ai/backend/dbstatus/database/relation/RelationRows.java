package ai.backend.dbstatus.database.relation;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Goes through the rows of a query.
 */
final class RelationRows {

	/** No schema that migrations have made comes near this; the memory must not be filled by one that has other origins. */
	private static final int MOST = 500_000;

	private RelationRows() {
	}

	static void each(Connection connection, String sql, Parameters parameters, Row row) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			statement.setMaxRows(MOST);
			parameters.set(statement);
			try (ResultSet result = statement.executeQuery()) {
				while (result.next()) {
					row.read(result);
				}
			}
		}
	}

	static void each(Connection connection, String sql, Row row) throws SQLException {
		each(connection, sql, (_) -> {}, row);
	}

	static @Nullable Long number(ResultSet row, int column) throws SQLException {
		long value = row.getLong(column);
		return row.wasNull() ? null : value;
	}

	static List<String> texts(@Nullable Array array) throws SQLException {
		List<String> texts = new ArrayList<>();
		if (array != null) {
			for (Object item : (Object[]) array.getArray()) {
				texts.add(String.valueOf(item));
			}
		}
		return texts;
	}

	/**
	 * Sets the parameters of a statement.
	 */
	interface Parameters {

		void set(PreparedStatement statement) throws SQLException;

	}

	/**
	 * Reads a row.
	 */
	interface Row {

		void read(ResultSet row) throws SQLException;

	}

}

package ai.backend.dbstatus.database.catalog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Goes through the rows of a query on a catalog.
 */
final class CatalogRows {

	private CatalogRows() {
	}

	static void each(Connection connection, String sql, Parameters parameters, Row row) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			statement.setMaxRows(CatalogQuery.MAX_ROWS);
			parameters.set(statement);
			try (ResultSet result = statement.executeQuery()) {
				while (result.next()) {
					row.read(result);
				}
			}
		}
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

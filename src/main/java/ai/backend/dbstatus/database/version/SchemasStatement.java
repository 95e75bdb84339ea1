package ai.backend.dbstatus.database.version;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;

import ai.backend.dbstatus.database.session.DatabaseHandle;
import ai.backend.dbstatus.database.url.Dialect;

/**
 * A statement about a table of the same name in each of several schemas.
 *
 * @param postgresql takes the table, then an array of the schemas
 * @param mysql takes the table, and has a {@code %s} where a list of the schemas stands
 */
record SchemasStatement(String postgresql, String mysql) {

	/**
	 * Prepares the statement of the server's dialect.
	 */
	PreparedStatement prepare(DatabaseHandle handle, String table, List<String> schemas) throws SQLException {
		return (handle.dialect() == Dialect.POSTGRESQL)
				? preparePostgresql(handle, table, schemas)
				: prepareMysql(handle, table, schemas);
	}

	private PreparedStatement preparePostgresql(DatabaseHandle handle, String table, List<String> schemas)
			throws SQLException {
		PreparedStatement statement = handle.connection().prepareStatement(this.postgresql);
		statement.setString(1, table);
		statement.setArray(2, handle.connection().createArrayOf("text", schemas.toArray()));
		return statement;
	}

	private PreparedStatement prepareMysql(DatabaseHandle handle, String table, List<String> schemas)
			throws SQLException {
		String list = String.join(", ", Collections.nCopies(schemas.size(), "?"));
		PreparedStatement statement = handle.connection().prepareStatement(this.mysql.formatted(list));
		statement.setString(1, table);
		for (int i = 0; i < schemas.size(); i++) {
			statement.setString(i + 2, schemas.get(i));
		}
		return statement;
	}

}

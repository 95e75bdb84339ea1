package ai.backend.dbstatus.staged;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

import ai.backend.dbstatus.testsupport.TestPostgres;

/**
 * The PostgreSQL on which migrations are staged: on this machine, with a superuser {@code postgres} who needs no password.
 *
 * @param port its port
 */
record Server(int port) {

	/**
	 * The one at the port {@code -Ddbstatus.staged.port}, or the one of the tests.
	 */
	static Server chosen() {
		Integer port = Integer.getInteger("dbstatus.staged.port");
		return new Server((port != null) ? port : TestPostgres.shared().port());
	}

	Connection connect(String database, String application) throws SQLException {
		return DriverManager
				.getConnection("jdbc:postgresql://127.0.0.1:%d/%s?user=postgres&ApplicationName=%s".formatted(
						this.port, database, application));
	}

	void execute(String database, String... statements) throws SQLException {
		try (Connection connection = connect(database, "director");
				Statement statement = connection.createStatement()) {
			for (String sql : statements) {
				statement.execute(sql);
			}
		}
	}

	/** The first column of the first row. */
	String query(String database, String question) throws SQLException {
		try (Connection connection = connect(database, "director");
				Statement statement = connection.createStatement();
				var result = statement.executeQuery(question)) {
			result.next();
			return String.valueOf(result.getString(1));
		}
	}

}

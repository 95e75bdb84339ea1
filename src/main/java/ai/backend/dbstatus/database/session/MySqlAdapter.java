package ai.backend.dbstatus.database.session;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Collectors;

import ai.backend.dbstatus.database.DatabaseFailure;
import ai.backend.dbstatus.database.url.DatabaseUrl;
import ai.backend.dbstatus.database.url.Server;
import org.jspecify.annotations.Nullable;

/**
 * MariaDB and MySQL, through MariaDB Connector/J.
 */
final class MySqlAdapter implements DatabaseAdapter {

	/** The ways to log in that show the server no password in clear text, and run no dialogue of its making. */
	private static final String AUTHENTICATION = "mysql_native_password,caching_sha2_password,client_ed25519,parsec";

	@Override
	public Connection connect(Driver driver, DatabaseUrl url, DatabaseTimeouts timeouts) throws SQLException {
		String servers = url.servers().stream().map(Server::toString).collect(Collectors.joining(","));
		// The database is no part of it: the driver would take what follows a question mark for arguments, which win.
		Connection connection = driver.connect("jdbc:mariadb://" + servers + "/", properties(url, timeouts));
		if (connection == null) {
			throw new SQLException("The driver does not know its own URL", "08001");
		}
		boolean mariaDb = connection.getMetaData().getDatabaseProductName().toLowerCase(Locale.ROOT).contains("maria");
		try (Statement statement = connection.createStatement()) {
			// Without it, each check would see the rows as they were at the first.
			statement.execute("SET SESSION autocommit = 1");
			statement.execute("SET SESSION TRANSACTION READ ONLY");
			statement.execute("SET SESSION lock_wait_timeout = " + DatabaseTimeouts.seconds(timeouts.lock())
					+ (mariaDb
							? ", max_statement_time = " + timeouts.query().toMillis() / 1000.0
							: ", max_execution_time = " + timeouts.query().toMillis()));
		}
		return connection;
	}

	private static Properties properties(DatabaseUrl url, DatabaseTimeouts timeouts) {
		Properties properties = new Properties();
		// Whoever answers in the server's place could send a key of its own, and read the password.
		properties.setProperty("allowPublicKeyRetrieval", "false");
		properties.setProperty("restrictedAuth", AUTHENTICATION);
		properties.setProperty("connectionAttributes", "program_name:db-status");
		properties.putAll(url.arguments());
		if (!url.database().isEmpty()) {
			properties.setProperty("database", url.database());
		}
		if (!url.isConfigured()) {
			properties.setProperty("fallbackToSystemKeyStore", "false");
		}
		if (url.username() != null) {
			properties.setProperty("user", url.username());
		}
		if (url.password() != null) {
			properties.setProperty("password", url.password());
		}
		properties.setProperty("autocommit", "true");
		properties.setProperty("allowLocalInfile", "false");
		properties.setProperty("allowMultiQueries", "false");
		properties.setProperty("permitRedirect", "false");
		properties.setProperty("connectTimeout", String.valueOf(timeouts.connect().toMillis()));
		properties.setProperty("socketTimeout", String.valueOf(timeouts.total().toMillis()));
		properties.setProperty("socketFactory", TrackedSocketFactory.class.getName());
		return properties;
	}

	/** What a server reports has a number. */
	@Override
	public boolean isOfDriver(SQLException failure) {
		return failure.getErrorCode() <= 0;
	}

	@Override
	public @Nullable DatabaseFailure classify(SQLException failure) {
		return switch (failure.getErrorCode()) {
			case 1045, 1130, 1251, 1275, 1698, 1820, 1862 -> DatabaseFailure.AUTHENTICATION_FAILED;
			case 1049, 1046 -> DatabaseFailure.DATABASE_NOT_FOUND;
			case 1044, 1142, 1143, 1227, 1370 -> DatabaseFailure.PERMISSION_DENIED;
			case 1040, 1203, 1226 -> DatabaseFailure.TOO_MANY_CONNECTIONS;
			case 1205, 1099 -> DatabaseFailure.LOCK_TIMEOUT;
			case 1969, 3024, 1317 -> DatabaseFailure.QUERY_TIMEOUT;
			case 1053 -> DatabaseFailure.SERVER_STARTING;
			case 1927, 1129 -> DatabaseFailure.CONNECTION_LOST;
			case 3159, 2026 -> DatabaseFailure.TLS_FAILED;
			default -> byState(failure);
		};
	}

	private static @Nullable DatabaseFailure byState(SQLException failure) {
		String state = (failure.getSQLState() != null) ? failure.getSQLState() : "";
		String message = (failure.getMessage() != null) ? failure.getMessage() : "";
		if (state.startsWith("08") && message.contains("ssl not enabled")) {
			return DatabaseFailure.TLS_FAILED;
		}
		// The driver's own refusals: of the server's key, and of a way to log in that is not allowed.
		if (message.contains("RSA public key") || message.contains("authentication plugin")) {
			return DatabaseFailure.AUTHENTICATION_FAILED;
		}
		return state.equals("28000") ? DatabaseFailure.AUTHENTICATION_FAILED : null;
	}

}

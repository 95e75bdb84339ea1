package ai.backend.dbstatus.database.session;

import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.stream.Collectors;

import ai.backend.dbstatus.database.DatabaseFailure;
import ai.backend.dbstatus.database.url.DatabaseUrl;
import ai.backend.dbstatus.database.url.Server;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.util.PSQLException;

/**
 * PostgreSQL 12 and later, through pgjdbc.
 */
final class PostgresAdapter implements DatabaseAdapter {

	@Override
	public Connection connect(Driver driver, DatabaseUrl url, DatabaseTimeouts timeouts) throws SQLException {
		try {
			return open(driver, url, timeouts, true);
		}
		catch (SQLException ex) {
			// A pooler such as pgbouncer may refuse to pass session settings on; the watchdog bounds the time anyway.
			if ("08P01".equals(ex.getSQLState()) && mentions(ex, "startup parameter")) {
				return open(driver, url, timeouts, false);
			}
			throw ex;
		}
	}

	private static Connection open(Driver driver, DatabaseUrl url, DatabaseTimeouts timeouts,
			boolean sessionSettings) throws SQLException {
		String servers = url.servers().stream().map(Server::toString).collect(Collectors.joining(","));
		String jdbcUrl = "jdbc:postgresql://" + servers + "/"
				+ URLEncoder.encode(url.database(), StandardCharsets.UTF_8);
		Connection connection = driver.connect(jdbcUrl, properties(url, timeouts, sessionSettings));
		if (connection == null) {
			throw new SQLException("The driver does not know its own URL", "08001");
		}
		return connection;
	}

	/**
	 * No {@code loginTimeout}: pgjdbc keeps it by a second thread that it then leaves behind. The connector bounds the
	 * time of a login itself.
	 */
	private static Properties properties(DatabaseUrl url, DatabaseTimeouts timeouts, boolean sessionSettings) {
		Properties properties = new Properties();
		properties.setProperty("ApplicationName", "db-status");
		properties.setProperty("gssEncMode", "disable");
		properties.setProperty("tcpKeepAlive", "true");
		if (url.servers().size() > 1) {
			// A standby may be behind: of several hosts, the primary is meant, unless the URL says otherwise.
			properties.setProperty("targetServerType", "primary");
		}
		properties.putAll(url.arguments());
		if (url.username() != null) {
			properties.setProperty("user", url.username());
		}
		if (url.password() != null) {
			properties.setProperty("password", url.password());
		}
		if (!url.isConfigured()) {
			useNothingOfThisMachine(properties);
		}
		else if (!"verify-full".equals(url.arguments().get("sslmode"))) {
			// A password in clear text would reach whoever answers in the server's place.
			properties.putIfAbsent("requireAuth", "!password");
		}
		// Spares two round trips after the login.
		properties.setProperty("assumeMinServerVersion", "12");
		properties.setProperty("prepareThreshold", "0");
		properties.setProperty("maxResultBuffer", "4M");
		properties.setProperty("readOnly", "true");
		Duration perServer = timeouts.connect().dividedBy(url.servers().size());
		properties.setProperty("connectTimeout",
				String.valueOf(Math.min(seconds(url.arguments().get("connectTimeout")),
						DatabaseTimeouts.seconds(perServer))));
		properties.setProperty("socketTimeout", String.valueOf(DatabaseTimeouts.seconds(timeouts.total())));
		properties.remove("loginTimeout");
		properties.setProperty("socketFactory", TrackedSocketFactory.class.getName());
		properties.setProperty("sslfactory", MeteredSslFactory.class.getName());
		if (sessionSettings) {
			// Whoever looks for a primary takes a server for a standby whose transactions are read-only by default.
			boolean anyServer = properties.getProperty("targetServerType", "any").equals("any");
			String own = (anyServer ? "-c default_transaction_read_only=on " : "") + "-c statement_timeout="
					+ timeouts.query().toMillis()
					+ " -c lock_timeout=" + timeouts.lock().toMillis();
			String given = url.arguments().get("options");
			properties.setProperty("options", (given != null) ? given + " " + own : own);
		}
		return properties;
	}

	/**
	 * Else the driver looks in the home directory for a password and for a client's certificate and key.
	 */
	private static void useNothingOfThisMachine(Properties properties) {
		properties.putIfAbsent("password", "");
		properties.setProperty("sslcert", "");
		properties.setProperty("sslkey", "");
		properties.putIfAbsent("requireAuth", "!password,!gss,!sspi");
	}

	private static long seconds(@Nullable String argument) {
		if (argument == null) {
			return Long.MAX_VALUE;
		}
		try {
			double seconds = Double.parseDouble(argument);
			return (seconds > 0) ? (long) Math.ceil(seconds) : Long.MAX_VALUE;
		}
		catch (NumberFormatException ex) {
			return Long.MAX_VALUE;
		}
	}

	@Override
	public InputStream metered(InputStream received) {
		return new PostgresMeter(received);
	}

	@Override
	public boolean isOfDriver(SQLException failure) {
		return failure instanceof PSQLException thrown && thrown.getServerErrorMessage() == null;
	}

	/**
	 * From now on prepares by name what is asked twice, which saves the server half of its work, but only where its session
	 * is known to be ours alone: in another, the same name is another client's statement.
	 */
	@Override
	public boolean reuse(Connection connection, ConnectionSockets sockets) throws SQLException {
		boolean ours = DirectConnection.is(connection, sockets.last());
		if (ours) {
			connection.unwrap(PGConnection.class).setPrepareThreshold(2);
		}
		return ours;
	}

	@Override
	public @Nullable DatabaseFailure classify(SQLException failure) {
		String state = failure.getSQLState();
		return switch ((state != null) ? state : "") {
			case "28P01", "28000" -> DatabaseFailure.AUTHENTICATION_FAILED;
			case "3D000" -> DatabaseFailure.DATABASE_NOT_FOUND;
			case "42501", "25006" -> DatabaseFailure.PERMISSION_DENIED;
			case "53300" -> DatabaseFailure.TOO_MANY_CONNECTIONS;
			case "55P03" -> DatabaseFailure.LOCK_TIMEOUT;
			case "57014" -> DatabaseFailure.QUERY_TIMEOUT;
			case "57P03" -> DatabaseFailure.SERVER_STARTING;
			// The rejection by the driver itself: of a login without a password, or of a server without TLS.
			case "08004" ->
				mentions(failure, "SSL") ? DatabaseFailure.TLS_FAILED : DatabaseFailure.AUTHENTICATION_FAILED;
			case "08P01" -> pooler(failure);
			case "08001", "08006" -> unestablished(failure);
			default -> null;
		};
	}

	private static @Nullable DatabaseFailure unestablished(SQLException failure) {
		if (mentions(failure, "could not be verified") || mentions(failure, "certificate")) {
			return DatabaseFailure.TLS_FAILED;
		}
		// The driver's words where of several hosts none is a primary.
		return mentions(failure, "targetServerType") ? DatabaseFailure.CONNECTION_REFUSED : null;
	}

	/**
	 * The words of pgbouncer, which has one SQLSTATE for everything.
	 */
	private static @Nullable DatabaseFailure pooler(SQLException failure) {
		if (mentions(failure, "no such database")) {
			return DatabaseFailure.DATABASE_NOT_FOUND;
		}
		if (mentions(failure, "no such user") || mentions(failure, "auth")) {
			return DatabaseFailure.AUTHENTICATION_FAILED;
		}
		return mentions(failure, "no more connections") ? DatabaseFailure.TOO_MANY_CONNECTIONS : null;
	}

	private static boolean mentions(SQLException failure, String words) {
		String message = failure.getMessage();
		return message != null && message.contains(words);
	}

}

package ai.backend.dbstatus.database;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.Properties;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL 12 and later, through pgjdbc.
 */
final class PostgresAdapter implements DatabaseAdapter {

	/** Tables of extensions, such as PostGIS's, do not count: a migration from scratch does not collide with them. */
	private static final String OTHER_TABLES = """
			SELECT EXISTS (SELECT 1 FROM pg_catalog.pg_class c
			  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
			 WHERE n.nspname = coalesce(?, current_schema()) AND c.relkind IN ('r', 'p') AND c.relname <> ?
			   AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend d
			        WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid = c.oid AND d.deptype = 'e'))
			""";

	/** A reader of a table waits for nothing but an exclusive lock. */
	private static final String LOCK_HOLDER = """
			SELECT l.pid, a.application_name, a.xact_start FROM pg_catalog.pg_locks l
			  LEFT JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid
			 WHERE l.relation = pg_catalog.to_regclass(?) AND l.mode = 'AccessExclusiveLock'
			   AND l.pid <> pg_catalog.pg_backend_pid()
			 ORDER BY l.granted DESC LIMIT 1
			""";

	@Override
	public Connection connect(Driver driver, ConnectionTarget target, DatabaseTimeouts timeouts) throws SQLException {
		try {
			return open(driver, target, timeouts, true);
		}
		catch (SQLException ex) {
			// A pooler such as pgbouncer may refuse to pass session settings on; the watchdog bounds the time anyway.
			if ("08P01".equals(ex.getSQLState()) && mentions(ex, "startup parameter")) {
				return open(driver, target, timeouts, false);
			}
			throw ex;
		}
	}

	private static Connection open(Driver driver, ConnectionTarget target, DatabaseTimeouts timeouts,
			boolean sessionSettings) throws SQLException {
		String servers = target.servers().stream().map(Server::toString).collect(Collectors.joining(","));
		String url = "jdbc:postgresql://" + servers + "/"
				+ URLEncoder.encode(target.database(), StandardCharsets.UTF_8);
		Connection connection = driver.connect(url, properties(target, timeouts, sessionSettings));
		if (connection == null) {
			throw new SQLException("The driver does not know its own URL", "08001");
		}
		return connection;
	}

	/**
	 * No {@code loginTimeout}: pgjdbc keeps it by a second thread that it then leaves behind. The connector bounds the
	 * time of a login itself.
	 */
	private static Properties properties(ConnectionTarget target, DatabaseTimeouts timeouts, boolean sessionSettings) {
		Properties properties = new Properties();
		properties.setProperty("ApplicationName", "db-status");
		properties.setProperty("gssEncMode", "disable");
		properties.setProperty("tcpKeepAlive", "true");
		properties.setProperty("prepareThreshold", "1");
		properties.putAll(target.arguments());
		if (target.username() != null) {
			properties.setProperty("user", target.username());
		}
		if (target.password() != null) {
			properties.setProperty("password", target.password());
		}
		// Spares two round trips after the login.
		properties.setProperty("assumeMinServerVersion", "12");
		properties.setProperty("maxResultBuffer", "4M");
		properties.setProperty("readOnly", "true");
		Duration perServer = timeouts.connect().dividedBy(target.servers().size());
		properties.setProperty("connectTimeout",
				String.valueOf(Math.min(seconds(target.arguments().get("connectTimeout")),
						DatabaseTimeouts.seconds(perServer))));
		properties.setProperty("socketTimeout", String.valueOf(DatabaseTimeouts.seconds(timeouts.total())));
		properties.remove("loginTimeout");
		properties.setProperty("socketFactory", TrackedSocketFactory.class.getName());
		if (sessionSettings) {
			// Whoever looks for a primary takes a server for a standby whose transactions are read-only by default.
			boolean anyServer = properties.getProperty("targetServerType", "any").equals("any");
			String own = (anyServer ? "-c default_transaction_read_only=on " : "") + "-c statement_timeout="
					+ timeouts.query().toMillis()
					+ " -c lock_timeout=" + timeouts.lock().toMillis();
			String given = target.arguments().get("options");
			properties.setProperty("options", (given != null) ? given + " " + own : own);
		}
		return properties;
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
	public char quote() {
		return '"';
	}

	@Override
	public boolean isMissingTable(SQLException failure) {
		return "42P01".equals(failure.getSQLState()) || "3F000".equals(failure.getSQLState());
	}

	@Override
	public boolean hasOtherTables(Connection connection, VersionTable table) throws SQLException {
		return DatabaseAdapter.answersYes(connection, OTHER_TABLES, table);
	}

	@Override
	public @Nullable String lockHolder(Connection connection, VersionTable table) throws SQLException {
		try (PreparedStatement query = connection.prepareStatement(LOCK_HOLDER)) {
			query.setString(1, table.quoted(quote()));
			try (ResultSet result = query.executeQuery()) {
				return result.next() ? describe(result) : null;
			}
		}
	}

	private static String describe(ResultSet result) throws SQLException {
		String application = result.getString(2);
		Timestamp since = result.getTimestamp(3);
		return "backend " + result.getInt(1)
				+ ((application != null && !application.isEmpty()) ? " (" + application + ")" : "")
				+ ((since != null) ? ", in a transaction since " + since.toInstant() : "");
	}

	@Override
	public @Nullable DatabaseFailure classify(SQLException failure) {
		String state = failure.getSQLState();
		return switch ((state != null) ? state : "") {
			case "28P01", "28000" -> DatabaseFailure.AUTHENTICATION_FAILED;
			case "3D000" -> DatabaseFailure.DATABASE_NOT_FOUND;
			case "42501" -> DatabaseFailure.PERMISSION_DENIED;
			case "42703", "42809" -> DatabaseFailure.CONFIG_INVALID;
			case "53300" -> DatabaseFailure.TOO_MANY_CONNECTIONS;
			case "55P03" -> DatabaseFailure.LOCK_TIMEOUT;
			case "57014" -> DatabaseFailure.QUERY_TIMEOUT;
			case "57P03" -> DatabaseFailure.SERVER_STARTING;
			// The rejection by the driver itself: of a login without a password, or of a server without TLS.
			case "08004" ->
				mentions(failure, "SSL") ? DatabaseFailure.TLS_FAILED : DatabaseFailure.AUTHENTICATION_FAILED;
			case "08P01" -> pooler(failure);
			case "08001", "08006" -> (mentions(failure, "could not be verified") || mentions(failure, "certificate"))
					? DatabaseFailure.TLS_FAILED
					: null;
			default -> null;
		};
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

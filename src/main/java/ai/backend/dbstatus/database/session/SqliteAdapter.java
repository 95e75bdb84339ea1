package ai.backend.dbstatus.database.session;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Properties;

import ai.backend.dbstatus.database.DatabaseFailure;
import ai.backend.dbstatus.database.url.DatabaseUrl;
import org.jspecify.annotations.Nullable;

/**
 * SQLite, through sqlite-jdbc. The file is opened for reading only and never created.
 */
final class SqliteAdapter implements DatabaseAdapter {

	private static final int READ_ONLY = 1;

	private static final int DENIED = 3;

	private static final int CANNOT_OPEN = 14;

	/** The low byte of SQLite's result codes. */
	private static final int PRIMARY_CODE = 0xff;

	@Override
	public Connection connect(Driver driver, DatabaseUrl url, DatabaseTimeouts timeouts) throws SQLException {
		Path file = Path.of(url.database());
		if (!Files.isRegularFile(file)) {
			throw new SQLException("There is no such file", null, CANNOT_OPEN);
		}
		if (!Files.isReadable(file)) {
			throw new SQLException("The file may not be read", null, DENIED);
		}
		Properties properties = new Properties();
		properties.setProperty("open_mode", String.valueOf(READ_ONLY));
		properties.setProperty("busy_timeout", String.valueOf(timeouts.lock().toMillis()));
		Connection connection = driver.connect("jdbc:sqlite:" + file, properties);
		if (connection == null) {
			throw new SQLException("The driver does not know its own URL", "08001");
		}
		return connection;
	}

	@Override
	public @Nullable DatabaseFailure classify(SQLException failure) {
		return switch (failure.getErrorCode() & PRIMARY_CODE) {
			case 5, 6 -> DatabaseFailure.LOCK_TIMEOUT;
			case 9 -> DatabaseFailure.QUERY_TIMEOUT;
			case DENIED, 23 -> DatabaseFailure.PERMISSION_DENIED;
			case CANNOT_OPEN, 26 -> DatabaseFailure.DATABASE_NOT_FOUND;
			default -> null;
		};
	}

}

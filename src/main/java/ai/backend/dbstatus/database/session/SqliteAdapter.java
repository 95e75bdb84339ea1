package ai.backend.dbstatus.database.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;

import ai.backend.dbstatus.database.DatabaseException;
import ai.backend.dbstatus.database.DatabaseFailure;
import ai.backend.dbstatus.database.url.DatabaseUrl;
import org.jspecify.annotations.Nullable;

/**
 * SQLite, through sqlite-jdbc. The file is opened for reading only and never created. It may be anybody's: nothing that its
 * schema would call is called, and no value of it may be longer than a row may be.
 */
final class SqliteAdapter implements DatabaseAdapter {

	private static final int READ_ONLY = 1;

	private static final int DENIED = 3;

	private static final int CANNOT_OPEN = 14;

	/** The low byte of SQLite's result codes. */
	private static final int PRIMARY_CODE = 0xff;

	/** Opened by SQLite beside the file, behind symbolic links. To open a pipe would wait for somebody who writes to it. */
	private static final List<String> COMPANIONS = List.of("-journal", "-wal", "-shm");

	private static final String NO_LIBRARY = "org.sqlite.NativeLibraryNotFoundException";

	private static final String MOST_BYTES = "1000000";

	@Override
	public Connection connect(Driver driver, DatabaseUrl url, DatabaseTimeouts timeouts) throws SQLException {
		Path file = realPath(Path.of(url.database()));
		if (!Files.isRegularFile(file)) {
			throw new SQLException("There is no such file", null, CANNOT_OPEN);
		}
		for (String companion : COMPANIONS) {
			Path path = Path.of(file + companion);
			if (Files.exists(path, LinkOption.NOFOLLOW_LINKS) && !Files.isRegularFile(path)) {
				throw new SQLException("A file beside it is no file", null, CANNOT_OPEN);
			}
		}
		if (!Files.isReadable(file)) {
			throw new SQLException("The file may not be read", null, DENIED);
		}
		Properties properties = new Properties();
		properties.setProperty("open_mode", String.valueOf(READ_ONLY));
		properties.setProperty("busy_timeout", String.valueOf(timeouts.lock().toMillis()));
		properties.setProperty("limit_length", MOST_BYTES);
		properties.setProperty("limit_attached", "0");
		Connection connection = open(driver, file, properties);
		if (connection == null) {
			throw new SQLException("The driver does not know its own URL", "08001");
		}
		try (Statement statement = connection.createStatement()) {
			statement.execute("PRAGMA trusted_schema = OFF");
			statement.execute("PRAGMA cell_size_check = ON");
			statement.execute("PRAGMA mmap_size = 0");
		}
		return connection;
	}

	/** The driver unpacks SQLite's library when it is first needed. */
	private static @Nullable Connection open(Driver driver, Path file, Properties properties) throws SQLException {
		try {
			return driver.connect("jdbc:sqlite:" + file, properties);
		}
		catch (SQLException | LinkageError ex) {
			for (Throwable cause = ex; cause != null; cause = cause.getCause()) {
				if (cause instanceof LinkageError || cause.getClass().getName().equals(NO_LIBRARY)) {
					throw new DatabaseException(DatabaseFailure.DATABASE_UNSUPPORTED,
							"Files of SQLite cannot be read: its library cannot be put into %s and run there, which is full, read-only or mounted noexec; mount another one there, or name another directory by -Dorg.sqlite.tmpdir"
									.formatted(System.getProperty("org.sqlite.tmpdir",
											System.getProperty("java.io.tmpdir"))));
				}
			}
			throw ex;
		}
	}

	/** A question mark in it would begin settings for the driver, in a link's target too. */
	private static Path realPath(Path file) throws SQLException {
		try {
			Path real = file.toRealPath();
			if (real.toString().indexOf('?') < 0) {
				return real;
			}
		}
		catch (IOException ex) {
			// said below
		}
		throw new SQLException("There is no such file", null, CANNOT_OPEN);
	}

	@Override
	public @Nullable DatabaseFailure classify(SQLException failure) {
		return switch (failure.getErrorCode() & PRIMARY_CODE) {
			case 5, 6 -> DatabaseFailure.LOCK_TIMEOUT;
			case 9 -> DatabaseFailure.QUERY_TIMEOUT;
			// A value larger than it may be, which no row of a version table is.
			case 18 -> DatabaseFailure.CONFIG_INVALID;
			case DENIED, 23 -> DatabaseFailure.PERMISSION_DENIED;
			case CANNOT_OPEN, 26 -> DatabaseFailure.DATABASE_NOT_FOUND;
			default -> null;
		};
	}

}

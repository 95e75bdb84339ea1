package ai.backend.dbstatus.database.version;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import ai.backend.dbstatus.database.DatabaseException;
import ai.backend.dbstatus.database.DatabaseFailure;
import ai.backend.dbstatus.database.session.DatabaseHandle;
import ai.backend.dbstatus.database.session.DatabaseQuery;
import org.jspecify.annotations.Nullable;

/**
 * Asks for the rows of a version table: one statement, and a second one where they name no revision.
 *
 * @param table the table
 */
public record VersionTableQuery(VersionTable table) implements DatabaseQuery<VersionTableState> {

	/** A version table has few rows; another table that bears its name must not fill the memory. */
	private static final int MAX_ROWS = 10_000;

	/** Alembic's own column holds 32. */
	private static final int MAX_CHARS = 4_096;

	private static final int MAX_CHARS_OF_ALL = 1_000_000;

	/** So many rows at once, where a driver does not have to take them all. */
	private static final int FETCH_SIZE = 100;

	@Override
	public String subject() {
		return "table " + this.table;
	}

	@Override
	public VersionTableState ask(DatabaseHandle handle) throws SQLException {
		VersionTableDialect dialect = VersionTableDialect.of(handle.dialect());
		List<@Nullable String> rows = rows(handle, dialect);
		boolean anyRevision = rows != null && rows.stream().anyMatch(Objects::nonNull);
		return new VersionTableState(rows != null, (rows != null) ? rows : List.of(),
				!anyRevision && dialect.hasOtherTables(handle.connection(), this.table));
	}

	/**
	 * The rows; {@code null} if there is no such table.
	 */
	private @Nullable List<@Nullable String> rows(DatabaseHandle handle, VersionTableDialect dialect)
			throws SQLException {
		try {
			String impostor = dialect.impostor(handle.connection(), this.table);
			if (impostor != null) {
				throw notAlembics(handle, "is " + impostor);
			}
			return select(handle);
		}
		catch (SQLException ex) {
			if (dialect.isMissing(ex)) {
				return null;
			}
			if (dialect.isNotAlembics(ex)) {
				throw notAlembics(handle, "has no column version_num");
			}
			DatabaseException failure = handle.failure(ex);
			throw (failure.failure() == DatabaseFailure.LOCK_TIMEOUT)
					? lockedBy(dialect.lockHolder(handle.connection(), this.table), failure)
					: failure;
		}
	}

	private List<@Nullable String> select(DatabaseHandle handle) throws SQLException {
		String sql = "SELECT version_num FROM " + this.table.quoted(handle.dialect());
		try (PreparedStatement statement = handle.connection().prepareStatement(sql)) {
			statement.setMaxRows(MAX_ROWS);
			statement.setFetchSize(FETCH_SIZE);
			try (ResultSet result = statement.executeQuery()) {
				List<@Nullable String> rows = new ArrayList<>(1);
				long chars = 0;
				while (result.next()) {
					String row = result.getString(1);
					int length = (row != null) ? row.length() : 0;
					chars += length;
					if (length > MAX_CHARS || chars > MAX_CHARS_OF_ALL) {
						throw tooLarge(handle);
					}
					rows.add(row);
				}
				return rows;
			}
		}
	}

	private DatabaseException tooLarge(DatabaseHandle handle) {
		return notAlembics(handle,
				"holds more than %d characters in one row or %d in all".formatted(MAX_CHARS, MAX_CHARS_OF_ALL));
	}

	private DatabaseException notAlembics(DatabaseHandle handle, String why) {
		return new DatabaseException(DatabaseFailure.CONFIG_INVALID, "Table " + this.table + " in "
				+ handle.url().describe() + " " + why + ", so it is not a version table of Alembic");
	}

	private static DatabaseException lockedBy(@Nullable String holder, DatabaseException failure) {
		return (holder != null)
				? new DatabaseException(failure.failure(), failure.getMessage() + ": " + holder)
				: failure;
	}

}

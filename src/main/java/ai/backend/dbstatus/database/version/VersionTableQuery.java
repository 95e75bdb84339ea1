package ai.backend.dbstatus.database.version;

import java.sql.Connection;
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
			return select(handle.connection(),
					"SELECT version_num FROM " + this.table.quoted(handle.dialect()));
		}
		catch (SQLException ex) {
			if (dialect.isMissing(ex)) {
				return null;
			}
			if (dialect.isNotAlembics(ex)) {
				throw new DatabaseException(DatabaseFailure.CONFIG_INVALID,
						"Table " + this.table + " in " + handle.url().describe()
								+ " has no column version_num, so it is not a version table of Alembic");
			}
			DatabaseException failure = handle.failure(ex);
			throw (failure.failure() == DatabaseFailure.LOCK_TIMEOUT)
					? lockedBy(dialect.lockHolder(handle.connection(), this.table), failure)
					: failure;
		}
	}

	private static List<@Nullable String> select(Connection connection, String sql) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			statement.setMaxRows(MAX_ROWS);
			try (ResultSet result = statement.executeQuery()) {
				List<@Nullable String> rows = new ArrayList<>(1);
				while (result.next()) {
					rows.add(result.getString(1));
				}
				return rows;
			}
		}
	}

	private static DatabaseException lockedBy(@Nullable String holder, DatabaseException failure) {
		return (holder != null)
				? new DatabaseException(failure.failure(), failure.getMessage() + ": " + holder)
				: failure;
	}

}

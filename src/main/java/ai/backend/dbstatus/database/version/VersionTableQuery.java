package ai.backend.dbstatus.database.version;

import java.sql.SQLException;
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

	@Override
	public String subject() {
		return "table " + this.table;
	}

	@Override
	public VersionTableState ask(DatabaseHandle handle) throws SQLException {
		VersionTableDialect dialect = VersionTableDialect.of(handle.dialect());
		VersionTableRows read = read(handle, dialect);
		List<@Nullable String> rows = read.values();
		boolean anyRevision = rows != null && rows.stream().anyMatch(Objects::nonNull);
		return new VersionTableState(rows != null, (rows != null) ? rows : List.of(),
				!anyRevision && dialect.hasOtherTables(handle.connection(), this.table), read.warnings());
	}

	private VersionTableRows read(DatabaseHandle handle, VersionTableDialect dialect) throws SQLException {
		try {
			String impostor = dialect.impostor(handle.connection(), this.table);
			if (impostor != null) {
				throw RowCollector.notAlembics(handle, this.table, "is " + impostor);
			}
			return dialect.read(handle, this.table);
		}
		catch (SQLException ex) {
			if (dialect.isMissing(ex)) {
				return dialect.missing(handle, this.table);
			}
			if (dialect.isNotAlembics(ex)) {
				throw RowCollector.notAlembics(handle, this.table, "has no column version_num");
			}
			DatabaseException failure = handle.failure(ex);
			throw (failure.failure() == DatabaseFailure.LOCK_TIMEOUT)
					? lockedBy(dialect.lockHolder(handle.connection(), this.table), failure)
					: failure;
		}
	}

	private static DatabaseException lockedBy(@Nullable String holder, DatabaseException failure) {
		return (holder != null)
				? new DatabaseException(failure.failure(), failure.getMessage() + ": " + holder)
				: failure;
	}

}

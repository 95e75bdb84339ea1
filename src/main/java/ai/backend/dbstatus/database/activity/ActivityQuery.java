package ai.backend.dbstatus.database.activity;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

import ai.backend.dbstatus.database.session.DatabaseHandle;
import ai.backend.dbstatus.database.session.DatabaseQuery;
import ai.backend.dbstatus.database.version.VersionTable;

/**
 * Asks which other sessions of a database do what a migration does: one statement, as far as the server lets the asking
 * role see. Sessions that only read, such as this service's, those of dumps and of long queries, are none of them; nor are
 * vacuum, analyze and reindex.
 *
 * @param versionTable the table that a migration writes
 */
public record ActivityQuery(VersionTable versionTable) implements DatabaseQuery<List<SessionActivity>> {

	@Override
	public String subject() {
		return "the sessions of the database";
	}

	@Override
	public List<SessionActivity> ask(DatabaseHandle handle) throws SQLException {
		return switch (handle.dialect()) {
			case POSTGRESQL -> PostgresActivity.ask(handle.connection(), this.versionTable);
			case MYSQL -> MySqlActivity.ask(handle.connection(), this.versionTable);
			case SQLITE -> SqliteActivity.ask(Path.of(handle.url().database()));
		};
	}

}

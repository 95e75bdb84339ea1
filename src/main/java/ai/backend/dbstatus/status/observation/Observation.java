package ai.backend.dbstatus.status.observation;

import java.util.List;

import ai.backend.dbstatus.alembic.RevisionHistory;
import ai.backend.dbstatus.database.version.VersionTable;
import ai.backend.dbstatus.database.version.VersionTableState;
import org.jspecify.annotations.Nullable;

/**
 * What was seen of migration scripts, wherever they come from, and of a database. Equal observations are judged alike.
 *
 * @param history the revisions
 * @param versionTable where the rows were looked for
 * @param rows what the version table holds
 * @param warnings what is unusual about where they were looked for, a sentence each
 * @param sessions the sessions of the database that do what a migration does; {@code null} if nobody asked for them
 */
public record Observation(Attempt<RevisionHistory> history, VersionTable versionTable,
		Attempt<VersionTableState> rows, List<String> warnings, @Nullable Attempt<List<SeenSession>> sessions) {

	/**
	 * What was seen where nothing is unusual, without the sessions.
	 */
	public Observation(Attempt<RevisionHistory> history, VersionTable versionTable, Attempt<VersionTableState> rows) {
		this(history, versionTable, rows, List.of(), null);
	}

	public Observation {
		warnings = List.copyOf(warnings);
	}

	/**
	 * The same with the sessions that were seen; {@code null} for without.
	 */
	public Observation withSessions(@Nullable Attempt<List<SeenSession>> seen) {
		return new Observation(this.history, this.versionTable, this.rows, this.warnings, seen);
	}

}

package ai.backend.dbstatus.status.observation;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

import ai.backend.dbstatus.alembic.RevisionHistory;
import ai.backend.dbstatus.alembic.refs.CommittedFiles;
import ai.backend.dbstatus.database.version.VersionTable;
import ai.backend.dbstatus.database.version.VersionTableState;
import ai.backend.dbstatus.status.report.Scripts;
import org.jspecify.annotations.Nullable;

/**
 * What was seen of migration scripts, wherever they come from, and of a database. Equal observations are judged alike.
 *
 * @param history the revisions
 * @param versionTable where the rows were looked for
 * @param rows what the version table holds; nothing where there are tenants
 * @param warnings what is unusual about where they were looked for, a sentence each
 * @param scripts where the scripts came from
 * @param elsewhere what other scripts know of rows that these lack
 * @param tenants what the version table of each tenant holds, in the order of their names; {@code null} where the component
 * has none
 * @param sessions the sessions of the database that do what a migration does; {@code null} if nobody asked for them
 * @param committed the files of the commit that the scripts are of; {@code null} if they are of none, or nobody wants to
 * know
 */
public record Observation(Attempt<RevisionHistory> history, VersionTable versionTable,
		Attempt<VersionTableState> rows, List<String> warnings, Scripts scripts, Elsewhere elsewhere,
		@Nullable Attempt<Map<String, Attempt<VersionTableState>>> tenants,
		@Nullable Attempt<List<SeenSession>> sessions, @Nullable CommittedFiles committed) {

	/**
	 * What was seen of a component without tenants.
	 */
	public Observation(Attempt<RevisionHistory> history, VersionTable versionTable, Attempt<VersionTableState> rows,
			List<String> warnings, Scripts scripts, Elsewhere elsewhere) {
		this(history, versionTable, rows, warnings, scripts, elsewhere, null, null, null);
	}

	/**
	 * Of the scripts in the directory that is configured, and of tenants.
	 */
	public Observation(Attempt<RevisionHistory> history, VersionTable versionTable, Attempt<VersionTableState> rows,
			List<String> warnings, @Nullable Attempt<Map<String, Attempt<VersionTableState>>> tenants) {
		this(history, versionTable, rows, warnings, Scripts.DIRECTORY, Elsewhere.NOTHING, tenants, null, null);
	}

	/**
	 * Of the scripts in the directory that is configured.
	 */
	public Observation(Attempt<RevisionHistory> history, VersionTable versionTable, Attempt<VersionTableState> rows,
			List<String> warnings) {
		this(history, versionTable, rows, warnings, Scripts.DIRECTORY, Elsewhere.NOTHING);
	}

	/**
	 * Of these, where nothing is unusual.
	 */
	public Observation(Attempt<RevisionHistory> history, VersionTable versionTable, Attempt<VersionTableState> rows) {
		this(history, versionTable, rows, List.of(), null);
	}

	public Observation {
		warnings = List.copyOf(warnings);
	}

	/**
	 * When the scripts were first seen as they are, by {@link System#nanoTime}; empty if they never change, or make no history.
	 */
	public OptionalLong scriptsFirstSeen() {
		return (this.history instanceof Attempt.Known<RevisionHistory>(RevisionHistory known))
				? known.firstSeen()
				: OptionalLong.empty();
	}

	/**
	 * What was seen of one tenant.
	 * @param schema the schema of its version table; {@code null} where the tenant is a database
	 */
	public Observation of(Attempt<VersionTableState> tenant, @Nullable String schema) {
		return new Observation(this.history, new VersionTable(schema, this.versionTable.name()), tenant, this.warnings,
				this.scripts, this.elsewhere, null, null, this.committed);
	}

	/**
	 * The same database, and other scripts.
	 */
	public Observation with(ScriptSource.Seen seen) {
		return new Observation(seen.history(), this.versionTable, this.rows, this.warnings, seen.scripts(),
				Elsewhere.NOTHING, this.tenants, this.sessions, seen.committed());
	}

	/**
	 * The same, and what other scripts know.
	 */
	public Observation with(Elsewhere found) {
		return new Observation(this.history, this.versionTable, this.rows, this.warnings, this.scripts, found,
				this.tenants, this.sessions, this.committed);
	}

	/**
	 * The same with the sessions that were seen; {@code null} for without.
	 */
	public Observation withSessions(@Nullable Attempt<List<SeenSession>> seen) {
		return new Observation(this.history, this.versionTable, this.rows, this.warnings, this.scripts,
				this.elsewhere, this.tenants, seen, this.committed);
	}

}

package ai.backend.dbstatus.alembic;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;

import ai.backend.dbstatus.alembic.config.Launch;
import ai.backend.dbstatus.alembic.revision.Revision;
import ai.backend.dbstatus.alembic.revision.RevisionMap;
import ai.backend.dbstatus.alembic.script.MigrationScript;

/**
 * The revisions of a project, and the scripts that define them. As long as nothing changes,
 * {@link AlembicProject#history()} returns the same object.
 *
 * @param map the revision graph
 * @param scripts the scripts by revision id
 * @param launch what starts Alembic on the project
 * @param warnings what is unusual about the scripts without being wrong, a sentence each
 * @param firstSeen when the scripts were first seen so, by {@link System#nanoTime}; empty if they never change
 */
public record RevisionHistory(RevisionMap map, Map<String, MigrationScript> scripts, Launch launch,
		List<String> warnings, OptionalLong firstSeen) {

	/**
	 * The script of a revision of the map.
	 */
	public MigrationScript script(Revision revision) {
		return Objects.requireNonNull(this.scripts.get(revision.id()), "Every revision comes from a script");
	}

	/**
	 * The same object means the same history: what is derived from it may be kept as long as the object stays.
	 */
	@Override
	public boolean equals(Object other) {
		return this == other;
	}

	@Override
	public int hashCode() {
		return System.identityHashCode(this);
	}

}

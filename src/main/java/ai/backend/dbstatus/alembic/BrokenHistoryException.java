package ai.backend.dbstatus.alembic;

import java.util.Collection;
import java.util.List;

import ai.backend.dbstatus.alembic.revision.RevisionMapException;
import ai.backend.dbstatus.alembic.script.MigrationScript;

/**
 * The scripts can be read and make no revision graph. The message is the refusal's own sentence.
 */
public final class BrokenHistoryException extends RuntimeException {

	private final RevisionMapException refusal;

	private final transient List<MigrationScript> scripts;

	BrokenHistoryException(RevisionMapException refusal, List<MigrationScript> scripts) {
		// Thrown at every check until the scripts are mended; where in this code says nothing.
		super(refusal.getMessage(), null, false, false);
		this.refusal = refusal;
		this.scripts = scripts;
	}

	/**
	 * Why there is no graph.
	 */
	public RevisionMapException refusal() {
		return this.refusal;
	}

	/**
	 * The scripts that define these revisions, in load order: several for one where an id is there more than once.
	 */
	public List<MigrationScript> scripts(Collection<String> revisions) {
		return this.scripts.stream().filter((script) -> revisions.contains(script.revision())).toList();
	}

}

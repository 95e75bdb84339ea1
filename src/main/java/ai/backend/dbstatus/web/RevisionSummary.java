package ai.backend.dbstatus.web;

import ai.backend.dbstatus.status.history.RevisionInfo;
import ai.backend.dbstatus.status.report.CurrentRevision;
import org.jspecify.annotations.Nullable;

/**
 * A revision as a report names it, as JSON.
 *
 * @param revision the revision's id; for a row of the version table, the row as it stands there
 * @param description the first line of the script's docstring; {@code null} where there is none, or no such script
 */
record RevisionSummary(String revision, @Nullable String description) {

	static RevisionSummary of(RevisionInfo revision) {
		return new RevisionSummary(revision.revision(), revision.description());
	}

	static RevisionSummary of(CurrentRevision row) {
		return new RevisionSummary(row.revision(), row.description());
	}

}

package ai.backend.dbstatus.web.report;

import java.util.List;

import ai.backend.dbstatus.status.history.RevisionInfo;
import org.jspecify.annotations.Nullable;

/**
 * A revision that an upgrade would apply, as JSON.
 */
public record PendingRevision(String revision, @Nullable String description, List<String> downRevisions,
		@Nullable String created, @Nullable String release, String file,
		@Nullable String sourceUrl) {

	static PendingRevision of(RevisionInfo revision) {
		return new PendingRevision(revision.revision(), revision.description(), revision.downRevisions(),
				revision.created(), revision.release(), revision.file(), revision.sourceUrl());
	}

}

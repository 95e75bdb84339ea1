package ai.backend.dbstatus.web.history;

import java.util.List;

import ai.backend.dbstatus.status.history.RevisionInfo;
import org.jspecify.annotations.Nullable;

/**
 * A revision of a history as JSON. A state that is not known is {@code null}.
 */
public record RevisionResource(String revision, @Nullable String description, List<String> downRevisions,
		List<String> dependsOn, List<String> branchLabels, @Nullable String created, @Nullable String release,
		String file, @Nullable String sourceUrl, @Nullable KnownState state,
		boolean head,
		boolean effectiveHead, boolean base, boolean branchPoint, boolean mergePoint, boolean current) {

	static RevisionResource of(RevisionInfo revision) {
		return new RevisionResource(revision.revision(), revision.description(), revision.downRevisions(),
				revision.dependsOn(), revision.branchLabels(), revision.created(), revision.release(), revision.file(),
				revision.sourceUrl(),
				KnownState.of(revision.state()), revision.head(),
				revision.effectiveHead(), revision.isBase(), revision.branchPoint(), revision.isMergePoint(),
				revision.current());
	}

}

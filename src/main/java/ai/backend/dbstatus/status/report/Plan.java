package ai.backend.dbstatus.status.report;

import java.util.List;
import java.util.Objects;

import ai.backend.dbstatus.status.history.RevisionInfo;

/**
 * What an upgrade would apply.
 *
 * @param pendingRevisions the revisions, in the order in which Alembic would apply them
 */
public record Plan(List<RevisionInfo> pendingRevisions) {

	public Plan {
		pendingRevisions = List.copyOf(pendingRevisions);
	}

	/**
	 * The releases of the revisions, each once, in the order of the upgrade.
	 */
	public List<String> releases() {
		return this.pendingRevisions.stream()
				.map(RevisionInfo::release)
				.filter(Objects::nonNull)
				.distinct()
				.toList();
	}

}

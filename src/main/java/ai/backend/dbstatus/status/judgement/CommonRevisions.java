package ai.backend.dbstatus.status.judgement;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import ai.backend.dbstatus.status.history.HistoryView;
import ai.backend.dbstatus.status.history.RevisionInfo;
import ai.backend.dbstatus.status.history.RevisionState;

/**
 * What two histories of one project have in common.
 */
final class CommonRevisions {

	private CommonRevisions() {
	}

	/**
	 * The revisions to which a database can be taken back by the other scripts so that these know it: the newest that are
	 * applied and in both; empty if there is none.
	 * @param other scripts that know all rows
	 */
	static List<String> tips(HistoryView history, HistoryView other) {
		List<RevisionInfo> common = other.revisions()
				.stream()
				.filter((revision) -> revision.state() == RevisionState.APPLIED)
				.filter((revision) -> history.history().scripts().containsKey(revision.revision()))
				.toList();
		Set<String> needed = new HashSet<>();
		common.forEach((revision) -> {
			needed.addAll(revision.downRevisions());
			needed.addAll(revision.dependencies());
		});
		return common.stream().map(RevisionInfo::revision).filter((id) -> !needed.contains(id)).toList();
	}

}

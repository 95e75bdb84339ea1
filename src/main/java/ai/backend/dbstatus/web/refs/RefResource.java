package ai.backend.dbstatus.web.refs;

import java.time.Instant;
import java.util.List;

import ai.backend.dbstatus.status.RefReport;
import ai.backend.dbstatus.status.history.RevisionInfo;
import ai.backend.dbstatus.status.report.Reason;
import ai.backend.dbstatus.status.report.Status;
import ai.backend.dbstatus.status.report.StatusReport;
import org.jspecify.annotations.Nullable;

/**
 * What a ref's scripts make of the database now, as JSON.
 */
public record RefResource(String ref, String commit, Instant committedAt, Status status, Reason reason,
		@Nullable Integer pendingCount, List<String> headRevisions) {

	static RefResource of(RefReport each) {
		StatusReport report = each.report();
		return new RefResource(each.ref().shortName(), each.ref().commit(), each.ref().committedAt(), report.status(),
				report.reason(), report.findings().pendingCount(),
				report.position().headRevisions().stream().map(RevisionInfo::revision).toList());
	}

	/**
	 * Refs, newest first.
	 *
	 * @param count how many there are that match, listed or not
	 */
	public record All(String component, int count, List<RefResource> refs) {}

}

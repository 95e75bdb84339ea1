package ai.backend.dbstatus.web.history;

import java.time.Instant;
import java.util.List;

import ai.backend.dbstatus.status.history.RevisionInfo;
import ai.backend.dbstatus.status.report.Reason;
import ai.backend.dbstatus.status.report.Status;
import ai.backend.dbstatus.status.report.StatusReport;
import ai.backend.dbstatus.web.http.MillisecondTime;
import ai.backend.dbstatus.web.http.Timing;
import com.fasterxml.jackson.annotation.JsonView;

/**
 * A revision history as JSON.
 */
public record HistoryResource(String component, Status status, Reason reason, int count,
		List<RevisionResource> revisions, @JsonView(Timing.class) @MillisecondTime Instant checkedAt) {

	static HistoryResource of(StatusReport report, List<RevisionInfo> selected, int limit) {
		return new HistoryResource(report.component(), report.status(), report.reason(), selected.size(),
				first(selected, limit).stream().map(RevisionResource::of).toList(), report.checkedAt());
	}

	static List<RevisionInfo> first(List<RevisionInfo> selected, int limit) {
		return selected.subList(0, Math.min(limit, selected.size()));
	}

}

package ai.backend.dbstatus.web.history;

import java.time.Instant;
import java.util.List;

import ai.backend.dbstatus.status.Reason;
import ai.backend.dbstatus.status.RevisionDetails;
import ai.backend.dbstatus.status.Status;
import ai.backend.dbstatus.status.StatusReport;
import ai.backend.dbstatus.web.http.MillisecondTime;
import ai.backend.dbstatus.web.http.Timing;
import com.fasterxml.jackson.annotation.JsonView;

/**
 * A revision history as JSON.
 */
public record HistoryResource(String component, Status status, Reason reason, int count,
		List<RevisionDetails> revisions, @JsonView(Timing.class) @MillisecondTime Instant checkedAt) {

	static HistoryResource of(StatusReport report, List<RevisionDetails> selected, int limit) {
		return new HistoryResource(report.component(), report.status(), report.reason(), selected.size(),
				first(selected, limit), report.checkedAt());
	}

	static List<RevisionDetails> first(List<RevisionDetails> selected, int limit) {
		return selected.subList(0, Math.min(limit, selected.size()));
	}

}

package ai.backend.dbstatus.web.component;

import java.time.Instant;
import java.util.List;

import ai.backend.dbstatus.status.report.CurrentRevision;
import ai.backend.dbstatus.status.report.Reason;
import ai.backend.dbstatus.status.report.Status;
import ai.backend.dbstatus.status.report.StatusReport;
import ai.backend.dbstatus.web.http.MillisecondTime;
import ai.backend.dbstatus.web.http.Timing;
import com.fasterxml.jackson.annotation.JsonView;
import org.jspecify.annotations.Nullable;

/**
 * What the last check of a component found, in short.
 */
public record LastStatus(Status status, Reason reason, String summary, List<String> currentRevisions,
		List<String> headRevisions, @Nullable Integer pendingCount, @Nullable String release,
		@MillisecondTime Instant since, @JsonView(Timing.class) @MillisecondTime Instant checkedAt) {

	static LastStatus of(StatusReport report) {
		return new LastStatus(report.status(), report.reason(), report.verdict().summary(),
				report.position().currentRevisions().stream().map(CurrentRevision::revision).toList(),
				report.position().headRevisions().stream().map((head) -> head.revision()).toList(),
				report.findings().pendingCount(), report.position().release(), report.since(), report.checkedAt());
	}

}

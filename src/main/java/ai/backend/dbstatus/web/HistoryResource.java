package ai.backend.dbstatus.web;

import java.util.List;

import ai.backend.dbstatus.status.report.Reason;
import ai.backend.dbstatus.status.history.RevisionInfo;
import ai.backend.dbstatus.status.report.Status;
import ai.backend.dbstatus.status.report.StatusReport;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A revision history as JSON.
 */
@Schema(name = "RevisionHistory", description = "The revisions of a component, newest first, as alembic history lists them")
record HistoryResource(@Schema(description = "The component's name", example = "manager") String component,
		@Schema(description = "The verdict of the check that read the history") Status status,
		@Schema(description = "Its reason; an error's says why the states of revisions are not known") Reason reason,
		@Schema(description = "How many revisions there are of those that were asked for, listed or not") int count,
		@Schema(description = "The revisions, newest first") List<RevisionResource> revisions,
		@Schema(description = "When the check began: nothing here was read earlier") @Nullable String checkedAt) {

	static HistoryResource of(StatusReport report, List<RevisionInfo> selected, int limit) {
		return new HistoryResource(report.component(), report.status(), report.reason(), selected.size(),
				first(selected, limit).stream().map(RevisionResource::of).toList(),
				ReportResource.format(report.checkedAt()));
	}

	static List<RevisionInfo> first(List<RevisionInfo> selected, int limit) {
		return selected.subList(0, Math.min(limit, selected.size()));
	}

	HistoryResource withoutTiming() {
		return new HistoryResource(this.component, this.status, this.reason, this.count, this.revisions, null);
	}

}

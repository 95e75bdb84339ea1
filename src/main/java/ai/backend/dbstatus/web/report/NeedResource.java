package ai.backend.dbstatus.web.report;

import java.util.List;

import ai.backend.dbstatus.status.history.RevisionState;
import ai.backend.dbstatus.status.report.StatusReport;

/**
 * A revision that the caller's code needs, as JSON.
 */
public record NeedResource(String revision, RevisionState state) {

	static List<NeedResource> of(StatusReport report, List<String> needs) {
		return report.needs(needs).stream().map((need) -> new NeedResource(need.revision(), need.state())).toList();
	}

}

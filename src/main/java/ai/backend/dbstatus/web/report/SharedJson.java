package ai.backend.dbstatus.web.report;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import ai.backend.dbstatus.status.report.StatusReport;
import ai.backend.dbstatus.web.http.TaggedResponse;
import ai.backend.dbstatus.web.http.TaggedResponses;
import org.jspecify.annotations.Nullable;

/**
 * Writes the reports of components as JSON. Those who share a check share what was written, too, and reports that say the
 * same share their tag: to write each for itself would take a sixth of the throughput of 64 callers who poll one component,
 * and to make each tag anew a fifth of that of one.
 */
final class SharedJson {

	private final TaggedResponses responses;

	private final Map<String, Written> last = new ConcurrentHashMap<>();

	SharedJson(TaggedResponses responses) {
		this.responses = responses;
	}

	/**
	 * The response for a report.
	 * @param pendingLimit how many pending revisions to list
	 */
	@SuppressWarnings("ReferenceEquality") // Those who share a check have the same object.
	TaggedResponse write(StatusReport report, int pendingLimit) {
		Written previous = this.last.get(report.component());
		if (previous != null && previous.report == report && previous.pendingLimit == pendingLimit) {
			return previous.response;
		}
		Written written = new Written(report, pendingLimit, write(report, pendingLimit, previous));
		this.last.put(report.component(), written);
		return written.response;
	}

	/** The same findings are the same object: see {@code ComponentCheck}. */
	@SuppressWarnings("ReferenceEquality")
	private TaggedResponse write(StatusReport report, int pendingLimit, @Nullable Written previous) {
		ReportResource resource = ReportResource.of(report, pendingLimit);
		return (previous != null && previous.report.findings() == report.findings()
				&& previous.report.since().equals(report.since())
				&& previous.pendingLimit == pendingLimit)
						? this.responses.json(resource, previous.response.tag())
						: this.responses.json(resource);
	}

	/**
	 * What was written last for a component.
	 */
	private record Written(StatusReport report, int pendingLimit, TaggedResponse response) {}

}

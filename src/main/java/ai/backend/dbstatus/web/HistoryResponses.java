package ai.backend.dbstatus.web;

import java.util.List;

import ai.backend.dbstatus.status.ComponentHistory;
import ai.backend.dbstatus.status.RevisionDetails;

/**
 * Makes responses of histories and revisions.
 */
final class HistoryResponses {

	private final TaggedResponses responses;

	HistoryResponses(TaggedResponses responses) {
		this.responses = responses;
	}

	TaggedResponse all(ComponentHistory history, HistoryQuery query, Format format) {
		List<RevisionDetails> selected = query.select(history);
		if (format == Format.TEXT) {
			return this.responses.text(TextHistory.of(HistoryResource.first(selected, query.limit())));
		}
		HistoryResource resource = HistoryResource.of(history.report(), selected, query.limit());
		return this.responses.json(resource, resource.withoutTiming());
	}

	TaggedResponse one(RevisionDetails revision, Format format) {
		return (format == Format.TEXT)
				? this.responses.text(TextHistory.of(List.of(revision)))
				: this.responses.json(revision, revision);
	}

}

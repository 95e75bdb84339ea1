package ai.backend.dbstatus.web;

import java.util.List;

import ai.backend.dbstatus.status.check.ComponentHistory;
import ai.backend.dbstatus.status.history.RevisionInfo;

/**
 * Makes responses of histories and revisions.
 */
final class HistoryResponses {

	private final TaggedResponses responses;

	HistoryResponses(TaggedResponses responses) {
		this.responses = responses;
	}

	TaggedResponse all(ComponentHistory history, HistoryQuery query, Format format) {
		List<RevisionInfo> selected = query.select(history.view());
		if (format == Format.TEXT) {
			return this.responses.text(TextHistory.of(HistoryResource.first(selected, query.limit())));
		}
		HistoryResource resource = HistoryResource.of(history.report(), selected, query.limit());
		return this.responses.json(resource, resource.withoutTiming());
	}

	TaggedResponse one(RevisionInfo revision, Format format) {
		return (format == Format.TEXT)
				? this.responses.text(TextHistory.of(List.of(revision)))
				: json(RevisionResource.of(revision));
	}

	private TaggedResponse json(RevisionResource revision) {
		return this.responses.json(revision, revision);
	}

}

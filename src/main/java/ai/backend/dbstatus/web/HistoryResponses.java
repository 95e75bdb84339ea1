package ai.backend.dbstatus.web;

import java.util.List;

import ai.backend.dbstatus.status.ComponentHistory;
import ai.backend.dbstatus.status.RevisionDetails;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/**
 * Makes responses of histories and revisions.
 */
final class HistoryResponses {

	private final TaggedResponses responses;

	HistoryResponses(TaggedResponses responses) {
		this.responses = responses;
	}

	ResponseEntity<byte[]> all(ComponentHistory history, HistoryQuery query, Format format) {
		List<RevisionDetails> selected = query.select(history);
		ResponseEntity.BodyBuilder ok = this.responses.status(HttpStatus.OK);
		if (format == Format.TEXT) {
			return this.responses.text(ok, TextHistory.of(HistoryResource.first(selected, query.limit())));
		}
		HistoryResource resource = HistoryResource.of(history.report(), selected, query.limit());
		return this.responses.json(ok, resource, resource.withoutTiming());
	}

	ResponseEntity<byte[]> one(RevisionDetails revision, Format format) {
		ResponseEntity.BodyBuilder ok = this.responses.status(HttpStatus.OK);
		return (format == Format.TEXT)
				? this.responses.text(ok, TextHistory.of(List.of(revision)))
				: this.responses.json(ok, revision, revision);
	}

}

package ai.backend.dbstatus.web;

import java.util.List;
import java.util.stream.Stream;

import ai.backend.dbstatus.status.history.HistoryView;
import ai.backend.dbstatus.status.history.RevisionInfo;
import ai.backend.dbstatus.status.history.RevisionLookupException;
import ai.backend.dbstatus.status.history.RevisionState;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a history a request asks for.
 *
 * @param state the state that revisions must have; {@code null} for any
 * @param limit how many to list
 * @param since the revision whose successors are asked for; {@code null} for all
 */
record HistoryQuery(@Nullable RevisionState state, int limit, @Nullable String since) {

	static final String STATE = "state";

	static final String LIMIT = "limit";

	static final String SINCE = "since";

	/**
	 * What a request asks for.
	 * @throws BadParameterException if a parameter has no such value
	 */
	static HistoryQuery of(HttpServletRequest request) {
		String limit = request.getParameter(LIMIT);
		return new HistoryQuery(state(request.getParameter(STATE)),
				(limit != null) ? WholeNumber.parse(LIMIT, limit) : Integer.MAX_VALUE, request.getParameter(SINCE));
	}

	private static @Nullable RevisionState state(@Nullable String value) {
		if (value == null) {
			return null;
		}
		for (RevisionState state : List.of(RevisionState.APPLIED, RevisionState.PENDING)) {
			if (state.name().equals(value)) {
				return state;
			}
		}
		throw new BadParameterException(STATE, "APPLIED or PENDING");
	}

	/**
	 * The revisions that are asked for, the limit apart.
	 * @throws BadParameterException if {@code since} is not one revision
	 */
	List<RevisionInfo> select(HistoryView history) {
		Stream<RevisionInfo> revisions = since(history).stream();
		return revisions.filter((revision) -> this.state == null || revision.state() == this.state).toList();
	}

	private List<RevisionInfo> since(HistoryView history) {
		if (this.since == null) {
			return history.revisions();
		}
		try {
			return history.since(this.since);
		}
		catch (RevisionLookupException.NotFound ex) {
			throw new BadParameterException(SINCE, "the id of a revision, or its beginning");
		}
		catch (RevisionLookupException.Ambiguous ex) {
			throw new BadParameterException(SINCE,
					"one revision, and not several: " + String.join(", ", ex.candidates()));
		}
	}

}

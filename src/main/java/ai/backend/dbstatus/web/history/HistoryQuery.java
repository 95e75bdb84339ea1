package ai.backend.dbstatus.web.history;

import java.util.List;

import ai.backend.dbstatus.status.history.HistoryView;
import ai.backend.dbstatus.status.history.RevisionInfo;
import ai.backend.dbstatus.status.history.RevisionLookupException;
import ai.backend.dbstatus.web.http.BadParameterException;
import ai.backend.dbstatus.web.http.Format;
import ai.backend.dbstatus.web.http.Formats;
import ai.backend.dbstatus.web.http.Parameter;
import ai.backend.dbstatus.web.http.Parameters;
import ai.backend.dbstatus.web.http.Query;
import ai.backend.dbstatus.web.http.RefParameter;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.web.HttpMediaTypeNotAcceptableException;

/**
 * Which part of a history a request asks for.
 *
 * @param format the representation
 * @param state the state that revisions must have; {@code null} for any
 * @param limit how many to list
 * @param since the revision whose successors are asked for; {@code null} for all
 * @param ref whose scripts count; {@code null} for those that are configured
 */
record HistoryQuery(Format format, @Nullable KnownState state, int limit, @Nullable String since,
		@Nullable String ref) {

	private static final Formats FORMATS = Formats.of(Format.JSON, Format.TEXT);

	private static final Parameter<KnownState> STATE = Parameter.oneOf("state", KnownState.class);

	private static final Parameter<Integer> LIMIT = Parameter.wholeNumber("limit", 0, Integer.MAX_VALUE);

	private static final Parameter<String> SINCE = Parameter.text("since");

	private static final Parameters ALL = Parameters.of(FORMATS.parameter(), STATE, LIMIT, SINCE,
			RefParameter.REF);

	private static final Parameters OF_UPLOADS = Parameters.of(FORMATS.parameter(), STATE, LIMIT, SINCE);

	/**
	 * What a request asks for.
	 * @throws HttpMediaTypeNotAcceptableException if no representation is accepted
	 */
	static HistoryQuery read(HttpServletRequest request) throws HttpMediaTypeNotAcceptableException {
		Query query = ALL.read(request);
		return of(query, query.get(RefParameter.REF));
	}

	/**
	 * What a request with scripts as its body asks for.
	 * @throws HttpMediaTypeNotAcceptableException if no representation is accepted
	 */
	static HistoryQuery readUpload(HttpServletRequest request) throws HttpMediaTypeNotAcceptableException {
		return of(OF_UPLOADS.read(request), null);
	}

	private static HistoryQuery of(Query query, @Nullable String ref) throws HttpMediaTypeNotAcceptableException {
		return new HistoryQuery(FORMATS.choose(query), query.get(STATE), query.get(LIMIT, Integer.MAX_VALUE),
				query.get(SINCE), ref);
	}

	/**
	 * The revisions that are asked for, the limit apart.
	 * @throws BadParameterException if {@code since} is not one revision
	 */
	List<RevisionInfo> select(HistoryView history) {
		return since(history).stream()
				.filter((revision) -> this.state == null || KnownState.of(revision.state()) == this.state)
				.toList();
	}

	private List<RevisionInfo> since(HistoryView history) {
		if (this.since == null) {
			return history.revisions();
		}
		try {
			return history.since(this.since);
		}
		catch (RevisionLookupException.NotFound ex) {
			throw new BadParameterException(SINCE.name(), "the id of a revision, or its beginning");
		}
		catch (RevisionLookupException.Ambiguous ex) {
			throw new BadParameterException(SINCE.name(),
					"one revision, and not several: " + String.join(", ", ex.candidates()));
		}
	}

}

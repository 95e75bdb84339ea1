package ai.backend.dbstatus.web.graph;

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
 * What a request for a revision graph asks for.
 *
 * @param format the representation
 * @param limit how many revisions a picture shows
 * @param ref whose scripts count; {@code null} for those that are configured
 */
record GraphQuery(Format format, int limit, @Nullable String ref) {

	private static final Formats GRAPH = Formats.of(Format.JSON, Format.SVG, Format.MERMAID);

	private static final Formats PICTURE = Formats.of(Format.SVG, Format.JSON, Format.MERMAID);

	private static final Parameter<Integer> LIMIT = Parameter.wholeNumber("limit", 1, 10_000);

	private static final int DEFAULT_LIMIT = 40;

	private static final Parameters ALL = Parameters.of(GRAPH.parameter(), LIMIT, RefParameter.REF);

	/**
	 * What a request for the graph asks for.
	 * @throws HttpMediaTypeNotAcceptableException if no representation is accepted
	 */
	static GraphQuery graph(HttpServletRequest request) throws HttpMediaTypeNotAcceptableException {
		Query query = ALL.read(request);
		return new GraphQuery(GRAPH.choose(query), query.get(LIMIT, DEFAULT_LIMIT), query.get(RefParameter.REF));
	}

	/**
	 * What a request for the picture asks for: its address says already that it is one.
	 */
	static GraphQuery picture(HttpServletRequest request) {
		Query query = ALL.read(request);
		return new GraphQuery(PICTURE.named(query), query.get(LIMIT, DEFAULT_LIMIT),
				query.get(RefParameter.REF));
	}

}

package ai.backend.dbstatus.web;

import java.time.Duration;

import ai.backend.dbstatus.status.report.Expectation;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.web.HttpMediaTypeNotAcceptableException;

/**
 * What a request for a report asks for.
 *
 * @param format the representation
 * @param pendingLimit how many pending revisions to list
 * @param expectation the statuses to answer 200 for; {@code null} for every verdict
 * @param waitFor how long to wait for them; {@code null} where the request does not ask to wait
 */
record ReportQuery(Format format, int pendingLimit, @Nullable Expectation expectation, @Nullable Duration waitFor) {

	static final String PENDING_LIMIT = "pendingLimit";

	static final String DEFAULT_PENDING_LIMIT = "100";

	static final String EXPECT = "expect";

	static final String WAIT = "wait";

	/**
	 * What a request asks for.
	 * @param maxWait how long one may wait
	 * @throws BadParameterException if a parameter has no such value
	 * @throws HttpMediaTypeNotAcceptableException if no representation is accepted
	 */
	static ReportQuery of(HttpServletRequest request, Duration maxWait) throws HttpMediaTypeNotAcceptableException {
		Expectation expectation = GateParameters.expectation(request.getParameterValues(EXPECT));
		Duration wait = GateParameters.wait(request.getParameter(WAIT), maxWait);
		if (wait != null && expectation == null) {
			throw new BadParameterException(WAIT, "given together with '" + EXPECT + "', which says what to wait for");
		}
		return new ReportQuery(Format.of(request), pendingLimit(request.getParameter(PENDING_LIMIT)), expectation,
				wait);
	}

	private static int pendingLimit(@Nullable String value) {
		return WholeNumber.parse(PENDING_LIMIT, (value != null) ? value : DEFAULT_PENDING_LIMIT);
	}

}

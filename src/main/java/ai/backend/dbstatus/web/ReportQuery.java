package ai.backend.dbstatus.web;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.web.HttpMediaTypeNotAcceptableException;

/**
 * What a request for a report asks for.
 *
 * @param format the representation
 * @param pendingLimit how many pending revisions to list
 */
record ReportQuery(Format format, int pendingLimit) {

	static final String PENDING_LIMIT = "pendingLimit";

	static final String DEFAULT_PENDING_LIMIT = "100";

	static ReportQuery of(HttpServletRequest request) throws HttpMediaTypeNotAcceptableException {
		return new ReportQuery(Format.of(request), pendingLimit(request.getParameter(PENDING_LIMIT)));
	}

	private static int pendingLimit(@Nullable String value) {
		try {
			int limit = Integer.parseInt((value != null) ? value : DEFAULT_PENDING_LIMIT);
			if (limit >= 0) {
				return limit;
			}
		}
		catch (NumberFormatException ex) {
			// Said below, together with the numbers that are too small.
		}
		throw new BadParameterException(PENDING_LIMIT, "a whole number from 0");
	}

}

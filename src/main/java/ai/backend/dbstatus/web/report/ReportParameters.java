package ai.backend.dbstatus.web.report;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;

import ai.backend.dbstatus.status.report.Expectation;
import ai.backend.dbstatus.status.report.Status;
import ai.backend.dbstatus.web.http.BadParameterException;
import ai.backend.dbstatus.web.http.Format;
import ai.backend.dbstatus.web.http.Formats;
import ai.backend.dbstatus.web.http.Parameter;
import ai.backend.dbstatus.web.http.Parameters;
import ai.backend.dbstatus.web.http.Query;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.web.HttpMediaTypeNotAcceptableException;

/**
 * The query parameters that all reports take.
 */
final class ReportParameters {

	private static final Formats FORMATS = Formats.of(Format.JSON, Format.TEXT);

	private static final Parameter<Integer> PENDING_LIMIT = Parameter.wholeNumber("pendingLimit", 0, Integer.MAX_VALUE);

	private static final Parameter<List<Status>> EXPECT = Parameter.someOf("expect", Status.class);

	private final Parameter<Duration> wait;

	private final Parameters all;

	/**
	 * The parameters.
	 * @param mostWait how long a request may wait
	 */
	ReportParameters(Duration mostWait) {
		this.wait = WaitParameter.upTo(mostWait);
		this.all = Parameters.of(FORMATS.parameter(), PENDING_LIMIT, EXPECT, this.wait);
	}

	/**
	 * What a request asks for.
	 * @throws HttpMediaTypeNotAcceptableException if no representation is accepted
	 */
	ReportQuery read(HttpServletRequest request) throws HttpMediaTypeNotAcceptableException {
		Query query = this.all.read(request);
		List<Status> expected = query.get(EXPECT);
		Duration waitFor = query.get(this.wait);
		if (waitFor != null && expected == null) {
			throw new BadParameterException(WaitParameter.NAME,
					"given together with '" + EXPECT.name() + "', which says what to wait for");
		}
		return new ReportQuery(FORMATS.choose(query),
				query.get(PENDING_LIMIT, ReportResource.DEFAULT_PENDING_LIMIT),
				(expected != null) ? new Expectation(EnumSet.copyOf(expected)) : null, waitFor);
	}

}

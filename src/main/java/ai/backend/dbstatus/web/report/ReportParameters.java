package ai.backend.dbstatus.web.report;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;

import ai.backend.dbstatus.component.Component;
import ai.backend.dbstatus.component.Selection;
import ai.backend.dbstatus.status.report.Expectation;
import ai.backend.dbstatus.status.report.Status;
import ai.backend.dbstatus.web.component.SelectionParameters;
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

	private final Parameters ofOne;

	private final Parameters ofAll;

	private static final Parameters OF_TENANT = Parameters.of(FORMATS.parameter(), PENDING_LIMIT, EXPECT);

	/**
	 * The parameters.
	 * @param mostWait how long a request may wait
	 */
	ReportParameters(Duration mostWait) {
		this.wait = WaitParameter.upTo(mostWait);
		this.ofOne = Parameters.of(FORMATS.parameter(), PENDING_LIMIT, EXPECT, this.wait);
		this.ofAll = Parameters.of(FORMATS.parameter(), PENDING_LIMIT, EXPECT, this.wait, SelectionParameters.GROUP,
				SelectionParameters.ENVIRONMENT, SelectionParameters.WORDS, SelectionParameters.STATUS);
	}

	/**
	 * What a request for the report of one component asks for.
	 * @throws HttpMediaTypeNotAcceptableException if no representation is accepted
	 */
	ReportQuery read(HttpServletRequest request) throws HttpMediaTypeNotAcceptableException {
		return read(this.ofOne.read(request));
	}

	/**
	 * What a request for the reports of several components asks for.
	 * @param all the components that there are
	 * @throws HttpMediaTypeNotAcceptableException if no representation is accepted
	 * @throws NothingSelectedException if it expects something of components, and chooses none
	 */
	ReportsQuery read(HttpServletRequest request, List<Component> all) throws HttpMediaTypeNotAcceptableException {
		Query query = this.ofAll.read(request);
		ReportQuery report = read(query);
		Selection selection = SelectionParameters.read(query, all);
		List<String> names = all.stream().filter(selection::includes).map(Component::name).toList();
		if (names.isEmpty() && report.expectation() != null) {
			throw new NothingSelectedException();
		}
		return new ReportsQuery(report, names, SelectionParameters.statuses(query));
	}

	/**
	 * What a request for the report of a tenant asks for.
	 * @throws HttpMediaTypeNotAcceptableException if no representation is accepted
	 */
	ReportQuery readOfTenant(HttpServletRequest request) throws HttpMediaTypeNotAcceptableException {
		return read(OF_TENANT.read(request));
	}

	private ReportQuery read(Query query) throws HttpMediaTypeNotAcceptableException {
		List<Status> expected = query.get(EXPECT);
		Duration waitFor = query.takes(this.wait) ? query.get(this.wait) : null;
		if (waitFor != null && expected == null) {
			throw new BadParameterException(WaitParameter.NAME,
					"given together with '" + EXPECT.name() + "', which says what to wait for");
		}
		return new ReportQuery(FORMATS.choose(query),
				query.get(PENDING_LIMIT, ReportResource.DEFAULT_PENDING_LIMIT),
				(expected != null) ? new Expectation(EnumSet.copyOf(expected)) : null, waitFor);
	}

}

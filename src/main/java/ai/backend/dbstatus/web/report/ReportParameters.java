package ai.backend.dbstatus.web.report;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import ai.backend.dbstatus.component.Component;
import ai.backend.dbstatus.component.Selection;
import ai.backend.dbstatus.status.Asked;
import ai.backend.dbstatus.status.report.Expectation;
import ai.backend.dbstatus.status.report.Reason;
import ai.backend.dbstatus.status.report.Status;
import ai.backend.dbstatus.web.component.SelectionParameters;
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
 * The query parameters that all reports take.
 */
final class ReportParameters {

	private static final Formats FORMATS = Formats.of(Format.JSON, Format.TEXT);

	private static final Parameter<Integer> PENDING_LIMIT = Parameter.wholeNumber("pendingLimit", 0, Integer.MAX_VALUE);

	private static final Parameter<List<Enum<?>>> EXPECT = Parameter.listOf("expect",
			"one or more of %s, or of the reasons, separated by commas".formatted(Stream.of(Status.values())
					.map(Status::name)
					.collect(Collectors.joining(", "))),
			ReportParameters::statusOrReason);

	/** As long as Alembic's column, and more: others make longer ones. */
	private static final Pattern REVISION = Pattern.compile("[\\w.:-]{1,128}");

	private static final Parameter<List<String>> NEEDS = Parameter.listOf("needs",
			"one or more ids of revisions, separated by commas",
			(value) -> REVISION.matcher(value).matches() ? value : null);

	/** What a check looks at besides scripts and version table. */
	private static final Parameter<List<String>> CHECK = Parameter.listOf("check", "'schema'",
			(value) -> value.equals("schema") ? value : null);

	private static final int MOST_NEEDS = 100;

	private final Parameter<Duration> wait;

	private final Parameters ofOne;

	private final Parameters ofAll;

	private final Parameters ofTenant;

	private static final Parameters OF_UPLOAD = Parameters.of(FORMATS.parameter(), PENDING_LIMIT, EXPECT, NEEDS, CHECK);

	/**
	 * The parameters.
	 * @param mostWait how long a request may wait
	 */
	ReportParameters(Duration mostWait) {
		this.wait = WaitParameter.upTo(mostWait);
		this.ofOne = Parameters.of(FORMATS.parameter(), PENDING_LIMIT, EXPECT, NEEDS, CHECK, RefParameter.REF,
				this.wait);
		this.ofTenant = Parameters.of(FORMATS.parameter(), PENDING_LIMIT, EXPECT, NEEDS, this.wait);
		this.ofAll = Parameters.of(FORMATS.parameter(), PENDING_LIMIT, EXPECT, NEEDS, CHECK, RefParameter.REF,
				this.wait,
				SelectionParameters.GROUP, SelectionParameters.ENVIRONMENT, SelectionParameters.WORDS,
				SelectionParameters.STATUS);
	}

	private static @Nullable Enum<?> statusOrReason(String name) {
		return Stream.<Enum<?>>concat(Stream.of(Status.values()), Stream.of(Reason.values()))
				.filter((constant) -> constant.name().equals(name))
				.findFirst()
				.orElse(null);
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
		return read(this.ofTenant.read(request));
	}

	private ReportQuery read(Query query) throws HttpMediaTypeNotAcceptableException {
		Expectation expectation = expectation(query);
		Duration waitFor = query.takes(this.wait) ? query.get(this.wait) : null;
		if (waitFor != null && expectation == null) {
			throw new BadParameterException(WaitParameter.NAME,
					"given together with '%s' or '%s', which say what to wait for"
							.formatted(EXPECT.name(), NEEDS.name()));
		}
		return query(query, expectation, waitFor,
				query.takes(RefParameter.REF) ? query.get(RefParameter.REF) : null);
	}

	/**
	 * What a request with scripts as its body asks for.
	 * @throws HttpMediaTypeNotAcceptableException if no representation is accepted
	 */
	ReportQuery readUpload(HttpServletRequest request) throws HttpMediaTypeNotAcceptableException {
		Query query = OF_UPLOAD.read(request);
		return query(query, expectation(query), null, null);
	}

	private static ReportQuery query(Query query, @Nullable Expectation expectation, @Nullable Duration waitFor,
			@Nullable String ref) throws HttpMediaTypeNotAcceptableException {
		return new ReportQuery(FORMATS.choose(query), query.get(PENDING_LIMIT, ReportResource.DEFAULT_PENDING_LIMIT),
				expectation, waitFor, query.get(NEEDS, List.of()),
				new Asked(ref, query.takes(CHECK) && !query.get(CHECK, List.of()).isEmpty()));
	}

	private static @Nullable Expectation expectation(Query query) {
		List<Enum<?>> expected = query.get(EXPECT, List.of());
		List<String> needs = query.get(NEEDS, List.of());
		if (needs.size() > MOST_NEEDS) {
			throw new BadParameterException(NEEDS.name(),
					"a list of %d ids of revisions at most".formatted(MOST_NEEDS));
		}
		return (expected.isEmpty() && needs.isEmpty())
				? null
				: new Expectation(each(expected, Status.class), each(expected, Reason.class), needs);
	}

	private static <E> Set<E> each(List<Enum<?>> expected, Class<E> type) {
		return expected.stream().filter(type::isInstance).map(type::cast).collect(Collectors.toSet());
	}

}

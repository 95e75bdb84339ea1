package ai.backend.dbstatus.web.report;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import ai.backend.dbstatus.status.report.Expectation;
import ai.backend.dbstatus.status.report.Reason;
import ai.backend.dbstatus.status.report.Status;
import ai.backend.dbstatus.web.http.BadParameterException;
import ai.backend.dbstatus.web.http.UnknownParameterException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.HttpMediaTypeNotAcceptableException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ReportParametersTests {

	private final ReportParameters parameters = new ReportParameters(Duration.ofMinutes(10));

	@Test
	void anExpectationIsOneStatusOrSeveral() throws Exception {
		assertThat(expectation()).isNull();
		assertThat(expectation("UP_TO_DATE")).isEqualTo(new Expectation(Set.of(Status.UP_TO_DATE)));
		assertThat(expectation("UP_TO_DATE, BEHIND", "UNKNOWN"))
				.isEqualTo(new Expectation(Set.of(Status.UP_TO_DATE, Status.BEHIND, Status.UNKNOWN)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", ",", "UP_TO_DATE,", "up_to_date", "at_head", "UP_TO_DATE;BEHIND" })
	void anExpectationIsNothingElse(String value) {
		assertThatExceptionOfType(BadParameterException.class).isThrownBy(() -> expectation(value))
				.withMessage(
						"The parameter 'expect' must be one or more of ERROR, UNRECOGNIZED, DIVERGED, UNKNOWN, DRIFTED, "
								+ "BEHIND, UP_TO_DATE, or of the reasons, separated by commas.");
	}

	@Test
	void anExpectationIsAReasonOrARevisionToo() throws Exception {
		assertThat(expectation("UP_TO_DATE,AHEAD"))
				.isEqualTo(new Expectation(Set.of(Status.UP_TO_DATE), Set.of(Reason.AHEAD), List.of()));
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.addParameter("needs", "a1aa, b2bb", "c3cc");
		ReportQuery query = this.parameters.read(request);
		assertThat(query.needs()).containsExactly("a1aa", "b2bb", "c3cc");
		assertThat(query.expectation())
				.isEqualTo(new Expectation(Set.of(), Set.of(), List.of("a1aa", "b2bb", "c3cc")));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", ",", "a1aa,", "a1aa;b2bb", "a b", "../x" })
	void whatIsNeededAreIdsOfRevisions(String value) {
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.addParameter("needs", value);
		assertThatExceptionOfType(BadParameterException.class).isThrownBy(() -> this.parameters.read(request))
				.withMessage("The parameter 'needs' must be one or more ids of revisions, separated by commas.");
	}

	@ParameterizedTest
	@CsvSource({ "0s, PT0S", "60s, PT1M", "2m, PT2M", "10m, PT10M", "500ms, PT0.5S", "PT1M30S, PT1M30S", "pt5s, PT5S",
			"+3s, PT3S" })
	void aWaitIsADurationWithAUnit(String value, Duration expected) throws Exception {
		assertThat(waitFor(value)).isEqualTo(expected);
	}

	@Test
	void nobodyWaitsWhoDoesNotSaySo() throws Exception {
		assertThat(read(new MockHttpServletRequest()).waitFor()).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "60", "0", "-60", "+60", "-1s", "-PT1S", "601s", "1h", "1.5s", "60 seconds", "s",
			"P", "PT", "1w", "99999999999999999999s", "9223372036854775807d" })
	void aWaitIsNothingElse(String value) {
		assertThatExceptionOfType(BadParameterException.class).isThrownBy(() -> waitFor(value))
				.withMessage("The parameter 'wait' must be a duration with a unit, such as 60s, 2m or PT1M, "
						+ "from 0s to 10m.");
	}

	@Test
	void aWaitIsGivenOnce() {
		assertThatExceptionOfType(BadParameterException.class).isThrownBy(() -> waitFor("1s", "2s"))
				.withMessage("The parameter 'wait' must be given once.");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "-", value = { "expects | expect", "Expect | expect", "EXPECT | expect",
			"exepct | expect", "waits | wait", "pending_limit | pendingLimit", "pendinglimit | pendingLimit",
			"formt | format", "revision | -", "x | -" })
	void aParameterThatDoesNotExistNamesTheNearOne(String name, @Nullable String near) {
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.addParameter(name, "UP_TO_DATE");
		assertThatExceptionOfType(UnknownParameterException.class).isThrownBy(() -> read(request))
				.withMessage(
						"There is no parameter '%s'.%s This resource takes check, expect, format, needs, pendingLimit, ref, wait."
								.formatted(name, (near != null) ? " Did you mean '" + near + "'?" : ""));
	}

	@Test
	void aNameThatIsNoneIsShownShortAndHarmless() {
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.addParameter("\u001b[2J\u202e" + "a".repeat(100), "");
		assertThatExceptionOfType(UnknownParameterException.class).isThrownBy(() -> read(request))
				.withMessageStartingWith("There is no parameter ' [2J " + "a".repeat(35) + "…'. This");
	}

	private @Nullable Expectation expectation(String... values) throws HttpMediaTypeNotAcceptableException {
		MockHttpServletRequest request = new MockHttpServletRequest();
		if (values.length > 0) {
			request.addParameter("expect", values);
		}
		return read(request).expectation();
	}

	private @Nullable Duration waitFor(String... values) throws HttpMediaTypeNotAcceptableException {
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.addParameter("expect", "UP_TO_DATE");
		request.addParameter("wait", values);
		return read(request).waitFor();
	}

	private ReportQuery read(MockHttpServletRequest request) throws HttpMediaTypeNotAcceptableException {
		return this.parameters.read(request);
	}

}

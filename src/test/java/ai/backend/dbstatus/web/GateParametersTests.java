package ai.backend.dbstatus.web;

import java.time.Duration;
import java.util.Set;

import ai.backend.dbstatus.status.report.Expectation;
import ai.backend.dbstatus.status.report.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class GateParametersTests {

	private static final Duration MOST = Duration.ofMinutes(10);

	@Test
	void anExpectationIsOneStatusOrSeveral() {
		assertThat(GateParameters.expectation(null)).isNull();
		assertThat(GateParameters.expectation(new String[]{ "UP_TO_DATE" }))
				.isEqualTo(new Expectation(Set.of(Status.UP_TO_DATE)));
		assertThat(GateParameters.expectation(new String[]{ "UP_TO_DATE, BEHIND", "UNKNOWN" }))
				.isEqualTo(new Expectation(Set.of(Status.UP_TO_DATE, Status.BEHIND, Status.UNKNOWN)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", ",", "UP_TO_DATE,", "up_to_date", "AT_HEAD", "UP_TO_DATE;BEHIND" })
	void anExpectationIsNothingElse(String value) {
		assertThatExceptionOfType(BadParameterException.class)
				.isThrownBy(() -> GateParameters.expectation(new String[]{ value }))
				.withMessage("The parameter 'expect' must be one or more of ERROR, UNRECOGNIZED, DIVERGED, UNKNOWN, "
						+ "BEHIND, UP_TO_DATE, separated by commas.");
	}

	@ParameterizedTest
	@CsvSource({ "0s, PT0S", "60s, PT1M", "2m, PT2M", "10m, PT10M", "500ms, PT0.5S", "PT1M30S, PT1M30S", "pt5s, PT5S",
			"+3s, PT3S" })
	void aWaitIsADurationWithAUnit(String value, Duration expected) {
		assertThat(GateParameters.wait(value, MOST)).isEqualTo(expected);
	}

	@Test
	void nobodyWaitsWhoDoesNotSaySo() {
		assertThat(GateParameters.wait(null, MOST)).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "60", "0", "-60", "+60", "-1s", "-PT1S", "601s", "1h", "1.5s", "60 seconds", "s",
			"P", "PT", "1w", "99999999999999999999s", "9223372036854775807d" })
	void aWaitIsNothingElse(String value) {
		assertThatExceptionOfType(BadParameterException.class).isThrownBy(() -> GateParameters.wait(value, MOST))
				.withMessage("The parameter 'wait' must be a duration with a unit, such as 60s, 2m or PT1M, "
						+ "from 0s to 10m.");
	}

}

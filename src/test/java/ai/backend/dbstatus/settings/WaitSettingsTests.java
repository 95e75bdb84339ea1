package ai.backend.dbstatus.settings;

import java.time.Duration;

import ai.backend.dbstatus.settings.DbStatusProperties.WaitProperties;
import ai.backend.dbstatus.status.WaitLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.convert.DurationStyle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class WaitSettingsTests {

	@Test
	void theSettingsBecomeTheLimits() {
		WaitProperties settings = new WaitProperties(Duration.ofSeconds(2), Duration.ofMinutes(5), 10);
		assertThat(WaitSettings.limits(settings))
				.isEqualTo(new WaitLimits(Duration.ofSeconds(2), Duration.ofMinutes(5), 10));
	}

	@ParameterizedTest
	@CsvSource({ "0s, 10m, 1, interval", "-1s, 10m, 1, interval", "1s, -1s, 1, max-duration",
			"1s, 10m, -1, max-clients" })
	void limitsThatLeaveNoRoomAreRefused(String interval, String maxDuration, int maxClients, String setting) {
		WaitProperties settings = new WaitProperties(duration(interval), duration(maxDuration), maxClients);
		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> WaitSettings.limits(settings))
				.satisfies((ex) -> assertThat(ex.action()).contains("'db-status.wait." + setting + "'"));
	}

	private static Duration duration(String text) {
		return DurationStyle.detectAndParse(text);
	}

}

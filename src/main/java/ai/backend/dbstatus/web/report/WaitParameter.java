package ai.backend.dbstatus.web.report;

import java.time.Duration;
import java.util.regex.Pattern;

import ai.backend.dbstatus.web.http.Parameter;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.convert.DurationStyle;

/**
 * The parameter {@code wait}: a duration in one of Spring Boot's forms with a unit ({@code 60s}, {@code 2m},
 * {@code PT1M}).
 */
final class WaitParameter {

	static final String NAME = "wait";

	/** Spring Boot takes it for milliseconds, and whoever writes it means seconds. */
	private static final Pattern WITHOUT_UNIT = Pattern.compile("[+-]?\\d*");

	private WaitParameter() {
	}

	/**
	 * The parameter.
	 * @param most how long one may wait
	 */
	static Parameter<Duration> upTo(Duration most) {
		String form = "a duration with a unit, such as 60s, 2m or PT1M, from 0s to %s".formatted(format(most));
		return Parameter.of(NAME, form, (value) -> {
			Duration wait = duration(value.strip());
			return (wait == null || wait.isNegative() || wait.compareTo(most) > 0) ? null : wait;
		});
	}

	private static @Nullable Duration duration(String value) {
		if (WITHOUT_UNIT.matcher(value).matches()) {
			return null;
		}
		try {
			return DurationStyle.detectAndParse(value);
		}
		catch (IllegalArgumentException | ArithmeticException ex) {
			return null;
		}
	}

	private static String format(Duration duration) {
		return duration.equals(Duration.ofMinutes(duration.toMinutes()))
				? duration.toMinutes() + "m"
				: duration.toString();
	}

}

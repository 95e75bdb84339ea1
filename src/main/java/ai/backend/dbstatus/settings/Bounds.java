package ai.backend.dbstatus.settings;

import java.time.Duration;

import org.springframework.boot.convert.DurationStyle;

/**
 * Refuses numbers and durations with which the service cannot work. Keys are given without their prefix.
 */
final class Bounds {

	private Bounds() {
	}

	/**
	 * A number from 1.
	 * @throws InvalidSettingException if it is less
	 */
	static int positive(String key, int value) {
		if (value <= 0) {
			throw invalid(key, value, "a whole number from 1");
		}
		return value;
	}

	/**
	 * A number from 0.
	 * @throws InvalidSettingException if it is less
	 */
	static int notNegative(String key, int value) {
		if (value < 0) {
			throw invalid(key, value, "a whole number from 0");
		}
		return value;
	}

	/**
	 * A duration of a millisecond or more.
	 * @throws InvalidSettingException if it is less
	 */
	static Duration positive(String key, Duration value) {
		if (value.toMillis() <= 0) {
			throw invalid(key, DurationStyle.SIMPLE.print(value), "a duration of a millisecond or more, as in 15s");
		}
		return value;
	}

	/**
	 * A duration, or none.
	 * @throws InvalidSettingException if it is negative
	 */
	static Duration notNegative(String key, Duration value) {
		if (value.isNegative()) {
			throw invalid(key, DurationStyle.SIMPLE.print(value), "a duration, as in 30s, or to 0s for none");
		}
		return value;
	}

	private static InvalidSettingException invalid(String key, Object value, String expected) {
		return new InvalidSettingException("'db-status.%s' cannot be %s.".formatted(key, value),
				"Set 'db-status.%s' to %s.".formatted(key, expected));
	}

}

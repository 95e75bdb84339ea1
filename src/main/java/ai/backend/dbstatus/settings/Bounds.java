package ai.backend.dbstatus.settings;

import java.time.Duration;

import org.springframework.boot.convert.DurationStyle;
import org.springframework.util.unit.DataSize;

/**
 * Refuses numbers and durations with which the service cannot work. Keys are given without their prefix.
 */
final class Bounds {

	private static final long MOST_BYTES = 1L << 30;

	private static final long MOST_STREAMED_BYTES = 1L << 40;

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
	 * A size in bytes, which is no larger than an array may be.
	 * @throws InvalidSettingException if it is none, or larger
	 */
	static long positive(String key, DataSize value) {
		if (value.toBytes() < 1 || value.toBytes() > MOST_BYTES) {
			throw invalid(key, value, "a size from 1B to 1GB");
		}
		return value.toBytes();
	}

	/**
	 * A size in bytes of what is never held in memory as a whole.
	 * @throws InvalidSettingException if it is none, or larger than anybody means
	 */
	static long streamed(String key, DataSize value) {
		if (value.toBytes() < 1 || value.toBytes() > MOST_STREAMED_BYTES) {
			throw invalid(key, value, "a size from 1B to 1TB");
		}
		return value.toBytes();
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

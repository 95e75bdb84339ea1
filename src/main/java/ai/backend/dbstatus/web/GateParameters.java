package ai.backend.dbstatus.web;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import ai.backend.dbstatus.status.report.Expectation;
import ai.backend.dbstatus.status.report.Status;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.convert.DurationStyle;

/**
 * Reads the parameters of deploy gates: {@code expect} is one or more statuses, separated by commas, and {@code wait} a
 * duration in one of Spring Boot's forms with a unit ({@code 60s}, {@code 2m}, {@code PT1M}).
 */
final class GateParameters {

	/** Spring Boot takes it for milliseconds, and whoever writes it means seconds. */
	private static final Pattern WITHOUT_UNIT = Pattern.compile("[+-]?\\d*");

	private GateParameters() {
	}

	/**
	 * The expectation.
	 * @param values the values of the parameter, {@code null} if it is not there
	 * @throws BadParameterException if one of them is no status
	 */
	static @Nullable Expectation expectation(String @Nullable [] values) {
		if (values == null) {
			return null;
		}
		Set<Status> statuses = EnumSet.noneOf(Status.class);
		for (String value : values) {
			for (String name : value.split(",", -1)) {
				statuses.add(status(name.strip()));
			}
		}
		return new Expectation(statuses);
	}

	private static Status status(String name) {
		for (Status status : Status.values()) {
			if (status.name().equals(name)) {
				return status;
			}
		}
		String known = Arrays.stream(Status.values()).map(Status::name).collect(Collectors.joining(", "));
		throw new BadParameterException(ReportQuery.EXPECT, "one or more of %s, separated by commas".formatted(known));
	}

	/**
	 * How long to wait.
	 * @param value the value of the parameter, {@code null} if it is not there
	 * @param most how long one may wait
	 * @throws BadParameterException if it is no duration, or one that is too long
	 */
	static @Nullable Duration wait(@Nullable String value, Duration most) {
		if (value == null) {
			return null;
		}
		Duration wait = duration(value.strip());
		if (wait == null || wait.isNegative() || wait.compareTo(most) > 0) {
			throw new BadParameterException(ReportQuery.WAIT,
					"a duration with a unit, such as 60s, 2m or PT1M, from 0s to %s".formatted(format(most)));
		}
		return wait;
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

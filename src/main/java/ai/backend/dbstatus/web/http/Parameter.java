package ai.backend.dbstatus.web.http;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * A query parameter that a resource takes: its name, and what its value must be.
 *
 * @param <T> what a value means
 */
public final class Parameter<T> {

	private final String name;

	private final String form;

	private final boolean repeatable;

	private final Function<List<String>, @Nullable T> reader;

	private Parameter(String name, String form, boolean repeatable, Function<List<String>, @Nullable T> reader) {
		this.name = name;
		this.form = form;
		this.repeatable = repeatable;
		this.reader = reader;
	}

	/**
	 * A parameter with one value.
	 * @param form what the value must be, so that "The parameter must be" can stand before it
	 * @param reader gives what a value means, {@code null} if it is not of the form
	 */
	public static <T> Parameter<T> of(String name, String form, Function<String, @Nullable T> reader) {
		return new Parameter<>(name, form, false, (values) -> reader.apply(values.getFirst()));
	}

	/**
	 * A parameter with several values, separated by commas, or repeated, or both.
	 * @param form what the values must be
	 * @param reader gives what one of the values means, {@code null} if it is not of the form
	 */
	public static <T> Parameter<List<T>> listOf(String name, String form, Function<String, @Nullable T> reader) {
		return new Parameter<>(name, form, true, (values) -> readAll(values, reader));
	}

	private static <T> @Nullable List<T> readAll(List<String> values, Function<String, @Nullable T> reader) {
		List<T> all = new ArrayList<>();
		for (String value : values) {
			for (String part : value.split(",", -1)) {
				T read = reader.apply(part.strip());
				if (read == null) {
					return null;
				}
				all.add(read);
			}
		}
		return all;
	}

	/**
	 * A parameter with any text.
	 */
	public static Parameter<String> text(String name) {
		return of(name, "a text", (value) -> value);
	}

	/**
	 * A parameter whose value is the name of a constant.
	 */
	public static <E extends Enum<E>> Parameter<E> oneOf(String name, Class<E> type) {
		return of(name, alternatives(names(type)), (value) -> constant(type, value));
	}

	/**
	 * A parameter whose values are names of constants.
	 */
	public static <E extends Enum<E>> Parameter<List<E>> someOf(String name, Class<E> type) {
		return listOf(name, "one or more of %s, separated by commas".formatted(String.join(", ", names(type))),
				(value) -> constant(type, value));
	}

	private static <E extends Enum<E>> List<String> names(Class<E> type) {
		return Arrays.stream(type.getEnumConstants()).map(Enum::name).toList();
	}

	/** {@code a, b or c}. */
	static String alternatives(List<String> values) {
		int last = values.size() - 1;
		return (last == 0)
				? values.getFirst()
				: String.join(", ", values.subList(0, last)) + " or " + values.get(last);
	}

	private static <E extends Enum<E>> @Nullable E constant(Class<E> type, String name) {
		return Arrays.stream(type.getEnumConstants())
				.filter((constant) -> constant.name().equals(name))
				.findFirst()
				.orElse(null);
	}

	/**
	 * A parameter that says how many.
	 * @param least the least that it may be
	 * @param most the most that it may be; {@link Integer#MAX_VALUE} where that does not matter
	 */
	public static Parameter<Integer> wholeNumber(String name, int least, int most) {
		String form = (most == Integer.MAX_VALUE)
				? String.format(Locale.ROOT, "a whole number from %d", least)
				: String.format(Locale.ROOT, "a whole number from %d to %d", least, most);
		return of(name, form, (value) -> number(value, least, most));
	}

	private static @Nullable Integer number(String value, int least, int most) {
		try {
			int number = Integer.parseInt(value);
			return (number >= least && number <= most) ? number : null;
		}
		catch (NumberFormatException ex) {
			return null;
		}
	}

	/**
	 * The name, in exactly these letters.
	 */
	public String name() {
		return this.name;
	}

	T read(List<String> values) {
		if (values.size() > 1 && !this.repeatable) {
			throw new BadParameterException(this.name, "given once");
		}
		T read = this.reader.apply(values);
		if (read == null) {
			throw new BadParameterException(this.name, this.form);
		}
		return read;
	}

}

package ai.backend.dbstatus.web.http;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.apache.commons.text.similarity.LevenshteinDistance;

/**
 * A request has a query parameter that its resource does not take. The message names the near one, if there is one.
 */
public final class UnknownParameterException extends RuntimeException {

	private static final int MOST_LETTERS = 40;

	private final List<String> known;

	UnknownParameterException(String name, Collection<String> known) {
		super(message(shown(name), known));
		this.known = List.copyOf(known);
	}

	private static String message(String name, Collection<String> known) {
		String nearest = nearest(name, known).map(" Did you mean '%s'?"::formatted).orElse("");
		String takes = known.isEmpty() ? "none" : String.join(", ", known);
		return "There is no parameter '%s'.%s This resource takes %s.".formatted(name, nearest, takes);
	}

	/** What a caller sent is shown only as far as a person needs it to find it. */
	private static String shown(String name) {
		String shown = name.replaceAll("\\P{Graph}", " ");
		return (shown.length() <= MOST_LETTERS) ? shown : shown.substring(0, MOST_LETTERS) + "…";
	}

	private static Optional<String> nearest(String name, Collection<String> known) {
		LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
		String typed = name.toLowerCase(Locale.ROOT);
		return known.stream()
				.filter((one) -> distance.apply(typed, one.toLowerCase(Locale.ROOT)) <= Math.max(2, one.length() / 3))
				.min(Comparator.comparingInt((one) -> distance.apply(typed, one.toLowerCase(Locale.ROOT))));
	}

	/**
	 * The parameters that the resource takes.
	 */
	public List<String> known() {
		return this.known;
	}

}

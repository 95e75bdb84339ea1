package ai.backend.dbstatus.component;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

import org.apache.commons.text.similarity.LevenshteinDistance;

/**
 * The names that somebody may have meant who wrote one that does not exist.
 */
public final class NearNames {

	/** How many are named at most: a person looks through so many at a glance. */
	public static final int MOST = 10;

	private static final int LONGEST = 128;

	private NearNames() {
	}

	/**
	 * The near ones among those that there are: those that differ in a few letters, and those that begin with what was
	 * written or hold it; the nearest first, and no more than {@link #MOST}. All of them where there are no more than that.
	 */
	public static List<String> of(String written, Collection<String> known) {
		if (known.size() <= MOST) {
			return List.copyOf(known);
		}
		if (written.isEmpty() || written.length() > LONGEST) {
			return List.of();
		}
		String wanted = written.toLowerCase(Locale.ROOT);
		int most = Math.max(2, wanted.length() / 3);
		LevenshteinDistance distance = new LevenshteinDistance(most);
		return known.stream()
				.map((name) -> new Near(name, distance(wanted, name.toLowerCase(Locale.ROOT), distance, most)))
				.filter((near) -> near.distance() <= most + 1)
				.sorted(Comparator.comparingInt(Near::distance))
				.limit(MOST)
				.map(Near::name)
				.toList();
	}

	private static int distance(String wanted, String name, LevenshteinDistance distance, int most) {
		int letters = distance.apply(wanted, name);
		if (letters >= 0) {
			return letters;
		}
		return (wanted.length() > 2 && name.contains(wanted)) ? most + 1 : Integer.MAX_VALUE;
	}

	private record Near(String name, int distance) {}

}

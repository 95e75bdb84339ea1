package ai.backend.dbstatus.alembic.refs;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * What revisions need for certain, where there may be several scripts of one that disagree.
 */
final class Ancestry {

	private final Map<String, Set<Set<String>>> scripts;

	private final List<String> names = new ArrayList<>();

	private final Map<String, Integer> numbers = new HashMap<>();

	/** Of each revision, itself and what it needs. */
	private final Map<String, BitSet> known = new HashMap<>();

	/** Those of which a script may need more. */
	private final Set<String> partly = new HashSet<>();

	/**
	 * @param scripts of each revision, what its scripts need, script by script
	 */
	Ancestry(Map<String, Set<Set<String>>> scripts) {
		this.scripts = scripts;
	}

	/**
	 * Some revisions and what they need by all scripts.
	 */
	Set<String> needed(List<String> revisions) {
		BitSet all = new BitSet();
		revisions.forEach((revision) -> all.or(of(revision)));
		return all.stream().mapToObj(this.names::get).collect(Collectors.toUnmodifiableSet());
	}

	/**
	 * Whether no script of some revisions needs anything else.
	 */
	boolean isWhole(List<String> revisions) {
		revisions.forEach(this::of);
		return revisions.stream().noneMatch(this.partly::contains);
	}

	private BitSet of(String start) {
		Deque<String> ahead = new ArrayDeque<>(List.of(start));
		Set<String> open = new HashSet<>();
		while (!ahead.isEmpty()) {
			String revision = ahead.getLast();
			if (this.known.containsKey(revision)) {
				ahead.removeLast();
			}
			else if (open.add(revision)) {
				for (Set<String> needs : scriptsOf(revision)) {
					needs.stream()
							.filter((need) -> !this.known.containsKey(need) && !open.contains(need))
							.forEach(ahead::addLast);
				}
			}
			else {
				this.known.put(revision, common(revision));
				ahead.removeLast();
			}
		}
		return this.known.getOrDefault(start, new BitSet());
	}

	private Set<Set<String>> scriptsOf(String revision) {
		return this.scripts.getOrDefault(revision, Set.of());
	}

	private BitSet common(String revision) {
		BitSet common = null;
		for (Set<String> needs : scriptsOf(revision)) {
			BitSet one = needed(revision, needs);
			if (common == null) {
				common = one;
			}
			else if (!common.equals(one)) {
				common.and(one);
				this.partly.add(revision);
			}
		}
		BitSet all = with(common, revision);
		if (common == null) {
			this.partly.add(revision);
		}
		return all;
	}

	private BitSet with(@Nullable BitSet common, String revision) {
		BitSet all = (common != null) ? common : new BitSet();
		all.set(number(revision));
		return all;
	}

	/** What is not known here is no revision of these scripts, or one that in another ref needs this one. */
	private BitSet needed(String revision, Set<String> needs) {
		BitSet all = new BitSet();
		for (String need : needs) {
			BitSet below = this.scripts.containsKey(need) ? this.known.get(need) : null;
			if (below != null) {
				all.or(below);
			}
			if (below == null || this.partly.contains(need)) {
				this.partly.add(revision);
			}
		}
		return all;
	}

	private int number(String revision) {
		return this.numbers.computeIfAbsent(revision, (name) -> {
			this.names.add(name);
			return this.names.size() - 1;
		});
	}

}

package ai.backend.dbstatus.soak;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What was true of a component from when to when. A change is written down before it begins, as a time in which what was
 * true and what will be are both right answers; and after it has ended, as a time in which only one is.
 */
final class Timeline {

	/** More than the longest answer takes. */
	private static final long KEPT_NANOS = 60_000_000_000L;

	private final List<Phase> phases = new ArrayList<>();

	/**
	 * From an instant on, until the next phase, these answers are right.
	 */
	private record Phase(long from, Set<String> answers) {}

	/**
	 * From now on these answers are right.
	 */
	synchronized void now(Set<String> answers) {
		long now = System.nanoTime();
		while (this.phases.size() > 2 && now - this.phases.get(1).from() > KEPT_NANOS) {
			this.phases.removeFirst();
		}
		this.phases.add(new Phase(now, answers));
	}

	/**
	 * All answers that were right at some time between two instants.
	 */
	synchronized Set<String> between(long from, long to) {
		Set<String> answers = new HashSet<>();
		for (int i = 0; i < this.phases.size(); i++) {
			boolean begun = this.phases.get(i).from() <= to;
			boolean ended = i + 1 < this.phases.size() && this.phases.get(i + 1).from() < from;
			if (begun && !ended) {
				answers.addAll(this.phases.get(i).answers());
			}
		}
		return answers;
	}

}

package ai.backend.dbstatus.staged;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How often what was said was right, and what was wrong.
 */
final class Findings {

	private final Map<String, int[]> counts = new TreeMap<>();

	private final List<String> wrong = new ArrayList<>();

	/**
	 * Counts an answer.
	 * @param what the question
	 * @param seen what was said, for those that are wrong
	 */
	void count(String what, boolean right, Object seen) {
		int[] count = this.counts.computeIfAbsent(what, (_) -> new int[2]);
		count[1]++;
		if (right) {
			count[0]++;
		}
		else {
			this.wrong.add(what + ": " + seen);
		}
	}

	List<String> wrong() {
		return this.wrong;
	}

	@Override
	public String toString() {
		StringBuilder text = new StringBuilder();
		this.counts.forEach((what, count) -> text.append("\n    ")
				.append(what)
				.append(": ")
				.append(count[0])
				.append(" of ")
				.append(count[1]));
		return text.append(this.wrong.isEmpty() ? "" : "\n    WRONG " + this.wrong).toString();
	}

}

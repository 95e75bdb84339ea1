package ai.backend.dbstatus.oracle;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How many of what was compared.
 */
final class Counts {

	private final Map<String, Integer> counts = new LinkedHashMap<>();

	void count(String what) {
		this.counts.merge(what, 1, Integer::sum);
	}

	int of(String what) {
		return this.counts.getOrDefault(what, 0);
	}

	@Override
	public String toString() {
		return this.counts.entrySet()
				.stream()
				.map((entry) -> entry.getValue() + " " + entry.getKey())
				.collect(Collectors.joining(", "));
	}

}

package ai.backend.dbstatus.status.report;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What was found of all tenants of a component.
 *
 * @param states each tenant's, in the order of their names
 */
public record Tenants(List<TenantState> states) {

	/** So many revisions are told apart; of the outliers fewer are shown. */
	private static final int MOST_REVISIONS = 100;

	private static final int MOST_OUTLIERS = 20;

	public Tenants {
		states = List.copyOf(states);
	}

	/**
	 * How many tenants have each status, the worst first; none that no tenant has.
	 */
	public Map<Status, Integer> byStatus() {
		Map<Status, Integer> counts = new EnumMap<>(Status.class);
		this.states.forEach((state) -> counts.merge(state.status(), 1, Integer::sum));
		return counts;
	}

	/**
	 * How many tenants are at each revision, the most first. Several rows are one of these, with commas between; empty where
	 * there is none or it is not known.
	 */
	public List<RevisionCount> byRevision() {
		return groups().entrySet()
				.stream()
				.map((group) -> new RevisionCount(group.getKey(), group.getValue().size()))
				.limit(MOST_REVISIONS)
				.toList();
	}

	/**
	 * How many different revisions there are.
	 */
	public int revisionCount() {
		return (int) this.states.stream().map(TenantState::revisions).distinct().count();
	}

	/**
	 * Tenants that are not as most of them are, by revision and status: the worst first, and not too many.
	 */
	public List<TenantState> outliers() {
		Map<List<Object>, Integer> alike = new HashMap<>();
		this.states.forEach((state) -> alike.merge(likeness(state), 1, Integer::sum));
		List<Object> most = alike.entrySet()
				.stream()
				.max(Comparator.comparingInt(Map.Entry::getValue))
				.map(Map.Entry::getKey)
				.orElse(List.of());
		return this.states.stream()
				.filter((state) -> !likeness(state).equals(most))
				.sorted(Comparator.comparing(TenantState::status))
				.limit(MOST_OUTLIERS)
				.toList();
	}

	private static List<Object> likeness(TenantState state) {
		return List.of(state.status(), state.revisions());
	}

	private Map<String, List<TenantState>> groups() {
		Map<String, List<TenantState>> groups = this.states.stream()
				.collect(Collectors.groupingBy((state) -> String.join(", ", state.revisions())));
		return groups.entrySet()
				.stream()
				.sorted(Comparator
						.comparingInt((Map.Entry<String, List<TenantState>> group) -> -group.getValue().size())
						.thenComparing(Map.Entry::getKey))
				.collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, _) -> one,
						java.util.LinkedHashMap::new));
	}

	/**
	 * How many tenants are at a revision.
	 *
	 * @param revision the revision; empty where there is none or it is not known
	 */
	public record RevisionCount(String revision, int count) {}

}

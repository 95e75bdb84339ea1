package ai.backend.dbstatus.status.report;

import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What was found of all tenants of a component. Equal if it is the same of each.
 */
public final class Tenants {

	/** So many revisions are told apart; of the outliers fewer are shown. */
	private static final int MOST_REVISIONS = 100;

	private static final int MOST_OUTLIERS = 20;

	private final List<TenantState> states;

	private final Map<Status, Integer> byStatus;

	private final List<RevisionCount> byRevision;

	private final int revisionCount;

	private final List<TenantState> outliers;

	/**
	 * Of these, which are counted once, and not by everybody who is told of them.
	 * @param states each tenant's, in the order of their names
	 */
	public Tenants(List<TenantState> states) {
		this.states = List.copyOf(states);
		// Those that are alike have the same findings: few are to be told apart, however many there are.
		IdentityHashMap<Findings, Integer> alike = new IdentityHashMap<>();
		this.states.forEach((state) -> alike.merge(state.findings(), 1, Integer::sum));
		Map<Status, Integer> statuses = new EnumMap<>(Status.class);
		Map<String, Integer> revisions = new HashMap<>();
		Map<Likeness, Integer> likenesses = new HashMap<>();
		alike.forEach((findings, count) -> {
			Likeness likeness = Likeness.of(findings);
			statuses.merge(likeness.status(), count, Integer::sum);
			revisions.merge(String.join(", ", likeness.revisions()), count, Integer::sum);
			likenesses.merge(likeness, count, Integer::sum);
		});
		this.byStatus = Collections.unmodifiableMap(statuses);
		this.revisionCount = revisions.size();
		this.byRevision = revisions.entrySet()
				.stream()
				.map((revision) -> new RevisionCount(revision.getKey(), revision.getValue()))
				.sorted(Comparator.comparingInt((RevisionCount revision) -> -revision.count())
						.thenComparing(RevisionCount::revision))
				.limit(MOST_REVISIONS)
				.toList();
		this.outliers = outliers(this.states, likenesses);
	}

	private static List<TenantState> outliers(List<TenantState> states, Map<Likeness, Integer> likenesses) {
		Likeness most = likenesses.entrySet()
				.stream()
				.max(Map.Entry.<Likeness, Integer>comparingByValue()
						// Of two halves, the better one is what a tenant should be.
						.thenComparing((entry) -> entry.getKey().status()))
				.map(Map.Entry::getKey)
				.orElse(null);
		IdentityHashMap<Findings, Boolean> known = new IdentityHashMap<>();
		return states.stream()
				.filter((state) -> !known.computeIfAbsent(state.findings(),
						(findings) -> Likeness.of(findings).equals(most)))
				.sorted(Comparator.comparing(TenantState::status))
				.limit(MOST_OUTLIERS)
				.toList();
	}

	/**
	 * Each tenant's, in the order of their names.
	 */
	public List<TenantState> states() {
		return this.states;
	}

	/**
	 * How many tenants have each status, the worst first; none that no tenant has.
	 */
	public Map<Status, Integer> byStatus() {
		return this.byStatus;
	}

	/**
	 * How many tenants are at each revision, the most first. Several rows are one of these, with commas between; empty where
	 * there is none or it is not known.
	 */
	public List<RevisionCount> byRevision() {
		return this.byRevision;
	}

	/**
	 * How many different revisions there are.
	 */
	public int revisionCount() {
		return this.revisionCount;
	}

	/**
	 * Tenants that are not as most of them are, by revision and status: the worst first, and not too many.
	 */
	public List<TenantState> outliers() {
		return this.outliers;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return this == other || (other instanceof Tenants tenants && this.states.equals(tenants.states));
	}

	@Override
	public int hashCode() {
		return this.states.hashCode();
	}

	@Override
	public String toString() {
		return this.states.size() + " tenants: " + this.byStatus;
	}

	/**
	 * How many tenants are at a revision.
	 *
	 * @param revision the revision; empty where there is none or it is not known
	 */
	public record RevisionCount(String revision, int count) {}

	/**
	 * What makes tenants alike to whoever looks at thousands of them.
	 */
	private record Likeness(Status status, List<String> revisions) {

		static Likeness of(Findings findings) {
			return new Likeness(findings.verdict().reason().status(), findings.position()
					.currentRevisions()
					.stream()
					.map(CurrentRevision::revision)
					.toList());
		}

	}

}

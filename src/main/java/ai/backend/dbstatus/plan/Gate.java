package ai.backend.dbstatus.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import ai.backend.dbstatus.plan.finding.Effect;
import org.jspecify.annotations.Nullable;

/**
 * What a caller forbids.
 *
 * @param forbidden the effects
 * @param over what touches only tables that are not larger is left out; {@code null} to leave out nothing
 * @param acceptable the effects that a script may accept
 */
public record Gate(Set<Effect> forbidden, @Nullable Threshold over, Set<Effect> acceptable) {

	/** Nothing is forbidden. */
	public static final Gate OPEN = new Gate(Set.of(), null, Set.of(Effect.values()));

	public Gate {
		forbidden = Set.copyOf(forbidden);
		acceptable = Set.copyOf(acceptable);
	}

	/**
	 * A size.
	 *
	 * @param amount how many
	 * @param rows whether these are rows, and no bytes
	 */
	public record Threshold(long amount, boolean rows) {}

	/**
	 * What is found and forbidden, the worst first.
	 */
	public List<PlanFinding> refused(Plan plan) {
		List<PlanFinding> refused = new ArrayList<>();
		plan.findings().filter(this::isRefused).forEach(refused::add);
		// What is not known counts as what it may be.
		if (this.forbidden.contains(Effect.NOT_KNOWN) && this.forbidden.contains(Effect.IRREVERSIBLE)) {
			plan.steps()
					.stream()
					.filter((step) -> step.reversible() == null)
					.map((step) -> new PlanFinding(step.revision(), 0, Effect.IRREVERSIBLE,
							"Whether anything leads back is not known.", null, List.of(), false, null))
					.forEach(refused::add);
		}
		refused.sort(PlanFinding.WORST_FIRST);
		return refused;
	}

	private boolean isRefused(PlanFinding finding) {
		return isForbidden(finding.effect()) && !isAccepted(finding) && !isSmall(finding);
	}

	/** Who cannot read cannot write. */
	private boolean isForbidden(Effect effect) {
		return this.forbidden.contains(effect)
				|| (effect == Effect.BLOCKS_READS && this.forbidden.contains(Effect.BLOCKS_WRITES));
	}

	/**
	 * Whether a script's word counts.
	 */
	public boolean isAccepted(PlanFinding finding) {
		return finding.accepted() != null && this.acceptable.contains(finding.effect());
	}

	private boolean isSmall(PlanFinding finding) {
		return this.over != null && finding.effect().growsWithTable()
				&& (this.over.rows() ? finding.rows() : finding.bytes()) <= this.over.amount();
	}

}

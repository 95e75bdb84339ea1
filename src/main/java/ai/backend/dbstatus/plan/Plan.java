package ai.backend.dbstatus.plan;

import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * What would be done.
 *
 * @param direction up or down
 * @param transactions how the steps are divided into transactions
 * @param steps the revisions in the order in which Alembic goes through them
 */
public record Plan(Direction direction, Transactions transactions, List<PlanStep> steps) {

	public Plan {
		steps = List.copyOf(steps);
	}

	/**
	 * Everything that was found, step by step.
	 */
	public Stream<PlanFinding> findings() {
		return this.steps.stream().flatMap(PlanStep::allFindings);
	}

	/**
	 * The first step that nothing leads back from; {@code null} if there is none that is known.
	 */
	public @Nullable PlanStep firstIrreversible() {
		return this.steps.stream()
				.filter((step) -> Boolean.FALSE.equals(step.reversible()))
				.findFirst()
				.orElse(null);
	}

	/**
	 * Up or down.
	 */
	public enum Direction {

		/** By {@code upgrade()}. */
		UPGRADE,

		/** By {@code downgrade()}. */
		DOWNGRADE

	}

}

package ai.backend.dbstatus.plan;

import java.util.List;
import java.util.stream.Stream;

import ai.backend.dbstatus.alembic.operation.NotKnown;
import org.jspecify.annotations.Nullable;

/**
 * What a revision would do.
 *
 * @param revision the revision
 * @param transactional whether all of it is done or nothing
 * @param reversible whether going the other way leads back to the same schema; {@code null} where that is not known
 * @param operations its operations, in order; what a condition surely keeps from being done is not among them
 * @param notKnown what only running it would tell
 * @param findings what is found of the step as a whole
 */
public record PlanStep(String revision, boolean transactional, @Nullable Boolean reversible,
		List<PlannedOperation> operations, List<NotKnown> notKnown, List<PlanFinding> findings) {

	public PlanStep {
		operations = List.copyOf(operations);
		notKnown = List.copyOf(notKnown);
		findings = List.copyOf(findings);
	}

	/**
	 * What is found of the step and of its operations.
	 */
	public Stream<PlanFinding> allFindings() {
		return Stream.concat(this.operations.stream().flatMap((operation) -> operation.findings().stream()),
				this.findings.stream());
	}

}

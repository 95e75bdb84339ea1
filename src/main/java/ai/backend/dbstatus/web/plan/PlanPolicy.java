package ai.backend.dbstatus.web.plan;

import java.util.Set;

import ai.backend.dbstatus.plan.finding.Effect;

/**
 * What the operator allows of plans.
 *
 * @param acceptable the effects that a comment of a script may accept, so that {@code forbid} does not count them
 */
public record PlanPolicy(Set<Effect> acceptable) {

	public PlanPolicy {
		acceptable = Set.copyOf(acceptable);
	}

}

package ai.backend.dbstatus.component;

import java.util.Set;

import ai.backend.dbstatus.status.action.Actions;
import ai.backend.dbstatus.status.report.Status;

/**
 * What an operator allows, expects and recommends.
 *
 * @param allowMultipleHeads whether several heads are how this project works, and no sign of divergence
 * @param upStatuses the statuses with which the component counts as healthy
 * @param actions what is recommended to do
 */
public record Policy(boolean allowMultipleHeads, Set<Status> upStatuses, Actions actions) {

	public Policy {
		upStatuses = Set.copyOf(upStatuses);
	}

}

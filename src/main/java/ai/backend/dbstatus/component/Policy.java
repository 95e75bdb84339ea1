package ai.backend.dbstatus.component;

import java.util.Set;

import ai.backend.dbstatus.status.action.Actions;
import ai.backend.dbstatus.status.report.Status;

/**
 * What an operator allows, expects and recommends.
 *
 * @param allowMultipleHeads whether several heads are how this project works, and no sign of divergence
 * @param checkSchema whether each check looks at the schema, too
 * @param upStatuses the statuses with which the component counts as healthy
 * @param actions what is recommended to do
 */
public record Policy(boolean allowMultipleHeads, boolean checkSchema, Set<Status> upStatuses, Actions actions) {

	public Policy {
		upStatuses = Set.copyOf(upStatuses);
	}

	/**
	 * A policy by which checks look at scripts and version table.
	 */
	public Policy(boolean allowMultipleHeads, Set<Status> upStatuses, Actions actions) {
		this(allowMultipleHeads, false, upStatuses, actions);
	}

}

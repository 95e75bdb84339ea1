package ai.backend.dbstatus.status.observation;

import java.util.Map;

import ai.backend.dbstatus.status.action.Fact;
import ai.backend.dbstatus.status.report.Reason;

/**
 * What makes a verdict impossible.
 *
 * @param reason a reason of an error
 * @param details one sentence for a person; no secret
 * @param facts what the recommended action may speak of
 */
public record Problem(Reason reason, String details, Map<Fact, String> facts) {

	/**
	 * A problem of which an action can say nothing in particular.
	 */
	public Problem(Reason reason, String details) {
		this(reason, details, Map.of());
	}

}

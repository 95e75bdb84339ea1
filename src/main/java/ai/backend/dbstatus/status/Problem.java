package ai.backend.dbstatus.status;

import java.util.Map;

/**
 * What makes a verdict impossible.
 *
 * @param reason a reason of an error
 * @param details one sentence for a person; no secret
 * @param facts what the recommended action may speak of
 */
record Problem(Reason reason, String details, Map<Fact, String> facts) {

	Problem(Reason reason, String details) {
		this(reason, details, Map.of());
	}

}

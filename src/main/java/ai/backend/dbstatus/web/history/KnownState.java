package ai.backend.dbstatus.web.history;

import ai.backend.dbstatus.status.history.RevisionState;
import org.jspecify.annotations.Nullable;

/**
 * The state of a revision in a history's JSON, and what {@code state=} may ask for. What nobody can tell is
 * {@code null} there.
 */
public enum KnownState {

	APPLIED, PENDING;

	static @Nullable KnownState of(RevisionState state) {
		return switch (state) {
			case APPLIED -> APPLIED;
			case PENDING -> PENDING;
			case UNKNOWN -> null;
		};
	}

}

package ai.backend.dbstatus.web.plan;

import ai.backend.dbstatus.plan.HeldLock;
import ai.backend.dbstatus.plan.finding.LockMode;
import org.jspecify.annotations.Nullable;

/**
 * A lock, and how long it is held, as JSON.
 */
public record LockResource(LockMode mode, String relation, LockMode.@Nullable Blocks blocks, @Nullable String until,
		boolean during) {

	static LockResource of(HeldLock lock) {
		return new LockResource(lock.mode(), lock.relation().toString(), lock.mode().blocks(), lock.until(),
				lock.during());
	}

}

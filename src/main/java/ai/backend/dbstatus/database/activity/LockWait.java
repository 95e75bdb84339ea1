package ai.backend.dbstatus.database.activity;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A lock that a session waits for, and who stands in its way. What the server does not tell is {@code null}.
 *
 * @param pids the sessions that block it, those that hold a lock as well as those that wait before it; {@code 0} is a
 * prepared transaction
 * @param application the name that the first of them has given itself
 * @param user as whom it logged in
 * @param state what it is doing
 * @param lock the lock that is waited for: {@code AccessExclusiveLock}
 * @param relation the table or index that the lock is on; {@code null} where it is on a transaction
 * @param since when the waiting began
 * @param remedy the statement or command that ends the first of them; {@code null} where there is none
 */
public record LockWait(List<Long> pids, @Nullable String application, @Nullable String user, @Nullable String state,
		@Nullable String lock, @Nullable String relation, @Nullable Instant since,
		@Nullable String remedy) {

	public LockWait {
		pids = List.copyOf(pids);
	}

}

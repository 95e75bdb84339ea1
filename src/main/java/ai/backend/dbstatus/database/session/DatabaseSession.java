package ai.backend.dbstatus.database.session;

import java.util.concurrent.CancellationException;

import ai.backend.dbstatus.database.DatabaseException;
import org.jspecify.annotations.Nullable;

/**
 * A database that can be asked until a deadline. All its answers come over the same connection, and after a failure there
 * are no more. For one thread; over when whoever lent it returns.
 */
public final class DatabaseSession {

	private final ConnectionPlace place;

	private final Deadline deadline;

	private boolean answered;

	private boolean over;

	private @Nullable RuntimeException failure;

	DatabaseSession(ConnectionPlace place, Deadline deadline) {
		this.place = place;
		this.deadline = deadline;
	}

	/**
	 * Asks a query. The server is given the time for a query or for a lock, whichever is longer, and no more than what is
	 * left of the session's. Where the connection was used before and turns out to be dead, and nothing was answered in
	 * this session, the query is asked once more on a fresh one. A query of a file is asked on another thread.
	 * @throws DatabaseException why there is no answer
	 * @throws CancellationException if the calling thread is interrupted; its interrupt status stays set
	 */
	public <T extends @Nullable Object> T ask(DatabaseQuery<T> query) {
		if (this.over) {
			throw new IllegalStateException("The connection was given back");
		}
		if (this.failure != null) {
			throw this.failure;
		}
		try {
			T answer = this.place.ask(query, this.deadline, !this.answered);
			this.answered = true;
			return answer;
		}
		catch (RuntimeException ex) {
			this.failure = ex;
			throw ex;
		}
	}

	/**
	 * Ends the session.
	 * @return whether others can use its connection: nothing has failed
	 */
	boolean end() {
		this.over = true;
		return this.failure == null;
	}

}

package ai.backend.dbstatus.status.change;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Keeps changes for longer than the service runs. Its being away harms nobody: it neither waits in {@link #record} nor throws.
 */
public interface ChangeJournal {

	/** Keeps nothing. */
	ChangeJournal NONE = new ChangeJournal() {

		@Override
		public void record(StatusChange change) {
		}

		@Override
		public @Nullable List<StatusChange> last(String component) {
			return null;
		}

	};

	/**
	 * Keeps a change, soon. Called by a check: returns at once.
	 */
	void record(StatusChange change);

	/**
	 * The last changes of a component that this service or another one saw, the newest first. Waits, but not for long.
	 * @return {@code null} if nobody can tell now
	 */
	@Nullable
	List<StatusChange> last(String component);

}

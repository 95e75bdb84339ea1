package ai.backend.dbstatus.monitor;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import ai.backend.dbstatus.status.poll.Pace;
import ai.backend.dbstatus.status.poll.PollListener;
import ai.backend.dbstatus.status.poll.Poller;
import ai.backend.dbstatus.status.poll.Watch;
import org.jspecify.annotations.Nullable;

/**
 * The components that somebody listens for: each is polled for all of its listeners together. Not safe for concurrent use.
 */
final class ListenedComponents {

	private final Poller poller;

	private final @Nullable Pace pace;

	private final Map<String, Listened> components = new HashMap<>();

	/**
	 * No components.
	 * @param pace how often a component is checked while somebody listens for it; {@code null} for no more often than otherwise
	 */
	ListenedComponents(Poller poller, @Nullable Pace pace) {
		this.poller = poller;
		this.pace = pace;
	}

	/**
	 * One more listens for a component.
	 */
	void add(String component) {
		this.components.computeIfAbsent(component, (name) -> new Listened(
				(this.pace != null) ? this.poller.watch(name, this.pace, PollListener.SILENT) : null)).listeners++;
	}

	/**
	 * One less listens for a component.
	 */
	void remove(String component) {
		this.components.computeIfPresent(component, (_, listened) -> {
			if (--listened.listeners > 0) {
				return listened;
			}
			listened.close();
			return null;
		});
	}

	Set<String> names() {
		return Set.copyOf(this.components.keySet());
	}

	private static final class Listened {

		private final @Nullable Watch watch;

		private int listeners;

		Listened(@Nullable Watch watch) {
			this.watch = watch;
		}

		void close() {
			if (this.watch != null) {
				this.watch.close();
			}
		}

	}

}

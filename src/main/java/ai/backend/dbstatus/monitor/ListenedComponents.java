package ai.backend.dbstatus.monitor;

import java.time.Duration;
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

	/** However many components are listened for, the checks for it leave the machine time for others. */
	private static final int MOST_CHECKS_PER_SECOND = 250;

	private final @Nullable Duration interval;

	private final Map<String, Listened> components = new HashMap<>();

	/**
	 * No components.
	 * @param interval how often a component is checked while somebody listens for it, unless that were more checks than can be
	 * made; {@code null} for no more often than otherwise
	 */
	ListenedComponents(Poller poller, @Nullable Duration interval) {
		this.poller = poller;
		this.interval = interval;
	}

	/**
	 * One more listens for a component.
	 * @param among how many components it listens for
	 */
	void add(String component, int among) {
		this.components.computeIfAbsent(component, (name) -> new Listened(
				watch(name, among))).listeners++;
	}

	private @Nullable Watch watch(String component, int among) {
		if (this.interval == null) {
			return null;
		}
		Duration least = Duration.ofSeconds(among).dividedBy(MOST_CHECKS_PER_SECOND);
		Duration interval = (least.compareTo(this.interval) > 0) ? least : this.interval;
		return this.poller.watch(component, Pace.about(interval), PollListener.SILENT);
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

package ai.backend.dbstatus.monitor;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import ai.backend.dbstatus.component.Component;
import ai.backend.dbstatus.component.ComponentListener;
import ai.backend.dbstatus.status.poll.Pace;
import ai.backend.dbstatus.status.poll.PollListener;
import ai.backend.dbstatus.status.poll.Poller;
import ai.backend.dbstatus.status.poll.Watch;
import org.jspecify.annotations.Nullable;

/**
 * Has all components checked again and again though nobody asks. Intervals vary by a tenth, so that several instances of the
 * service do not ask a database in step.
 */
public final class Monitor implements ComponentListener, AutoCloseable {

	/** Thousands of first checks at once would be refused connections. */
	private static final int FIRST_CHECKS_PER_SECOND = 250;

	private final Poller poller;

	private final @Nullable Pace pace;

	private final Set<String> components = new LinkedHashSet<>();

	private final Map<String, Watch> watches = new HashMap<>();

	private boolean running;

	private boolean closed;

	/**
	 * A monitor that has not started, to be told of the components.
	 * @param interval how often to check each; zero: never
	 */
	public Monitor(Poller poller, Duration interval) {
		this.poller = poller;
		this.pace = interval.isPositive() ? Pace.about(interval) : null;
	}

	/**
	 * Begins, with a first check of each component, of {@value #FIRST_CHECKS_PER_SECOND} in a second. Once closed, or
	 * started already, it does nothing.
	 */
	public synchronized void start() {
		this.running = !this.closed;
		int before = 0;
		for (String component : this.components) {
			watch(component, Duration.ofSeconds(before++).dividedBy(FIRST_CHECKS_PER_SECOND));
		}
	}

	@Override
	public synchronized void added(Component component) {
		this.components.add(component.name());
		watch(component.name(), Duration.ZERO);
	}

	@Override
	public synchronized void removed(Component component) {
		this.components.remove(component.name());
		Watch watch = this.watches.remove(component.name());
		if (watch != null) {
			watch.close();
		}
	}

	private void watch(String component, Duration delay) {
		Pace wanted = this.pace;
		if (this.running && wanted != null) {
			this.watches.computeIfAbsent(component,
					(name) -> this.poller.watchAfter(delay, name, wanted, PollListener.SILENT));
		}
	}

	/**
	 * Ends it; a check under way is not waited for.
	 */
	@Override
	public synchronized void close() {
		this.running = false;
		this.closed = true;
		this.watches.values().forEach(Watch::close);
		this.watches.clear();
	}

}

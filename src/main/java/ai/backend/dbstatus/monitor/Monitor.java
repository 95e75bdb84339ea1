package ai.backend.dbstatus.monitor;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Checks components again and again. One virtual thread begins the checks and waits for none of them: a component whose
 * check takes longer than the interval is left out until it is made, and delays no other.
 * <p>
 * Intervals vary by a tenth, so that several instances of the service do not ask a database in step.
 */
public final class Monitor implements AutoCloseable {

	private static final Log log = LogFactory.getLog(Monitor.class);

	private static final double JITTER = 0.1;

	private final String name;

	private final Duration interval;

	private final Supplier<? extends Collection<String>> components;

	private final Function<String, ? extends Future<?>> check;

	private final Map<String, Future<?>> underWay = new HashMap<>();

	private @Nullable Thread thread;

	private boolean closed;

	/**
	 * A monitor that has not started.
	 * @param name the name of its thread
	 * @param interval how often to check; zero: never
	 * @param components says what to check, each time anew
	 * @param check begins the check of a component
	 */
	public Monitor(String name, Duration interval, Supplier<? extends Collection<String>> components,
			Function<String, ? extends Future<?>> check) {
		this.name = name;
		this.interval = interval;
		this.components = components;
		this.check = check;
	}

	/**
	 * Begins, with a first check of all components at once. Once closed, or started already, it does nothing.
	 */
	public synchronized void start() {
		if (this.thread == null && !this.closed && this.interval.isPositive()) {
			this.thread = Thread.ofVirtual().name(this.name).start(this::run);
		}
	}

	private void run() {
		try {
			while (true) {
				round();
				Thread.sleep(pause());
			}
		}
		catch (InterruptedException ex) {
			// Closed.
		}
	}

	/**
	 * Begins a check of each component that has none of this monitor's under way.
	 */
	void round() {
		this.underWay.values().removeIf(Future::isDone);
		for (String component : this.components.get()) {
			try {
				this.underWay.computeIfAbsent(component, this.check);
			}
			catch (RuntimeException ex) {
				log.error("The background check of component '" + component + "' could not begin", ex);
			}
		}
	}

	private Duration pause() {
		double factor = 1 + ThreadLocalRandom.current().nextDouble(-JITTER, JITTER);
		return Duration.ofNanos((long) (this.interval.toNanos() * factor));
	}

	/**
	 * Ends it; a check under way is not waited for.
	 */
	@Override
	public synchronized void close() {
		this.closed = true;
		if (this.thread != null) {
			this.thread.interrupt();
		}
	}

}

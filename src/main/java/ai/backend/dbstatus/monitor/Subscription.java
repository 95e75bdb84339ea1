package ai.backend.dbstatus.monitor;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * One who listens to a {@link ChangeFeed}; to be closed. One thread takes the events, any thread brings them, under the
 * feed's lock.
 */
public final class Subscription implements AutoCloseable {

	private final ChangeFeed feed;

	private final Set<String> components;

	private final boolean all;

	private final Set<String> awaited;

	private final int capacity;

	private final BlockingQueue<Optional<Event>> queue = new LinkedBlockingQueue<>();

	private volatile boolean ended;

	/**
	 * A subscription.
	 * @param all whether components that come are to be heard of, too
	 */
	Subscription(ChangeFeed feed, Set<String> components, boolean all, Set<String> awaited, int capacity) {
		this.feed = feed;
		this.components = new HashSet<>(components);
		this.all = all;
		this.awaited = new HashSet<>(awaited);
		this.capacity = capacity;
	}

	/** Those that it hears of; called with the feed's lock held. */
	Set<String> components() {
		return this.components;
	}

	/**
	 * The components of which this subscriber has not heard yet. Whoever subscribes begins a check of each, and says when
	 * it is {@linkplain #checked(String) made}: so the first report of a component is no older than the subscription.
	 */
	public Set<String> awaited() {
		synchronized (this.feed) {
			return Set.copyOf(this.awaited);
		}
	}

	/**
	 * A check of an awaited component was made.
	 */
	public void checked(String component) {
		this.feed.tell(this, component);
	}

	/**
	 * What comes next.
	 * @return an event, or {@code null} if none came for a while: time to give a sign of life, and to look whether this
	 * subscription {@linkplain #hasEnded() has ended}
	 */
	public @Nullable Event next() throws InterruptedException {
		Optional<Event> next = this.queue.poll(this.feed.heartbeat().toMillis(), TimeUnit.MILLISECONDS);
		return (next != null) ? next.orElse(null) : null;
	}

	/**
	 * Whether the feed has ended it: because the feed was closed, or because too many events were not taken.
	 */
	public boolean hasEnded() {
		return this.ended;
	}

	/**
	 * Ends it from the subscriber's side.
	 */
	@Override
	public void close() {
		this.feed.forget(this);
	}

	// --- called by the feed, which holds its lock

	void changed(Change change) {
		// What changes before the first report is in the first report.
		if (this.components.contains(change.component()) && !this.awaited.contains(change.component())) {
			put(change, change.number());
		}
	}

	/**
	 * A component has come.
	 * @return whether it will be heard of
	 */
	boolean follow(String component) {
		return this.all && this.components.add(component);
	}

	/**
	 * A component has gone.
	 * @return whether it was heard of
	 */
	boolean leave(String component) {
		this.awaited.remove(component);
		return this.components.remove(component);
	}

	void arrived(String component, @Nullable Change change, long changes) {
		if (this.awaited.remove(component) && change != null) {
			put(change, changes);
		}
	}

	private void put(Change change, long heard) {
		if (this.queue.size() >= this.capacity) {
			end();
		}
		else if (!this.ended) {
			String id = this.awaited.isEmpty() ? this.feed.id(heard) : null;
			this.queue.add(Optional.of(new Event(id, change.component(), change.report())));
		}
	}

	void end() {
		this.ended = true;
		this.queue.clear();
		// Wakes the one who waits.
		this.queue.add(Optional.empty());
	}

}

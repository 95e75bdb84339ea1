package ai.backend.dbstatus.monitor;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

import ai.backend.dbstatus.status.ReportListener;
import ai.backend.dbstatus.status.StatusReport;
import org.jspecify.annotations.Nullable;

/**
 * Tells its subscribers of each change of what is found of a component. Whoever was away for a while goes on where it
 * was, as far back as the feed remembers.
 * <p>
 * Nobody waits here: a report is put into the subscribers' queues under one lock, and a subscriber that does not keep up
 * is sent away. So neither a check nor another subscriber is delayed by it.
 */
public final class ChangeFeed implements ReportListener, AutoCloseable {

	private final int maxSubscribers;

	private final int memory;

	private final Duration heartbeat;

	private final EventIds ids = new EventIds();

	private final Map<String, Change> latest = new HashMap<>();

	private final Deque<Change> remembered = new ArrayDeque<>();

	private final Set<Subscription> subscriptions = new HashSet<>();

	private long changes;

	private boolean closed;

	/**
	 * A feed that knows of nothing yet.
	 * @param maxSubscribers how many may listen at once
	 * @param memory how many changes are remembered
	 * @param heartbeat how long a subscriber waits for an event before it gives a sign of life
	 */
	public ChangeFeed(int maxSubscribers, int memory, Duration heartbeat) {
		this.maxSubscribers = maxSubscribers;
		this.memory = memory;
		this.heartbeat = heartbeat;
	}

	@Override
	public synchronized void checked(StatusReport report) {
		Change known = this.latest.get(report.component());
		if (known != null && known.isFoundBy(report)) {
			this.latest.put(report.component(), new Change(known.number(), report));
			return;
		}
		Change change = new Change(++this.changes, report);
		this.latest.put(report.component(), change);
		this.remembered.addLast(change);
		if (this.remembered.size() > this.memory) {
			this.remembered.removeFirst();
		}
		this.subscriptions.forEach((subscription) -> subscription.changed(change));
	}

	/**
	 * Begins to listen. A new subscriber awaits a report of each component: see {@link Subscription#awaited()}. One that
	 * comes back first hears of the changes since its last event, or, where they are forgotten, starts anew.
	 * @param components the names of the components to hear of
	 * @param lastEventId the id of the last event that was heard, if there was one
	 * @throws TooManySubscribersException if as many listen as are allowed
	 */
	public synchronized Subscription subscribe(Collection<String> components, @Nullable String lastEventId) {
		if (this.subscriptions.size() >= this.maxSubscribers) {
			throw new TooManySubscribersException(this.maxSubscribers);
		}
		List<Change> missed = missedSince(lastEventId);
		Set<String> names = Set.copyOf(components);
		Subscription subscription = new Subscription(this, names, (missed != null) ? Set.of() : names,
				this.memory + names.size());
		if (missed != null) {
			missed.forEach(subscription::changed);
		}
		if (this.closed) {
			subscription.end();
		}
		else {
			this.subscriptions.add(subscription);
		}
		return subscription;
	}

	/**
	 * The changes since an event; {@code null} where they are not known any more, or never were.
	 */
	private @Nullable List<Change> missedSince(@Nullable String eventId) {
		OptionalLong number = this.ids.number(eventId);
		if (number.isEmpty()) {
			return null;
		}
		long heard = number.getAsLong();
		long forgotten = this.changes - this.remembered.size();
		if (heard < forgotten || heard > this.changes) {
			return null;
		}
		return this.remembered.stream().filter((change) -> change.number() > heard).toList();
	}

	/**
	 * Tells a subscriber how a component is: it was checked since the subscriber came.
	 */
	synchronized void tell(Subscription subscription, String component) {
		subscription.arrived(component, this.latest.get(component), this.changes);
	}

	synchronized void forget(Subscription subscription) {
		this.subscriptions.remove(subscription);
	}

	String id(long change) {
		return this.ids.of(change);
	}

	Duration heartbeat() {
		return this.heartbeat;
	}

	/**
	 * The components that somebody listens for.
	 */
	public synchronized Set<String> watched() {
		Set<String> watched = new HashSet<>();
		this.subscriptions.forEach((subscription) -> watched.addAll(subscription.components()));
		return watched;
	}

	/**
	 * How many listen.
	 */
	public synchronized int subscribers() {
		return this.subscriptions.size();
	}

	/**
	 * Ends all subscriptions, and those that come later, too.
	 */
	@Override
	public synchronized void close() {
		this.closed = true;
		this.subscriptions.forEach(Subscription::end);
		this.subscriptions.clear();
	}

}

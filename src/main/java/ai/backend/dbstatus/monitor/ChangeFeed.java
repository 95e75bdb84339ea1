package ai.backend.dbstatus.monitor;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

import ai.backend.dbstatus.component.Component;
import ai.backend.dbstatus.component.ComponentListener;
import ai.backend.dbstatus.status.check.ReportListener;
import ai.backend.dbstatus.status.poll.Poller;
import ai.backend.dbstatus.status.report.StatusReport;
import org.jspecify.annotations.Nullable;

/**
 * Tells its subscribers of each change of what is found of a component. Whoever was away for a while goes on where it
 * was, as far back as the feed remembers.
 * <p>
 * Nobody waits here: a report is put into the subscribers' queues under one lock, and a subscriber that does not keep up
 * is sent away. So neither a check nor another subscriber is delayed by it.
 */
public final class ChangeFeed implements ReportListener, ComponentListener, AutoCloseable {

	private final FeedSettings settings;

	private final EventIds ids = new EventIds();

	private final Set<String> components = new LinkedHashSet<>();

	private final Map<String, Change> latest = new HashMap<>();

	private final Deque<Change> remembered = new ArrayDeque<>();

	private final Set<Subscription> subscriptions = new HashSet<>();

	private final ListenedComponents listened;

	private long changes;

	private boolean closed;

	/**
	 * A feed that knows of nothing yet, to be told of the components and of their checks.
	 * @param poller checks components while somebody listens for them
	 */
	public ChangeFeed(FeedSettings settings, Poller poller) {
		this.settings = settings;
		this.listened = new ListenedComponents(poller,
				settings.checkInterval().isPositive() ? settings.checkInterval() : null);
	}

	/** A check may end after its component has gone. */
	@Override
	public synchronized void checked(StatusReport report) {
		if (!this.components.contains(report.component())) {
			return;
		}
		Change known = this.latest.get(report.component());
		if (known != null && known.isFoundBy(report)) {
			this.latest.put(report.component(), new Change(known.number(), report.component(), report));
			return;
		}
		Change change = new Change(++this.changes, report.component(), report);
		this.latest.put(report.component(), change);
		tell(change);
	}

	@Override
	public synchronized void added(Component component) {
		this.components.add(component.name());
		for (Subscription subscription : this.subscriptions) {
			if (subscription.follow(component.name())) {
				this.listened.add(component.name(), this.components.size());
			}
		}
	}

	@Override
	public synchronized void removed(Component component) {
		String name = component.name();
		this.components.remove(name);
		this.latest.remove(name);
		tell(new Change(++this.changes, name, null));
		for (Subscription subscription : this.subscriptions) {
			if (subscription.leave(name)) {
				this.listened.remove(name);
			}
		}
	}

	/** It is the same component to those who listen for it. */
	@Override
	public void replaced(Component before, Component after) {
	}

	private void tell(Change change) {
		this.remembered.addLast(change);
		if (this.remembered.size() > this.settings.memory()) {
			this.remembered.removeFirst();
		}
		this.subscriptions.forEach((subscription) -> subscription.changed(change));
	}

	/**
	 * Begins to listen. A new subscriber awaits a report of each component: see {@link Subscription#awaited()}. One that
	 * comes back first hears of the changes since its last event, or, where they are forgotten, starts anew.
	 * @param components the names of the components to hear of; {@code null} for all that there are and that will come
	 * @param lastEventId the id of the last event that was heard, if there was one
	 * @throws TooManySubscribersException if as many listen as are allowed
	 */
	public Subscription subscribe(@Nullable Collection<String> components, @Nullable String lastEventId) {
		return subscribe(components, lastEventId, true);
	}

	/**
	 * The same for a subscriber that may know already how the components are.
	 * @param initial whether it awaits a report of each component where it starts anew; else it hears of changes only
	 * @throws TooManySubscribersException if as many listen as are allowed
	 */
	public synchronized Subscription subscribe(@Nullable Collection<String> components, @Nullable String lastEventId,
			boolean initial) {
		if (this.subscriptions.size() >= this.settings.maxSubscribers()) {
			throw new TooManySubscribersException(this.settings.maxSubscribers());
		}
		List<Change> missed = missedSince(lastEventId);
		Set<String> names = Set.copyOf((components != null) ? components : this.components);
		Subscription subscription = new Subscription(this, names, components == null,
				(missed != null || !initial) ? Set.of() : names, this.settings.memory() + names.size());
		if (missed != null) {
			missed.forEach(subscription::changed);
		}
		if (this.closed) {
			subscription.end();
		}
		else {
			this.subscriptions.add(subscription);
			names.forEach((name) -> this.listened.add(name, names.size()));
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
		if (this.subscriptions.remove(subscription)) {
			subscription.components().forEach(this.listened::remove);
		}
	}

	String id(long change) {
		return this.ids.of(change);
	}

	Duration heartbeat() {
		return this.settings.heartbeat();
	}

	/**
	 * The components that somebody listens for.
	 */
	public synchronized Set<String> watched() {
		return this.listened.names();
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
		for (Subscription subscription : Set.copyOf(this.subscriptions)) {
			subscription.end();
			forget(subscription);
		}
	}

}

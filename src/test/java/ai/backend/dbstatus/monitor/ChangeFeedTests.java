package ai.backend.dbstatus.monitor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import ai.backend.dbstatus.component.Components;
import ai.backend.dbstatus.status.poll.Poller;
import ai.backend.dbstatus.status.report.Reason;
import ai.backend.dbstatus.status.report.StatusReport;
import ai.backend.dbstatus.testsupport.TestComponents;
import ai.backend.dbstatus.testsupport.TestReports;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@Timeout(20)
class ChangeFeedTests {

	private static final List<String> BOTH = List.of("one", "two");

	private final Poller poller = new Poller((component) -> TestReports.report(component, Reason.AT_HEAD),
			Runnable::run);

	private final ChangeFeed feed = new ChangeFeed(
			new FeedSettings(2, 3, Duration.ofMillis(1), Duration.ofDays(1)), this.poller);

	private final Components components = new Components("one");

	@BeforeEach
	void add() {
		BOTH.forEach((name) -> this.components.add(TestComponents.component(name)));
		this.components.addListener(this.feed);
	}

	@AfterEach
	void stop() {
		this.poller.close();
	}

	@Test
	void aSubscriberHearsOfEachComponentOnceItWasChecked() throws InterruptedException {
		check("one", Reason.AT_HEAD);
		Subscription subscription = this.feed.subscribe(BOTH, null);
		assertThat(subscription.awaited()).containsExactlyInAnyOrder("one", "two");
		assertThat(heard(subscription)).isEmpty();
		subscription.checked("one");
		check("two", Reason.PENDING_MIGRATIONS);
		subscription.checked("two");
		assertThat(heard(subscription)).containsExactly("one AT_HEAD", "two PENDING_MIGRATIONS");
		assertThat(subscription.awaited()).isEmpty();
	}

	@Test
	void theFirstReportIsTheNewestOne() throws InterruptedException {
		check("one", Reason.AT_HEAD);
		Subscription subscription = this.feed.subscribe(List.of("one"), null);
		StatusReport newest = check("one", Reason.AT_HEAD);
		subscription.checked("one");
		Event event = subscription.next();
		assertThat(event).isNotNull();
		assertThat(event.report()).isSameAs(newest);
	}

	@Test
	void whatStaysAsItIsIsNoChange() throws InterruptedException {
		Subscription subscription = settled("one");
		check("one", Reason.AT_HEAD);
		check("one", Reason.AT_HEAD);
		assertThat(heard(subscription)).isEmpty();
	}

	@Test
	void aChangeOfWhatIsFoundIsAChangeThoughTheStatusStays() throws InterruptedException {
		Subscription subscription = settled("one");
		this.feed.checked(TestReports.report("one", Reason.QUERY_TIMEOUT, "after 1 s"));
		this.feed.checked(TestReports.report("one", Reason.QUERY_TIMEOUT, "after 2 s"));
		assertThat(heard(subscription)).hasSize(2);
	}

	@Test
	void othersAreNotHeardOf() throws InterruptedException {
		Subscription subscription = settled("one");
		check("two", Reason.PENDING_MIGRATIONS);
		assertThat(heard(subscription)).isEmpty();
	}

	@Test
	void anIdComesOnlyOnceAllComponentsWereHeardOf() throws InterruptedException {
		Subscription subscription = this.feed.subscribe(BOTH, null);
		check("one", Reason.AT_HEAD);
		subscription.checked("one");
		check("one", Reason.PENDING_MIGRATIONS);
		check("two", Reason.AT_HEAD);
		subscription.checked("two");
		assertThat(ids(subscription)).containsExactly(null, null, this.feed.id(3));
	}

	@Test
	void whoComesBackHearsOfWhatCameInBetween() throws InterruptedException {
		settled("one").close();
		String left = this.feed.id(1);
		check("one", Reason.PENDING_MIGRATIONS);
		check("two", Reason.NO_VERSION_TABLE);
		check("one", Reason.AT_HEAD);
		Subscription subscription = this.feed.subscribe(List.of("one"), left);
		assertThat(subscription.awaited()).isEmpty();
		assertThat(heard(subscription)).containsExactly("one PENDING_MIGRATIONS", "one AT_HEAD");
	}

	@Test
	void whoMissedNothingHearsNothing() throws InterruptedException {
		settled("one").close();
		assertThat(heard(this.feed.subscribe(List.of("one"), this.feed.id(1)))).isEmpty();
	}

	@Test
	void whoWasAwayTooLongStartsAnew() {
		settled("one").close();
		for (int i = 0; i < 2; i++) {
			check("one", Reason.PENDING_MIGRATIONS);
			check("one", Reason.AT_HEAD);
		}
		assertThat(this.feed.subscribe(List.of("one"), this.feed.id(2)).awaited()).isEmpty();
		assertThat(this.feed.subscribe(List.of("one"), this.feed.id(1)).awaited()).containsExactly("one");
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", "1", "x", "000000000000-1", "%s", "%sx", "%s-1", "%s99", "%s99999999999999999999" })
	void anIdThatIsNoneOfThisFeedStartsAnew(String id) {
		settled("one").close();
		String prefix = this.feed.id(0).substring(0, this.feed.id(0).length() - 1);
		Subscription subscription = this.feed.subscribe(List.of("one"), (id != null) ? id.formatted(prefix) : null);
		assertThat(subscription.awaited()).containsExactly("one");
	}

	@Test
	void noMoreListenThanAreAllowed() {
		Subscription first = this.feed.subscribe(BOTH, null);
		this.feed.subscribe(BOTH, null);
		assertThatExceptionOfType(TooManySubscribersException.class)
				.isThrownBy(() -> this.feed.subscribe(BOTH, null));
		first.close();
		assertThat(this.feed.subscribe(BOTH, null)).isNotNull();
	}

	@Test
	void whoDoesNotKeepUpIsSentAwayAndNobodyElse() throws InterruptedException {
		Subscription slow = settled("one");
		Subscription quick = this.feed.subscribe(List.of("one"), this.feed.id(1));
		for (int i = 0; i < 3; i++) {
			check("one", Reason.PENDING_MIGRATIONS);
			check("one", Reason.AT_HEAD);
			assertThat(heard(quick)).hasSize(2);
		}
		assertThat(slow.hasEnded()).isTrue();
		assertThat(heard(slow)).isEmpty();
		assertThat(quick.hasEnded()).isFalse();
	}

	@Test
	void aClosedFeedEndsAllSubscriptions() {
		Subscription subscription = settled("one");
		this.feed.close();
		assertThat(subscription.hasEnded()).isTrue();
		assertThat(this.feed.subscribe(BOTH, null).hasEnded()).isTrue();
		assertThat(this.feed.subscribers()).isZero();
	}

	@Test
	void theWatchedComponentsAreThoseOfTheSubscribers() {
		assertThat(this.feed.watched()).isEmpty();
		Subscription subscription = settled("one");
		Subscription other = this.feed.subscribe(BOTH, null);
		assertThat(this.feed.watched()).containsExactlyInAnyOrder("one", "two");
		assertThat(this.poller.watched()).containsExactlyInAnyOrder("one", "two");
		other.close();
		other.close();
		assertThat(this.feed.watched()).containsExactly("one");
		subscription.close();
		assertThat(this.feed.watched()).isEmpty();
		assertThat(this.poller.watched()).isEmpty();
	}

	@Test
	void whoListensForAllHearsOfAComponentThatComes() throws InterruptedException {
		Subscription all = this.feed.subscribe(null, null);
		Subscription both = this.feed.subscribe(BOTH, null);
		for (Subscription subscription : List.of(all, both)) {
			BOTH.forEach(subscription::checked);
		}
		this.components.add(TestComponents.component("three"));
		assertThat(this.feed.watched()).containsExactlyInAnyOrder("one", "two", "three");
		check("three", Reason.AT_HEAD);
		assertThat(heard(all)).containsExactly("three AT_HEAD");
		assertThat(heard(both)).isEmpty();
		all.close();
		assertThat(this.feed.watched()).containsExactlyInAnyOrder("one", "two");
	}

	@Test
	void aComponentThatGoesIsHeardOfOnceAndThenForgotten() throws InterruptedException {
		Subscription subscription = settled("one");
		this.components.remove("one");
		assertThat(events(subscription)).singleElement()
				.satisfies((event) -> assertThat(event.component()).isEqualTo("one"))
				.satisfies((event) -> assertThat(event.report()).isNull())
				.satisfies((event) -> assertThat(event.id()).isEqualTo(this.feed.id(2)));
		assertThat(this.feed.watched()).isEmpty();
		// A check that ended late.
		check("one", Reason.PENDING_MIGRATIONS);
		assertThat(heard(subscription)).isEmpty();
		assertThat(heard(this.feed.subscribe(List.of("two"), this.feed.id(2)))).isEmpty();
	}

	@Test
	void aComponentThatGoesIsNotAwaitedAnyMore() throws InterruptedException {
		Subscription subscription = this.feed.subscribe(BOTH, null);
		this.components.remove("one");
		assertThat(subscription.awaited()).containsExactly("two");
		check("two", Reason.AT_HEAD);
		subscription.checked("two");
		assertThat(ids(subscription)).containsExactly(this.feed.id(2));
	}

	@Test
	void whoComesBackHearsThatAComponentHasGone() throws InterruptedException {
		settled("one").close();
		String left = this.feed.id(1);
		this.components.remove("two");
		assertThat(heard(this.feed.subscribe(BOTH, left))).containsExactly("two gone");
	}

	private StatusReport check(String component, Reason reason) {
		StatusReport report = TestReports.report(component, reason);
		this.feed.checked(report);
		return report;
	}

	/** A subscriber that has heard of its component, which is at head. */
	private Subscription settled(String component) {
		Subscription subscription = this.feed.subscribe(List.of(component), null);
		check(component, Reason.AT_HEAD);
		subscription.checked(component);
		try {
			assertThat(heard(subscription)).containsExactly(component + " AT_HEAD");
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
		return subscription;
	}

	private static List<String> heard(Subscription subscription) throws InterruptedException {
		return events(subscription).stream()
				.map((event) -> event.component() + " " + reason(event))
				.toList();
	}

	private static String reason(Event event) {
		StatusReport report = event.report();
		return (report != null) ? report.reason().toString() : "gone";
	}

	private static List<String> ids(Subscription subscription) throws InterruptedException {
		List<String> ids = new ArrayList<>();
		events(subscription).forEach((event) -> ids.add(event.id()));
		return ids;
	}

	private static List<Event> events(Subscription subscription) throws InterruptedException {
		List<Event> events = new ArrayList<>();
		for (Event event = subscription.next(); event != null; event = subscription.next()) {
			events.add(event);
		}
		return events;
	}

}

package ai.backend.dbstatus.status.poll;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import ai.backend.dbstatus.component.UnknownComponentException;
import ai.backend.dbstatus.status.report.Reason;
import ai.backend.dbstatus.status.report.StatusReport;
import ai.backend.dbstatus.testsupport.TestReports;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

@Timeout(60)
class PollerTests {

	private static final Pace SHORT = Pace.every(Duration.ofMillis(20));

	private static final Pace LONG = Pace.every(Duration.ofDays(1));

	private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

	private final List<String> checked = new CopyOnWriteArrayList<>();

	private final Poller poller = new Poller(this::check, this.executor);

	private final CountDownLatch slow = new CountDownLatch(1);

	private final AtomicInteger failures = new AtomicInteger();

	@AfterEach
	void stop() {
		this.slow.countDown();
		this.poller.close();
		this.executor.close();
	}

	@Test
	void oneCheckAnIntervalServesAllWhoWatch() {
		List<Listener> listeners = new ArrayList<>();
		long start = System.nanoTime();
		for (int i = 0; i < 1000; i++) {
			Listener listener = new Listener();
			listeners.add(listener);
			this.poller.watch("quick", SHORT, listener);
		}
		Awaitility.await()
				.untilAsserted(() -> assertThat(listeners)
						.allSatisfy((listener) -> assertThat(listener.polled).hasSizeGreaterThan(9)));
		// Before the last of them, at least nine intervals have passed since the first check.
		long taken = System.nanoTime() - start;
		assertThat((long) this.checked.size()).isLessThanOrEqualTo(taken / SHORT.interval().toNanos() + 1);
	}

	@Test
	void aComponentIsCheckedAsOftenAsTheMostImpatientWants() {
		Listener patient = new Listener();
		this.poller.watch("quick", LONG, patient);
		Listener impatient = new Listener();
		Watch watch = this.poller.watch("quick", SHORT, impatient);
		Awaitility.await().untilAsserted(() -> assertThat(impatient.polled).hasSizeGreaterThan(2));
		watch.close();
		// Once the impatient one has left, only the patient one's interval counts.
		AtomicInteger before = new AtomicInteger();
		Awaitility.await()
				.during(SHORT.interval().multipliedBy(10))
				.until(() -> before.getAndSet(this.checked.size()) == this.checked.size());
		assertThat(patient.polled).hasSizeGreaterThanOrEqualTo(impatient.polled.size());
		assertThat(this.poller.watched()).containsExactly("quick");
	}

	@Test
	void whoWantsACheckAtOnceNeedNotWaitForAnInterval() {
		this.poller.watch("quick", LONG, new Listener());
		Listener listener = new Listener();
		this.poller.watchNow("quick", LONG, listener);
		Awaitility.await().untilAsserted(() -> assertThat(listener.polled).hasSize(1));
	}

	@Test
	void whoComesDuringACheckIsToldOfTheNextOneOnly() {
		Listener early = new Listener();
		this.poller.watchNow("slow", SHORT, early);
		Awaitility.await().untilAsserted(() -> assertThat(this.checked).hasSize(1));
		Listener late = new Listener();
		this.poller.watchNow("slow", SHORT, late);
		this.slow.countDown();
		Awaitility.await().untilAsserted(() -> assertThat(late.polled).isNotEmpty());
		assertThat(early.polled.getFirst()).isNotSameAs(late.polled.getFirst());
		assertThat(early.polled).contains(late.polled.getFirst());
	}

	@Test
	void aCheckUnderWayIsNotBegunAgainAndDelaysNoOtherComponent() {
		this.poller.watchNow("slow", SHORT, new Listener());
		Listener quick = new Listener();
		this.poller.watchNow("quick", SHORT, quick);
		Awaitility.await().untilAsserted(() -> assertThat(quick.polled).hasSizeGreaterThan(4));
		assertThat(this.checked.stream().filter("slow"::equals)).hasSize(1);
	}

	@Test
	void whoHasGoneIsNotCheckedFor() {
		CountDownLatch asked = new CountDownLatch(1);
		List<Watch> watch = new CopyOnWriteArrayList<>();
		watch.add(this.poller.watch("quick", SHORT, new Listener() {

			@Override
			public boolean isPresent() {
				asked.countDown();
				watch.forEach(Watch::close);
				return false;
			}

		}));
		Awaitility.await().untilAsserted(() -> assertThat(asked.getCount()).isZero());
		Awaitility.await().untilAsserted(() -> assertThat(this.poller.watched()).isEmpty());
		assertThat(this.checked).isEmpty();
	}

	@Test
	void neitherADefectOfACheckNorOneOfAListenerEndsTheOthersWatch() {
		this.failures.set(1);
		Listener listener = new Listener();
		this.poller.watch("quick", SHORT, (_) -> {
			throw new IllegalStateException("for this test");
		});
		this.poller.watch("quick", SHORT, listener);
		Awaitility.await().untilAsserted(() -> assertThat(listener.polled).hasSizeGreaterThan(2));
	}

	@Test
	void aComponentThatHasGoneIsNotWatchedAnyMore() {
		Listener listener = new Listener();
		this.poller.watchNow("gone", SHORT, listener);
		Awaitility.await().untilAsserted(() -> assertThat(listener.gone).containsExactly("gone"));
		assertThat(this.poller.watched()).isEmpty();
		assertThat(listener.polled).isEmpty();
	}

	@Test
	void whatNobodyWatchesIsForgotten() {
		Watch one = this.poller.watch("quick", LONG, new Listener());
		Watch other = this.poller.watch("quick", LONG, new Listener());
		one.close();
		one.close();
		assertThat(this.poller.watched()).containsExactly("quick");
		other.close();
		assertThat(this.poller.watched()).isEmpty();
	}

	@Test
	void anIntervalVariesByATenthWhereItIsToVary() {
		long second = Duration.ofSeconds(1).toNanos();
		assertThat(Pace.every(Duration.ofSeconds(1)).nextNanos()).isEqualTo(second);
		for (int i = 0; i < 100; i++) {
			assertThat(Pace.about(Duration.ofSeconds(1)).nextNanos()).isBetween(second * 9 / 10, second * 11 / 10);
		}
		assertThatIllegalArgumentException().isThrownBy(() -> Pace.every(Duration.ZERO));
	}

	private StatusReport check(String component) {
		this.checked.add(component);
		if (component.equals("gone")) {
			throw new UnknownComponentException(component, List.of());
		}
		if (component.equals("slow")) {
			try {
				this.slow.await();
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		}
		if (this.failures.getAndDecrement() > 0) {
			throw new IllegalStateException("for this test");
		}
		return TestReports.report(component, Reason.AT_HEAD, "check " + this.checked.size());
	}

	private static class Listener implements PollListener {

		final List<StatusReport> polled = new CopyOnWriteArrayList<>();

		final List<String> gone = new CopyOnWriteArrayList<>();

		@Override
		public void polled(StatusReport report) {
			this.polled.add(report);
		}

		@Override
		public void gone(String component) {
			this.gone.add(component);
		}

	}

}

package ai.backend.dbstatus.status;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ComponentWatchTests {

	private static final Duration INTERVAL = Duration.ofMillis(20);

	private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

	@AfterEach
	void stop() {
		this.timer.shutdownNow();
	}

	@Test
	void oneCheckAnIntervalServesAllWhoWait() throws Exception {
		AtomicInteger checks = new AtomicInteger();
		CountDownLatch ten = new CountDownLatch(10);
		ComponentWatch watch = watch(() -> {
			checks.incrementAndGet();
			ten.countDown();
			return report(Reason.PENDING_MIGRATIONS);
		});
		long start = System.nanoTime();
		for (int i = 0; i < 1000; i++) {
			watch.add(waiting(() -> false));
		}
		assertThat(ten.await(30, TimeUnit.SECONDS)).isTrue();
		Duration taken = Duration.ofNanos(System.nanoTime() - start);
		assertThat(taken).isGreaterThanOrEqualTo(INTERVAL.multipliedBy(10));
	}

	@Test
	void allAreToldWhatTheyWaitFor() throws Exception {
		AtomicBoolean migrated = new AtomicBoolean();
		ComponentWatch watch = watch(
				() -> report(migrated.get() ? Reason.AT_HEAD : Reason.PENDING_MIGRATIONS));
		List<Wait> waits = List.of(waiting(() -> false), waiting(() -> false), waiting(() -> false));
		waits.forEach(watch::add);
		migrated.set(true);
		for (Wait wait : waits) {
			assertThat(wait.answer().get(30, TimeUnit.SECONDS)).containsExactly(report(Reason.AT_HEAD));
		}
	}

	@Test
	void whoComesDuringACheckIsNotToldOfIt() throws Exception {
		AtomicInteger checks = new AtomicInteger();
		CountDownLatch began = new CountDownLatch(1);
		CountDownLatch goOn = new CountDownLatch(1);
		ComponentWatch watch = watch(() -> {
			if (checks.incrementAndGet() == 1) {
				began.countDown();
				await(goOn);
				return report(Reason.AT_HEAD);
			}
			return report(Reason.EMPTY_VERSION_TABLE);
		});
		Wait early = waiting(() -> false);
		watch.add(early);
		await(began);
		Wait late = new Wait(List.of(report(Reason.PENDING_MIGRATIONS)),
				new Expectation(Set.of(Status.UP_TO_DATE, Status.UNKNOWN)), () -> false);
		watch.add(late);
		goOn.countDown();
		assertThat(early.answer().get(30, TimeUnit.SECONDS)).containsExactly(report(Reason.AT_HEAD));
		assertThat(late.answer().get(30, TimeUnit.SECONDS)).containsExactly(report(Reason.EMPTY_VERSION_TABLE));
	}

	@Test
	void whoHasGoneIsForgottenWithoutAFurtherCheck() throws Exception {
		AtomicInteger checks = new AtomicInteger();
		ComponentWatch watch = watch(() -> {
			checks.incrementAndGet();
			return report(Reason.PENDING_MIGRATIONS);
		});
		Wait gone = waiting(() -> true);
		gone.answer().whenComplete((_, _) -> watch.remove(gone));
		watch.add(gone);
		assertThat(gone.answer().get(30, TimeUnit.SECONDS)).containsExactly(report(Reason.PENDING_MIGRATIONS));
		assertThat(checks).hasValue(0);
	}

	@Test
	void aDefectOfACheckDoesNotEndTheWatch() throws Exception {
		AtomicInteger checks = new AtomicInteger();
		ComponentWatch watch = watch(() -> {
			if (checks.incrementAndGet() == 1) {
				throw new IllegalStateException("for this test");
			}
			return report(Reason.AT_HEAD);
		});
		Wait wait = waiting(() -> false);
		watch.add(wait);
		assertThat(wait.answer().get(30, TimeUnit.SECONDS)).containsExactly(report(Reason.AT_HEAD));
	}

	private ComponentWatch watch(Supplier<StatusReport> check) {
		return new ComponentWatch(check, INTERVAL, this.timer, (task) -> Thread.ofVirtual().start(task));
	}

	private static Wait waiting(BooleanSupplier abandoned) {
		return new Wait(List.of(report(Reason.PENDING_MIGRATIONS)),
				new Expectation(Set.of(Status.UP_TO_DATE)), abandoned);
	}

	private static StatusReport report(Reason reason) {
		return new StatusReport("shop", new StatusReport.Findings(reason, "", null, List.of(), List.of(), List.of(),
				null, List.of()), Instant.EPOCH, Duration.ZERO);
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}

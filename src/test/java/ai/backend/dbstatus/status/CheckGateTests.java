package ai.backend.dbstatus.status;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class CheckGateTests {

	private static final Duration LONG = Duration.ofMinutes(1);

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void noAnswerIsOlderThanItsQuestionAndOneCheckIsUnderWay(boolean ends) throws Exception {
		AtomicLong world = new AtomicLong();
		AtomicInteger underWay = new AtomicInteger();
		AtomicInteger most = new AtomicInteger();
		CheckGate<Long> gate = new CheckGate<>(() -> {
			most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
			long seen = world.get();
			Thread.yield();
			underWay.decrementAndGet();
			return seen;
		}, () -> ends, LONG, () -> -1L);
		try (ExecutorService executor = ends
				? Executors.newCachedThreadPool()
				: Executors.newVirtualThreadPerTaskExecutor()) {
			List<Future<Boolean>> callers = new ArrayList<>();
			for (int i = 0; i < 64; i++) {
				callers.add(executor.submit(() -> {
					for (int question = 0; question < 500; question++) {
						long before = world.incrementAndGet();
						if (gate.check() < before) {
							return false;
						}
					}
					return true;
				}));
			}
			for (Future<Boolean> caller : callers) {
				assertThat(caller.get(60, TimeUnit.SECONDS)).isTrue();
			}
		}
		assertThat(most).hasValue(1);
	}

	@Test
	void callersThatComeDuringACheckShareTheNextOne() throws Exception {
		CountDownLatch firstBegan = new CountDownLatch(1);
		CountDownLatch goOn = new CountDownLatch(1);
		AtomicInteger checks = new AtomicInteger();
		CheckGate<Integer> gate = new CheckGate<>(() -> {
			int number = checks.incrementAndGet();
			if (number == 1) {
				firstBegan.countDown();
				await(goOn);
			}
			return number;
		}, () -> false, LONG, () -> -1);
		try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
			Future<Integer> first = executor.submit(gate::check);
			firstBegan.await();
			CountDownLatch asked = new CountDownLatch(100);
			List<Future<Integer>> others = new ArrayList<>();
			for (int i = 0; i < 100; i++) {
				others.add(executor.submit(() -> {
					asked.countDown();
					return gate.check();
				}));
			}
			asked.await();
			// All have come; those between the latch and the gate join soon, or at the worst a third check.
			goOn.countDown();
			assertThat(first.get(30, TimeUnit.SECONDS)).isEqualTo(1);
			for (Future<Integer> other : others) {
				assertThat(other.get(30, TimeUnit.SECONDS)).isBetween(2, 3);
			}
		}
		assertThat(checks.get()).isBetween(2, 3);
	}

	@Test
	void aFailureReachesItsCallersAndNotTheNextOnes() {
		AtomicInteger checks = new AtomicInteger();
		CheckGate<String> gate = new CheckGate<>(() -> {
			if (checks.incrementAndGet() == 1) {
				throw new IllegalStateException("broken");
			}
			return "mended";
		}, () -> false, LONG, () -> "late");
		assertThatIllegalStateException().isThrownBy(gate::check).withMessage("broken");
		assertThat(gate.check()).isEqualTo("mended");
	}

	@Test
	void callersOfACheckThatHangsAreAnsweredInTimeAndHoldNoFurtherThread() throws Exception {
		CountDownLatch goOn = new CountDownLatch(1);
		AtomicInteger checks = new AtomicInteger();
		CheckGate<String> gate = new CheckGate<>(() -> {
			checks.incrementAndGet();
			await(goOn);
			return "check";
		}, () -> false, Duration.ofMillis(200), () -> "late");
		try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
			long start = System.nanoTime();
			List<Future<String>> callers = new ArrayList<>();
			for (int i = 0; i < 100; i++) {
				callers.add(executor.submit(gate::check));
			}
			for (Future<String> caller : callers) {
				assertThat(caller.get(10, TimeUnit.SECONDS)).isEqualTo("late");
			}
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(1200));
			assertThat(checks).hasValue(1);
			goOn.countDown();
			// The next call is answered by a check again, be it one that was asked for before.
			assertThat(executor.submit(gate::check).get(10, TimeUnit.SECONDS)).isEqualTo("check");
			assertThat(checks.get()).isBetween(2, 3);
		}
	}

	@Test
	void whoeverAsksAloneMakesACheckThatEnds() throws Exception {
		AtomicBoolean ends = new AtomicBoolean(true);
		CheckGate<Thread> gate = new CheckGate<>(Thread::currentThread, ends::get, LONG, () -> null);
		assertThat(gate.check()).isSameAs(Thread.currentThread());
		ends.set(false);
		assertThat(gate.check()).isNotSameAs(Thread.currentThread());
		ends.set(true);
		assertThat(gate.check()).isSameAs(Thread.currentThread());
		try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
			Thread[] caller = new Thread[1];
			Thread checking = executor.submit(() -> {
				caller[0] = Thread.currentThread();
				return gate.check();
			}).get(30, TimeUnit.SECONDS);
			assertThat(checking).isSameAs(caller[0]);
		}
	}

	@Test
	void aCheckThatMayNotEndHoldsNoPlatformThreadUnlessItMayHangInNativeCode() throws Exception {
		CheckGate<Thread> gate = new CheckGate<>(Thread::currentThread, () -> false, LONG, () -> null);
		assertThat(gate.check().isVirtual()).isTrue();
		CheckGate<Thread> patient = CheckGate.patient(Thread::currentThread);
		assertThat(patient.check().isVirtual()).isFalse();
		try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
			assertThat(executor.submit(patient::check).get(30, TimeUnit.SECONDS).isVirtual()).isFalse();
		}
	}

	@Test
	void callersThatComeDuringTheCheckOfOneWhoAskedAloneShareTheNext() throws Exception {
		CountDownLatch firstBegan = new CountDownLatch(1);
		CountDownLatch goOn = new CountDownLatch(1);
		AtomicInteger checks = new AtomicInteger();
		CheckGate<Integer> gate = new CheckGate<>(() -> {
			int number = checks.incrementAndGet();
			if (number == 1) {
				firstBegan.countDown();
				await(goOn);
				throw new IllegalStateException("broken");
			}
			return number;
		}, () -> true, LONG, () -> -1);
		try (ExecutorService executor = Executors.newCachedThreadPool()) {
			Future<Integer> alone = executor.submit(gate::check);
			firstBegan.await();
			FutureTask<Integer> next = new FutureTask<>(gate::check);
			Thread waiting = Thread.ofPlatform().start(next);
			while (waiting.getState() != Thread.State.TIMED_WAITING) {
				Thread.onSpinWait();
			}
			assertThat(checks).hasValue(1);
			goOn.countDown();
			assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> alone.get(30, TimeUnit.SECONDS))
					.withMessageContaining("broken");
			assertThat(next.get(30, TimeUnit.SECONDS)).isEqualTo(2);
		}
		assertThat(gate.check()).isEqualTo(3);
	}

	@Test
	void anInterruptedCallerStopsWaiting() throws Exception {
		CountDownLatch goOn = new CountDownLatch(1);
		CheckGate<String> gate = new CheckGate<>(() -> {
			await(goOn);
			return "check";
		}, () -> false, LONG, () -> "late");
		FutureTask<String> caller = new FutureTask<>(gate::check);
		Thread thread = Thread.ofVirtual().start(caller);
		thread.interrupt();
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> caller.get(10, TimeUnit.SECONDS))
				.withCauseInstanceOf(CancellationException.class);
		goOn.countDown();
		assertThat(gate.check()).isEqualTo("check");
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}

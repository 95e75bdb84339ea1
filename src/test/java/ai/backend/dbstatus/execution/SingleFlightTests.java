package ai.backend.dbstatus.execution;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class SingleFlightTests {

	private static final Duration LONG = Duration.ofMinutes(1);

	private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

	@AfterEach
	void stop() {
		this.threads.close();
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void noAnswerIsOlderThanItsQuestionAndOneFlightIsUnderWay(boolean run) throws Exception {
		AtomicLong world = new AtomicLong();
		AtomicInteger underWay = new AtomicInteger();
		AtomicInteger most = new AtomicInteger();
		SingleFlight<Long> flight = flight(() -> {
			most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
			long seen = world.get();
			Thread.yield();
			underWay.decrementAndGet();
			return seen;
		});
		try (ExecutorService executor = run
				? Executors.newCachedThreadPool()
				: Executors.newVirtualThreadPerTaskExecutor()) {
			List<Future<Boolean>> callers = new ArrayList<>();
			for (int i = 0; i < 64; i++) {
				callers.add(executor.submit(() -> {
					for (int question = 0; question < 500; question++) {
						long before = world.incrementAndGet();
						if (await(run ? flight.joinOrRun() : flight.join()) < before) {
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
	void thoseWhoComeDuringAFlightShareTheNextOne() throws Exception {
		CountDownLatch firstBegan = new CountDownLatch(1);
		CountDownLatch goOn = new CountDownLatch(1);
		AtomicInteger flights = new AtomicInteger();
		SingleFlight<Integer> flight = flight(() -> {
			int number = flights.incrementAndGet();
			if (number == 1) {
				firstBegan.countDown();
				await(goOn);
			}
			return number;
		});
		CompletableFuture<Integer> first = flight.join();
		await(firstBegan);
		List<CompletableFuture<Integer>> others = new ArrayList<>();
		for (int i = 0; i < 100; i++) {
			others.add((i % 2 == 0) ? flight.join() : flight.joinOrRun());
		}
		goOn.countDown();
		assertThat(await(first)).isEqualTo(1);
		for (CompletableFuture<Integer> other : others) {
			assertThat(await(other)).isEqualTo(2);
		}
		assertThat(flights).hasValue(2);
	}

	@Test
	void aFailureReachesThoseWhoShareItAndNotTheNextOnes() throws Exception {
		AtomicBoolean broken = new AtomicBoolean(true);
		SingleFlight<String> flight = flight(() -> {
			if (broken.get()) {
				throw new IllegalStateException("broken");
			}
			return "mended";
		});
		assertThatIllegalStateException().isThrownBy(() -> await(flight.join())).withMessage("broken");
		assertThatIllegalStateException().isThrownBy(() -> await(flight.joinOrRun())).withMessage("broken");
		broken.set(false);
		assertThat(await(flight.join())).isEqualTo("mended");
		assertThat(await(flight.joinOrRun())).isEqualTo("mended");
	}

	@Test
	void whoeverMayRunItDoesSoWhileNobodyElseDoes() throws Exception {
		SingleFlight<Thread> flight = flight(Thread::currentThread);
		assertThat(flight.joinOrRun()).isCompletedWithValue(Thread.currentThread());
		assertThat(await(flight.join())).isNotSameAs(Thread.currentThread());
		assertThat(flight.joinOrRun()).isCompletedWithValue(Thread.currentThread());
	}

	@Test
	void thoseWhoComeWhileACallerRunsItShareTheNextFlight() throws Exception {
		CountDownLatch firstBegan = new CountDownLatch(1);
		CountDownLatch goOn = new CountDownLatch(1);
		AtomicInteger flights = new AtomicInteger();
		SingleFlight<Integer> flight = flight(() -> {
			int number = flights.incrementAndGet();
			if (number == 1) {
				firstBegan.countDown();
				await(goOn);
				throw new IllegalStateException("broken");
			}
			return number;
		});
		Future<CompletableFuture<Integer>> alone = this.threads.submit(flight::joinOrRun);
		await(firstBegan);
		CompletableFuture<Integer> next = flight.joinOrRun();
		assertThat(next).isNotDone();
		assertThat(flights).hasValue(1);
		goOn.countDown();
		assertThatIllegalStateException().isThrownBy(() -> await(alone.get(30, TimeUnit.SECONDS)))
				.withMessage("broken");
		assertThat(await(next)).isEqualTo(2);
		assertThat(await(flight.joinOrRun())).isEqualTo(3);
	}

	@Test
	void aFlightThatHangsHoldsOneThreadHoweverManyAsk() throws Exception {
		CountDownLatch goOn = new CountDownLatch(1);
		AtomicInteger flights = new AtomicInteger();
		SingleFlight<String> flight = flight(() -> {
			flights.incrementAndGet();
			await(goOn);
			return "done";
		});
		List<CompletableFuture<String>> callers = new ArrayList<>();
		for (int i = 0; i < 100; i++) {
			callers.add(flight.join());
		}
		assertThatExceptionOfType(TimeoutException.class)
				.isThrownBy(() -> TimedWait.await(callers.getLast(), Duration.ofMillis(50)));
		assertThat(flights).hasValue(1);
		goOn.countDown();
		for (CompletableFuture<String> caller : callers) {
			assertThat(await(caller)).isEqualTo("done");
		}
		assertThat(flights.get()).isBetween(1, 2);
	}

	@Test
	void whereThereIsNoThreadTheNextOneWhoAsksTriesAgain() throws Exception {
		AtomicBoolean full = new AtomicBoolean(true);
		SingleFlight<String> flight = new SingleFlight<>(() -> "done", (task) -> {
			if (full.get()) {
				throw new RejectedExecutionException("No thread left");
			}
			this.threads.execute(task);
		});
		assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(flight::join);
		full.set(false);
		assertThat(await(flight.join())).isEqualTo("done");
	}

	private <T> SingleFlight<T> flight(Supplier<T> work) {
		return new SingleFlight<>(work, this.threads);
	}

	private static <T> T await(CompletableFuture<T> answer) throws TimeoutException {
		return TimedWait.await(answer, LONG);
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

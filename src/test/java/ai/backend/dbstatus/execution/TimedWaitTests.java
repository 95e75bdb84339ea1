package ai.backend.dbstatus.execution;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TimedWaitTests {

	private static final Duration LONG = Duration.ofMinutes(1);

	@Test
	void whatIsThereNeedsNoTime() throws Exception {
		CompletableFuture<String> there = CompletableFuture.completedFuture("there");
		assertThat(TimedWait.await(there, Duration.ZERO)).isEqualTo("there");
		assertThat(TimedWait.await(there, Duration.ofSeconds(-1))).isEqualTo("there");
	}

	@Test
	void nobodyWaitsLongerThanAllowedAndTheAnswerIsStillToCome() throws Exception {
		CompletableFuture<String> answer = new CompletableFuture<>();
		assertThatExceptionOfType(TimeoutException.class)
				.isThrownBy(() -> TimedWait.await(answer, Duration.ofMillis(20)));
		assertThatExceptionOfType(TimeoutException.class)
				.isThrownBy(() -> TimedWait.await(answer, Duration.ofSeconds(-1)));
		answer.complete("late");
		assertThat(TimedWait.await(answer, LONG)).isEqualTo("late");
	}

	@Test
	void whatWasThrownIsThrown() {
		IllegalArgumentException thrown = new IllegalArgumentException("broken");
		assertThatExceptionOfType(IllegalArgumentException.class)
				.isThrownBy(() -> TimedWait.await(CompletableFuture.failedFuture(thrown), LONG))
				.isSameAs(thrown);
		assertThatExceptionOfType(IllegalStateException.class)
				.isThrownBy(() -> TimedWait.await(CompletableFuture.failedFuture(new OutOfMemoryError("x")), LONG))
				.withCauseInstanceOf(OutOfMemoryError.class);
	}

	@Test
	void whoeverIsInterruptedStopsWaitingAndStaysInterrupted() {
		FutureTask<Boolean> caller = new FutureTask<>(() -> {
			try {
				TimedWait.await(new CompletableFuture<>(), LONG);
				return false;
			}
			catch (CancellationException ex) {
				return Thread.currentThread().isInterrupted();
			}
		});
		Thread.ofVirtual().start(caller).interrupt();
		assertThat(get(caller)).isTrue();
	}

	private static boolean get(FutureTask<Boolean> task) {
		try {
			return task.get(30, TimeUnit.SECONDS);
		}
		catch (InterruptedException | ExecutionException | TimeoutException ex) {
			throw new IllegalStateException(ex);
		}
	}

}

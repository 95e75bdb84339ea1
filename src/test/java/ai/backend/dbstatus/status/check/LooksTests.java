package ai.backend.dbstatus.status.check;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class LooksTests {

	@Test
	void looksThatDoNotEndHoldAFewThreadsAndNobodyForLong() throws Exception {
		try (ExecutorService threads = Executors.newCachedThreadPool()) {
			Looks looks = new Looks(threads);
			CountDownLatch end = new CountDownLatch(1);
			AtomicInteger begun = new AtomicInteger();
			for (int i = 0; i < 7; i++) {
				assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> looks.take(() -> {
					begun.incrementAndGet();
					await(end);
					return 1;
				}, Duration.ofMillis(100)));
			}
			assertThat(begun.get()).isBetween(1, 4);
			end.countDown();
			assertThat(looks.take(() -> 2, Duration.ofMinutes(1))).isEqualTo(2);
		}
	}

	@Test
	void oneThatFailsGivesItsPlaceBack() {
		Looks looks = new Looks(Runnable::run);
		for (int i = 0; i < 10; i++) {
			assertThatIllegalStateException().isThrownBy(() -> looks.take(() -> {
				throw new IllegalStateException("no");
			}, Duration.ofMinutes(1)));
		}
	}

	private static void await(CountDownLatch end) {
		Awaitility.await().atMost(Duration.ofMinutes(5)).until(() -> end.getCount() == 0);
	}

}

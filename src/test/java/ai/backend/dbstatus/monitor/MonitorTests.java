package ai.backend.dbstatus.monitor;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(20)
class MonitorTests {

	private static final List<String> COMPONENTS = List.of("slow", "quick");

	private final Map<String, AtomicInteger> begun = new ConcurrentHashMap<>();

	private final CompletableFuture<Void> slow = new CompletableFuture<>();

	@Test
	void aCheckUnderWayIsNotBegunAgainAndDelaysNoOther() {
		Monitor monitor = new Monitor("test", Duration.ofDays(1), () -> COMPONENTS, this::check);
		for (int i = 0; i < 3; i++) {
			monitor.round();
		}
		assertThat(begun("slow")).isEqualTo(1);
		assertThat(begun("quick")).isEqualTo(3);
		this.slow.complete(null);
		monitor.round();
		assertThat(begun("slow")).isEqualTo(2);
	}

	@Test
	void aCheckThatCannotBeginDoesNotEndTheMonitor() {
		Monitor monitor = new Monitor("test", Duration.ofDays(1), () -> COMPONENTS, (component) -> {
			if (component.equals("slow")) {
				throw new IllegalStateException("as if the service were closed");
			}
			return check(component);
		});
		monitor.round();
		assertThat(begun("quick")).isEqualTo(1);
	}

	@Test
	void itChecksAtTheStartAndThenAgainAndAgain() throws InterruptedException {
		CountDownLatch checks = new CountDownLatch(5);
		try (Monitor monitor = new Monitor("test", Duration.ofMillis(5), () -> List.of("quick"), (component) -> {
			checks.countDown();
			return check(component);
		})) {
			assertThat(checks.getCount()).isEqualTo(5);
			monitor.start();
			assertThat(checks.await(15, TimeUnit.SECONDS)).isTrue();
		}
	}

	@Test
	void withoutAnIntervalItNeverChecks() throws InterruptedException {
		CountDownLatch checked = new CountDownLatch(1);
		try (Monitor monitor = new Monitor("test", Duration.ZERO, () -> {
			checked.countDown();
			return COMPONENTS;
		}, this::check)) {
			monitor.start();
			assertThat(checked.await(50, TimeUnit.MILLISECONDS)).isFalse();
		}
	}

	private CompletableFuture<Void> check(String component) {
		this.begun.computeIfAbsent(component, (name) -> new AtomicInteger()).incrementAndGet();
		return component.equals("slow") ? this.slow : CompletableFuture.completedFuture(null);
	}

	private int begun(String component) {
		return this.begun.getOrDefault(component, new AtomicInteger()).get();
	}

}

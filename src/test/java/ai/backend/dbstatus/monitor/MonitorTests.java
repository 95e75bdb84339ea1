package ai.backend.dbstatus.monitor;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import ai.backend.dbstatus.component.Components;
import ai.backend.dbstatus.status.poll.Poller;
import ai.backend.dbstatus.status.report.Reason;
import ai.backend.dbstatus.testsupport.TestComponents;
import ai.backend.dbstatus.testsupport.TestReports;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class MonitorTests {

	private static final Duration NEVER_AGAIN = Duration.ofDays(1);

	private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

	private final List<String> checked = new CopyOnWriteArrayList<>();

	private final Poller poller = new Poller((component) -> {
		this.checked.add(component);
		return TestReports.report(component, Reason.AT_HEAD);
	}, this.executor);

	private final Components components = new Components("one");

	@BeforeEach
	void add() {
		this.components.add(TestComponents.component("one"));
	}

	@AfterEach
	void stop() {
		this.poller.close();
		this.executor.close();
	}

	@Test
	void nothingIsCheckedBeforeTheStartAndThenEachComponentAtOnce() {
		Monitor monitor = monitor(NEVER_AGAIN);
		this.components.add(TestComponents.component("two"));
		assertThat(this.poller.watched()).isEmpty();
		monitor.start();
		monitor.start();
		Awaitility.await().untilAsserted(() -> assertThat(this.checked).containsExactlyInAnyOrder("one", "two"));
		monitor.close();
	}

	@Test
	void componentsAreCheckedAgainAndAgainUntilItIsClosed() {
		Monitor monitor = monitor(Duration.ofMillis(5));
		monitor.start();
		Awaitility.await().untilAsserted(() -> assertThat(this.checked).hasSizeGreaterThan(5));
		monitor.close();
		assertThat(this.poller.watched()).isEmpty();
		monitor.start();
		assertThat(this.poller.watched()).isEmpty();
	}

	@Test
	void componentsAreFollowedAsTheyComeChangeAndGo() {
		Monitor monitor = monitor(NEVER_AGAIN);
		monitor.start();
		this.components.add(TestComponents.component("two"));
		Awaitility.await().untilAsserted(() -> assertThat(this.checked).containsExactlyInAnyOrder("one", "two"));
		this.components.replace(TestComponents.component("two"));
		Awaitility.await()
				.untilAsserted(() -> assertThat(this.checked).containsExactlyInAnyOrder("one", "two", "two"));
		this.components.remove("one");
		assertThat(this.poller.watched()).containsExactly("two");
		monitor.close();
	}

	@Test
	void withoutAnIntervalItNeverChecks() {
		Monitor monitor = monitor(Duration.ZERO);
		monitor.start();
		assertThat(this.poller.watched()).isEmpty();
		monitor.close();
	}

	private Monitor monitor(Duration interval) {
		Monitor monitor = new Monitor(this.poller, interval);
		this.components.addListener(monitor);
		return monitor;
	}

}

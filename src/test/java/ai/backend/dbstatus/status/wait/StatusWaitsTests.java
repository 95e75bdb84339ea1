package ai.backend.dbstatus.status.wait;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import ai.backend.dbstatus.component.Components;
import ai.backend.dbstatus.component.UnknownComponentException;
import ai.backend.dbstatus.database.session.DatabaseSessions;
import ai.backend.dbstatus.status.StatusService;
import ai.backend.dbstatus.status.check.ComponentChecks;
import ai.backend.dbstatus.status.poll.Poller;
import ai.backend.dbstatus.status.report.Expectation;
import ai.backend.dbstatus.status.report.Reason;
import ai.backend.dbstatus.status.report.Status;
import ai.backend.dbstatus.status.report.StatusReport;
import ai.backend.dbstatus.testsupport.SqliteProject;
import ai.backend.dbstatus.testsupport.TestComponents;
import ai.backend.dbstatus.testsupport.TestSessions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class StatusWaitsTests {

	private static final Expectation UP_TO_DATE = new Expectation(Set.of(Status.UP_TO_DATE));

	private static final Duration LONG = Duration.ofMinutes(1);

	private static final WaitLimits LIMITS = new WaitLimits(Duration.ofMillis(20), LONG, 3);

	private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

	private final AtomicInteger checks = new AtomicInteger();

	private final DatabaseSessions sessions = TestSessions.open();

	private SqliteProject project;

	private Components components;

	private StatusService service;

	private Poller poller;

	private StatusWaits waits;

	@BeforeEach
	void start(@TempDir Path directory) {
		this.project = new SqliteProject(directory).script("a1aa", "One").script("b2bb", "Two", "a1aa").stamp("a1aa");
		ComponentChecks checks = new ComponentChecks(this.sessions, TestComponents.SETTINGS);
		checks.addListener((_) -> this.checks.incrementAndGet());
		this.components = new Components("shop");
		this.components.addListener(checks);
		this.components.addAll(List.of(TestComponents.component("shop", directory),
				TestComponents.component("bar", directory)));
		this.service = new StatusService(this.components, checks, this.executor);
		this.poller = new Poller(this.service::check, this.executor);
		this.waits = new StatusWaits(this.service, LIMITS, this.poller);
	}

	@AfterEach
	void stop() {
		this.waits.close();
		this.poller.close();
		this.executor.close();
		this.sessions.close();
	}

	@Test
	void whatHoldsAlreadyIsAnsweredByOneCheck() {
		Awaitility.await().until(() -> this.service.check("shop").settled());
		this.checks.set(0);
		assertThat(await(new Expectation(Set.of(Status.BEHIND)), LONG)).isCompleted();
		assertThat(this.checks).hasValue(1);
		assertThat(this.waits.size()).isZero();
	}

	@Test
	void aWaitEndsAsSoonAsTheExpectationHolds() throws Exception {
		CompletableFuture<List<StatusReport>> answer = await(UP_TO_DATE, LONG);
		assertThat(answer).isNotDone();
		this.project.stamp("b2bb");
		assertThat(answer.get(30, TimeUnit.SECONDS)).extracting(StatusReport::status)
				.containsExactly(Status.UP_TO_DATE);
		assertThat(this.waits.size()).isZero();
	}

	@Test
	void whenTheTimeIsOverTheLastReportIsTheAnswer() throws Exception {
		CompletableFuture<List<StatusReport>> answer = await(UP_TO_DATE, Duration.ofMillis(300));
		assertThat(answer.get(30, TimeUnit.SECONDS)).extracting(StatusReport::status).containsExactly(Status.BEHIND);
		assertThat(this.checks.get()).isGreaterThan(1);
		// Whoever waits for the answer may hear of it before it is taken from the list.
		Awaitility.await().untilAsserted(() -> assertThat(this.waits.size()).isZero());
	}

	@Test
	void noTimeAtAllIsOneCheck() {
		assertThat(await(UP_TO_DATE, Duration.ZERO)).isCompleted();
		assertThat(this.checks).hasValue(1);
	}

	@Test
	void anErrorThatIsNotRetryableIsWaitedForToo() throws Exception {
		this.project.script("c3cc", "Refers to nothing", "missing");
		CompletableFuture<List<StatusReport>> answer = await(UP_TO_DATE, LONG);
		assertThat(answer).isNotDone();
		this.project.script("c3cc", "Mended", "b2bb").stamp("c3cc");
		assertThat(answer.get(30, TimeUnit.SECONDS)).extracting(StatusReport::reason).containsExactly(Reason.AT_HEAD);
	}

	@Test
	void anUnknownComponentIsNotWaitedFor() {
		assertThatExceptionOfType(UnknownComponentException.class)
				.isThrownBy(() -> this.waits.await(List.of("nope"), UP_TO_DATE, LONG, () -> false));
	}

	@Test
	void allComponentsMustHold() throws Exception {
		CompletableFuture<List<StatusReport>> answer = this.waits.await(List.of("bar", "shop"), UP_TO_DATE, LONG,
				() -> false);
		assertThat(answer).isNotDone();
		this.project.stamp("b2bb");
		assertThat(answer.get(30, TimeUnit.SECONDS)).extracting(StatusReport::component).containsExactly("bar", "shop");
		assertThat(answer.join()).allMatch((report) -> report.status() == Status.UP_TO_DATE);
	}

	@Test
	void aCallerWhoHasGoneIsForgottenAndTheChecksStop() throws Exception {
		AtomicBoolean gone = new AtomicBoolean();
		CompletableFuture<List<StatusReport>> answer = this.waits.await(List.of("shop"), UP_TO_DATE, LONG, gone::get);
		gone.set(true);
		answer.get(30, TimeUnit.SECONDS);
		// Whoever waits for the answer may hear of it before it is taken from the list.
		Awaitility.await().untilAsserted(() -> assertThat(this.waits.size()).isZero());
		assertThat(this.poller.watched()).isEmpty();
	}

	@Test
	void whoCancelsIsForgotten() {
		CompletableFuture<List<StatusReport>> answer = await(UP_TO_DATE, LONG);
		assertThat(this.waits.size()).isOne();
		answer.cancel(false);
		assertThat(this.waits.size()).isZero();
	}

	@Test
	void moreThanMayWaitAreRefusedUntilOneLeaves() {
		List<CompletableFuture<List<StatusReport>>> answers = List.of(await(UP_TO_DATE, LONG),
				await(UP_TO_DATE, LONG), await(UP_TO_DATE, LONG));
		assertThatExceptionOfType(TooManyWaitsException.class).isThrownBy(() -> await(UP_TO_DATE, LONG))
				.withMessageContaining("3 callers");
		answers.getFirst().cancel(false);
		assertThat(await(UP_TO_DATE, LONG)).isNotDone();
	}

	@Test
	void whenTheServiceEndsAllWaitsEnd() throws Exception {
		CompletableFuture<List<StatusReport>> answer = await(UP_TO_DATE, LONG);
		this.waits.close();
		assertThat(answer).isCompleted();
		assertThat(answer.get()).extracting(StatusReport::status).containsExactly(Status.BEHIND);
		assertThat(await(UP_TO_DATE, LONG)).isCompleted();
	}

	@Test
	void aComponentThatGoesIsNotWaitedForAnyMore() throws Exception {
		CompletableFuture<List<StatusReport>> both = this.waits.await(List.of("bar", "shop"), UP_TO_DATE, LONG,
				() -> false);
		CompletableFuture<List<StatusReport>> one = await(UP_TO_DATE, LONG);
		this.components.remove("shop");
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> one.get(30, TimeUnit.SECONDS))
				.withCauseInstanceOf(UnknownComponentException.class);
		assertThat(both).isNotDone();
		this.project.stamp("b2bb");
		assertThat(both.get(30, TimeUnit.SECONDS)).extracting(StatusReport::component).containsExactly("bar");
	}

	@Test
	void aComponentThatChangesIsWaitedForAsItIsThen() throws Exception {
		CompletableFuture<List<StatusReport>> answer = await(new Expectation(Set.of(Status.ERROR)), LONG);
		assertThat(answer).isNotDone();
		this.components.replace(TestComponents.component("shop", Path.of("nowhere")));
		assertThat(answer.get(30, TimeUnit.SECONDS)).extracting(StatusReport::reason)
				.containsExactly(Reason.CONFIG_NOT_FOUND);
	}

	private CompletableFuture<List<StatusReport>> await(Expectation expectation, Duration atMost) {
		return this.waits.await(List.of("shop"), expectation, atMost, () -> false);
	}

}

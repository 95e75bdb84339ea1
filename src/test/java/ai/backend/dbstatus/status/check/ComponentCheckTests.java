package ai.backend.dbstatus.status.check;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

import ai.backend.dbstatus.alembic.config.ConfigLocation;
import ai.backend.dbstatus.alembic.source.archive.ArchiveLimits;
import ai.backend.dbstatus.component.Component;
import ai.backend.dbstatus.component.DatabaseSettings;
import ai.backend.dbstatus.database.session.DatabaseSessions;
import ai.backend.dbstatus.status.change.ChangeJournal;
import ai.backend.dbstatus.status.change.ChangeMemory;
import ai.backend.dbstatus.status.history.RevisionInfo;
import ai.backend.dbstatus.status.observation.Observer;
import ai.backend.dbstatus.status.observation.SharedProject;
import ai.backend.dbstatus.status.observation.SharedRefs;
import ai.backend.dbstatus.status.report.Reason;
import ai.backend.dbstatus.status.report.StatusReport;
import ai.backend.dbstatus.testsupport.SqliteProject;
import ai.backend.dbstatus.testsupport.TestComponents;
import ai.backend.dbstatus.testsupport.TestSessions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ComponentCheckTests {

	private static final Duration LONG = Duration.ofMinutes(1);

	private final DatabaseSessions sessions = TestSessions.open();

	private final List<ReportListener> listeners = new CopyOnWriteArrayList<>();

	private final List<StatusReport> heard = new CopyOnWriteArrayList<>();

	private final AtomicLong ticks = new AtomicLong();

	private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-22T14:08:00Z"));

	private SqliteProject project;

	@TempDir
	private Path directory;

	@BeforeEach
	void start() {
		this.project = new SqliteProject(this.directory).script("a1aa", "One")
				.script("b2bb", "Two", "a1aa")
				.stamp("a1aa");
		this.listeners.add(this.heard::add);
	}

	@AfterEach
	void stop() {
		this.sessions.close();
	}

	@Test
	void eachQuestionIsAnsweredByACheckOfItsOwn() {
		ComponentCheck check = check(Duration.ZERO, LONG);
		assertThat(check.check().reason()).isEqualTo(Reason.PENDING_MIGRATIONS);
		this.project.stamp("b2bb");
		assertThat(check.check().reason()).isEqualTo(Reason.AT_HEAD);
		this.project.script("c3cc", "Three", "b2bb");
		assertThat(check.check().reason()).isEqualTo(Reason.PENDING_MIGRATIONS);
		assertThat(this.heard).extracting(StatusReport::reason)
				.containsExactly(Reason.PENDING_MIGRATIONS, Reason.AT_HEAD, Reason.PENDING_MIGRATIONS);
	}

	@Test
	void whatLooksTheSameIsJudgedOnce() {
		ComponentCheck check = check(Duration.ZERO, LONG);
		StatusReport first = check.check();
		this.now.set(this.now.get().plusSeconds(1));
		StatusReport second = check.check();
		assertThat(second.findings()).isSameAs(first.findings());
		assertThat(second.checkedAt()).isEqualTo(first.checkedAt().plusSeconds(1));
		assertThat(check.history().view()).isSameAs(check.history().view());
	}

	@Test
	void aReportIsUsedAgainWhileItIsYoungEnough() {
		ComponentCheck check = check(Duration.ofSeconds(10), LONG);
		StatusReport first = check.check();
		this.ticks.set(Duration.ofSeconds(9).toNanos());
		// Whoever sets the clock back keeps no report young.
		this.now.set(this.now.get().minusSeconds(3600));
		assertThat(check.check()).isSameAs(first);
		assertThat(check.history().report()).isSameAs(first);
		this.ticks.set(Duration.ofSeconds(10).toNanos());
		assertThat(check.check()).isNotSameAs(first);
	}

	@Test
	void aListenerThatFailsHarmsNeitherThoseWhoAskNorOtherListeners() {
		this.listeners.addFirst((_) -> {
			throw new IllegalStateException("for this test");
		});
		ComponentCheck check = check(Duration.ZERO, LONG);
		assertThat(check.check().reason()).isEqualTo(Reason.PENDING_MIGRATIONS);
		assertThat(this.heard).hasSize(1);
	}

	@Test
	void theHistoryComesWithTheReportOfTheCheckThatSawIt() {
		ComponentHistory history = check(Duration.ZERO, LONG).history();
		assertThat(history.report().reason()).isEqualTo(Reason.PENDING_MIGRATIONS);
		assertThat(history.view().revisions()).extracting(RevisionInfo::revision).containsExactly("b2bb", "a1aa");
		assertThat(history.report().position().headRevisions()).isEqualTo(history.view().heads());
	}

	@Test
	void withoutScriptsThereIsNoHistoryAndTheReasonSaysWhy() throws Exception {
		this.project.write("migrations/versions/bad.py", "revision = compute()\n");
		ComponentCheck check = check(Duration.ZERO, LONG);
		assertThatExceptionOfType(HistoryUnavailableException.class).isThrownBy(check::history)
				.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.SCRIPT_UNREADABLE));
		Files.delete(this.directory.resolve("migrations/versions/bad.py"));
		assertThat(check.history().view().revisions()).hasSize(2);
	}

	@Test
	void aDefectIsAReportLikeOthersAndSaysNoMore() {
		DatabaseSettings database = new DatabaseSettings("postgresql://postgres@localhost/shop", null, null, null,
				null);
		Component component = new Component("shop", "Shop",
				ConfigLocation.of(this.directory, "alembic.ini"), database, TestComponents.POLICY);
		this.sessions.close();
		ComponentCheck check = check(component, Duration.ZERO, LONG);
		assertThat(check.check().reason()).isEqualTo(Reason.INTERNAL_ERROR);
		assertThat(check.check().verdict().details())
				.isEqualTo("The check failed because of a defect of this service");
		assertThat(this.heard).hasSize(2);
		assertThatExceptionOfType(HistoryUnavailableException.class).isThrownBy(check::history)
				.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.INTERNAL_ERROR));
	}

	@Test
	void whoHasWaitedForTheEndOfACheckAndGetsNoneInTimeIsToldHowFarItIs() throws Exception {
		CountDownLatch goOn = new CountDownLatch(1);
		CountDownLatch underWay = new CountDownLatch(1);
		this.listeners.add((_) -> {
			underWay.countDown();
			await(goOn);
		});
		ComponentCheck check = check(Duration.ZERO, Duration.ofMillis(200));
		try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
			Future<StatusReport> first = executor.submit(() -> check.check());
			await(underWay);
			StatusReport late = check.check();
			assertThat(late.reason()).isEqualTo(Reason.SCRIPT_UNREADABLE);
			assertThat(late.verdict().details()).isEqualTo("Reading the migration scripts has not ended within 0.2 s; "
					+ "the file system that it is on does not answer, or slowly");
			assertThat(late.checkedAt()).isEqualTo(this.now.get().minusMillis(200));
			assertThat(this.heard).hasSize(1);
			goOn.countDown();
			assertThat(first.get(30, TimeUnit.SECONDS).reason()).isEqualTo(Reason.PENDING_MIGRATIONS);
		}
	}

	private ComponentCheck check(Duration maxAge, Duration answerTimeout) {
		return check(TestComponents.component("shop", this.directory), maxAge, answerTimeout);
	}

	private ComponentCheck check(Component component, Duration maxAge, Duration answerTimeout) {
		Observer observer = new Observer(component, new SharedProject(component.project()), null, null, this.sessions,
				answerTimeout);
		return new ComponentCheck(component, observer, new SharedRefs(1),
				new CheckSettings(this.now::get, this.ticks::get, maxAge, answerTimeout,
						new ArchiveLimits(1 << 20, 1000, 1 << 22)),
				this.listeners,
				new ChangeMemory(ChangeJournal.NONE));
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

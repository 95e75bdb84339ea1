package ai.backend.dbstatus.status.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import ai.backend.dbstatus.database.session.DatabaseSessions;
import ai.backend.dbstatus.status.StatusService;
import ai.backend.dbstatus.status.history.RevisionInfo;
import ai.backend.dbstatus.status.report.Expectation;
import ai.backend.dbstatus.status.report.Reason;
import ai.backend.dbstatus.status.report.Status;
import ai.backend.dbstatus.status.report.StatusReport;
import ai.backend.dbstatus.testsupport.GitCommands;
import ai.backend.dbstatus.testsupport.SqliteProject;
import ai.backend.dbstatus.testsupport.TestComponents;
import ai.backend.dbstatus.testsupport.TestSessions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A project whose scripts are changed while they are looked at. The branch {@code main} ends in {@code r59}, the branch
 * {@code next} in {@code s59}, and between the two checkouts there are states in which the last script of one is there and the
 * first of the other is, too.
 */
class CheckoutTests {

	private static final int SCRIPTS = 60;

	private static final Expectation UP_TO_DATE = new Expectation(Set.of(Status.UP_TO_DATE));

	private final Path directory;

	private final SqliteProject project;

	private final GitCommands git;

	private final DatabaseSessions sessions = TestSessions.open();

	CheckoutTests(@TempDir Path directory) {
		this.directory = directory;
		this.project = new SqliteProject(directory);
		this.git = GitCommands.init(directory).write(".gitignore", "shop.db*\n");
		scripts("r");
		this.git.commit("One");
		this.git.run("checkout", "-q", "-b", "next");
		this.git.run("rm", "-q", "-r", "migrations/versions");
		scripts("s");
		this.git.commit("Two");
		this.git.run("checkout", "-q", "main");
	}

	@AfterEach
	void closeSessions() {
		this.sessions.close();
	}

	@Test
	void checkoutsInALoopAreNeverMixedAndOpenNoGate() throws Exception {
		// As no state is that git leaves: the gate may open for none.
		this.project.stamp("r" + (SCRIPTS / 2));
		StatusService service = service();
		AtomicBoolean over = new AtomicBoolean();
		AtomicInteger checkouts = new AtomicInteger();
		Thread writer = Thread.ofPlatform().start(() -> {
			while (!over.get()) {
				this.git.run("checkout", "-q", (checkouts.incrementAndGet() % 2 == 0) ? "main" : "next");
			}
		});
		EnumSet<Reason> reasons = EnumSet.noneOf(Reason.class);
		try {
			while (checkouts.get() < 60 && writer.isAlive()) {
				StatusReport report = service.check("shop");
				reasons.add(report.reason());
				assertThat(heads(report)).as(report.toString()).isIn(switch (report.reason()) {
					case PENDING_MIGRATIONS -> List.of(List.of("r59"));
					case OTHER_BRANCH, UNKNOWN_REVISION -> List.of(List.of("s59"));
					default -> List.of(List.of());
				});
				assertThat(UP_TO_DATE.holds(service.check("shop", UP_TO_DATE::isMetBy))).isFalse();
			}
		}
		finally {
			over.set(true);
			writer.join();
		}
		assertThat(checkouts).hasValueGreaterThanOrEqualTo(60);
		// Which row is of which branch is known when the repository has been searched; which is met, where other work takes the
		// processors, is luck.
		assertThat(reasons).isSubsetOf(Reason.PENDING_MIGRATIONS, Reason.UNKNOWN_REVISION, Reason.OTHER_BRANCH,
				Reason.SCRIPTS_CHANGING);
		assertThat(reasons).containsAnyOf(Reason.PENDING_MIGRATIONS, Reason.UNKNOWN_REVISION, Reason.OTHER_BRANCH);
	}

	@Test
	void whatWasReadBeforeGitBeganStaysTrueUntilAFileChanges() throws IOException {
		this.project.stamp("r59");
		StatusService service = service();
		assertThat(service.check("shop").reason()).isEqualTo(Reason.AT_HEAD);
		Path lock = Files.createFile(this.directory.resolve(".git/index.lock"));
		assertThat(service.check("shop").reason()).isEqualTo(Reason.AT_HEAD);
		Files.delete(this.directory.resolve("migrations/versions/r59.py"));
		StatusReport changing = service.check("shop");
		assertThat(changing.reason()).isEqualTo(Reason.SCRIPTS_CHANGING);
		assertThat(changing.reason().isRetryable()).isTrue();
		assertThat(changing.verdict().details()).contains("git is at work").contains(lock.toString());
		Files.delete(lock);
		assertThat(service.check("shop").status()).isEqualTo(Status.UNRECOGNIZED);
	}

	@Test
	void aLockThatIsThereForAMomentIsWaitedFor() throws Exception {
		this.project.stamp("r59");
		Path lock = Files.createFile(this.directory.resolve(".git/index.lock"));
		StatusService service = service();
		assertThat(service.check("shop").reason()).isEqualTo(Reason.SCRIPTS_CHANGING);
		Thread git = Thread.ofPlatform().start(() -> {
			await().pollDelay(Duration.ofMillis(100)).until(() -> true);
			assertThat(lock.toFile().delete()).isTrue();
		});
		try {
			await().untilAsserted(() -> assertThat(service.check("shop").reason()).isEqualTo(Reason.AT_HEAD));
		}
		finally {
			git.join();
		}
	}

	@Test
	void filesThatComeAndGoAreNoScriptsThatCannotBeRead() throws Exception {
		this.project.stamp("r59");
		StatusService service = service();
		AtomicBoolean over = new AtomicBoolean();
		Path script = this.directory.resolve("migrations/versions/x.py");
		Thread writer = Thread.ofPlatform().start(() -> {
			while (!over.get()) {
				this.project.write("migrations/versions/x.py", "revision = 'x'\ndown_revision = 'r59'\n");
				assertThat(script.toFile().delete()).isTrue();
			}
		});
		EnumSet<Reason> reasons = EnumSet.noneOf(Reason.class);
		try {
			for (int i = 0; i < 100 && writer.isAlive(); i++) {
				reasons.add(service.check("shop").reason());
			}
		}
		finally {
			over.set(true);
			writer.join();
		}
		// An empty file is what the writer makes for a moment, and it is no script.
		assertThat(reasons).isSubsetOf(Reason.AT_HEAD, Reason.PENDING_MIGRATIONS, Reason.SCRIPTS_CHANGING,
				Reason.SCRIPT_UNREADABLE);
		service.check("shop");
		assertThat(service.check("shop").reason()).isEqualTo(Reason.AT_HEAD);
	}

	@Test
	void aGateDoesNotOpenForAStateThatExistsForAMomentOnly() throws Exception {
		// A copy that takes its time: for a while the database is at the head of what has come so far.
		this.project.stamp("r29");
		Path versions = this.directory.resolve("migrations/versions");
		Path away = Files.createDirectory(this.directory.resolve("away"));
		for (int i = 30; i < SCRIPTS; i++) {
			Files.move(versions.resolve("r" + i + ".py"), away.resolve("r" + i + ".py"));
		}
		StatusService service = service();
		StatusReport first = service.check("shop");
		assertThat(first.reason()).isEqualTo(Reason.AT_HEAD);
		assertThat(first.settled()).isFalse();
		assertThat(UP_TO_DATE.holds(first)).isFalse();
		Thread copy = Thread.ofPlatform().start(() -> {
			await().pollDelay(Duration.ofMillis(300)).until(() -> true);
			for (int i = SCRIPTS - 1; i >= 30; i--) {
				assertThat(away.resolve("r" + i + ".py").toFile().renameTo(versions.resolve("r" + i + ".py").toFile()))
						.isTrue();
			}
		});
		try {
			StatusReport report = service.check("shop", UP_TO_DATE::isMetBy);
			assertThat(UP_TO_DATE.holds(report)).as(report.toString()).isFalse();
		}
		finally {
			copy.join();
		}
		this.project.stamp("r59");
		assertThat(UP_TO_DATE.holds(service.check("shop", UP_TO_DATE::isMetBy))).isTrue();
	}

	private void scripts(String prefix) {
		for (int i = 0; i < SCRIPTS; i++) {
			String revision = prefix + i;
			this.project.script(revision, "Number " + i, (i == 0) ? new String[0] : new String[]{ prefix + (i - 1) });
		}
	}

	private StatusService service() {
		return TestComponents.service(this.sessions, TestComponents.component("shop", this.directory));
	}

	private static List<String> heads(StatusReport report) {
		return report.position().headRevisions().stream().map(RevisionInfo::revision).toList();
	}

}

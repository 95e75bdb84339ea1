package ai.backend.dbstatus.journal;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import ai.backend.dbstatus.status.change.ChangeMemory;
import ai.backend.dbstatus.status.change.StatusChange;
import ai.backend.dbstatus.status.report.CurrentRevision;
import ai.backend.dbstatus.status.report.Findings;
import ai.backend.dbstatus.status.report.Position;
import ai.backend.dbstatus.status.report.Reason;
import ai.backend.dbstatus.status.report.Status;
import ai.backend.dbstatus.testsupport.TestPostgres;
import ai.backend.dbstatus.testsupport.TestReports;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class JdbcChangeJournalTests {

	private static final Instant START = Instant.parse("2026-11-22T14:00:00Z");

	private static int databases;

	private final List<JdbcChangeJournal> open = new ArrayList<>();

	@TempDir
	private Path directory;

	@AfterEach
	void close() throws InterruptedException {
		for (JdbcChangeJournal journal : this.open) {
			journal.close();
		}
	}

	private String url(String kind) {
		String name = "journal" + ++databases;
		if (kind.equals("sqlite")) {
			return "jdbc:sqlite:" + this.directory.resolve(name + ".db");
		}
		TestPostgres.shared().createDatabase(name);
		return "jdbc:postgresql://localhost:" + TestPostgres.shared().port() + "/" + name + "?user=postgres";
	}

	/** A memory as it is after a start. */
	private ChangeMemory start(String url) throws InterruptedException {
		JdbcChangeJournal journal = new JdbcChangeJournal(new JournalSettings(url, null, null, Duration.ofDays(90)));
		this.open.add(journal);
		ChangeMemory memory = new ChangeMemory(journal);
		journal.open(memory::restore, Duration.ofSeconds(15));
		return memory;
	}

	private static Findings findings(Reason reason, @Nullable String revision) {
		List<CurrentRevision> rows = (revision != null) ? List.of(new CurrentRevision(revision, null)) : List.of();
		return TestReports.findings(TestReports.verdict(reason, reason.title(), null),
				new Position(rows, List.of(), null, null), null);
	}

	private static Instant see(ChangeMemory memory, Reason reason, @Nullable String revision, int minute) {
		return memory.checked("shop", findings(reason, revision), null, START.plusSeconds(60L * minute));
	}

	private static List<Status> statuses(ChangeMemory memory) {
		return memory.changes("shop").stream().map(StatusChange::status).toList();
	}

	private void awaitWritten() {
		await().until(() -> this.open.stream()
				.allMatch((journal) -> journal.waiting() == 0
						&& journal.last("shop") != null));
	}

	@ParameterizedTest
	@ValueSource(strings = { "sqlite", "postgresql" })
	void whatWasSeenSurvivesARestart(String kind) throws InterruptedException {
		String url = url(kind);
		ChangeMemory first = start(url);
		see(first, Reason.PENDING_MIGRATIONS, "aaa", 0);
		see(first, Reason.CONNECTION_REFUSED, null, 1);
		see(first, Reason.AT_HEAD, "bbb", 2);
		await().untilAsserted(() -> assertThat(statuses(first)).containsExactly(Status.UP_TO_DATE, Status.ERROR,
				Status.BEHIND));
		ChangeMemory second = start(url);
		assertThat(see(second, Reason.AT_HEAD, "bbb", 9)).isEqualTo(START.plusSeconds(120));
		assertThat(statuses(second)).containsExactly(Status.UP_TO_DATE, Status.ERROR, Status.BEHIND);
		assertThat(second.changes("shop").getFirst().revisionsBefore()).containsExactly("aaa");
	}

	@ParameterizedTest
	@ValueSource(strings = { "sqlite", "postgresql" })
	void whatChangedWhileTheServiceWasDownIsAChangeFromWhatWasBefore(String kind) throws InterruptedException {
		String url = url(kind);
		see(start(url), Reason.PENDING_MIGRATIONS, "aaa", 0);
		awaitWritten();
		ChangeMemory second = start(url);
		assertThat(see(second, Reason.AT_HEAD, "bbb", 5)).isEqualTo(START.plusSeconds(300));
		await().untilAsserted(() -> assertThat(statuses(second)).containsExactly(Status.UP_TO_DATE, Status.BEHIND));
		assertThat(second.changes("shop").getFirst().statusBefore()).isEqualTo(Status.BEHIND);
	}

	@Test
	void replicasWriteAChangeOnceAndSeeEachOthers() throws InterruptedException {
		String url = url("postgresql");
		ChangeMemory one = start(url);
		ChangeMemory other = start(url);
		see(one, Reason.PENDING_MIGRATIONS, "aaa", 0);
		see(other, Reason.PENDING_MIGRATIONS, "aaa", 1);
		see(one, Reason.AT_HEAD, "bbb", 2);
		see(other, Reason.AT_HEAD, "bbb", 3);
		await().untilAsserted(() -> assertThat(statuses(one)).containsExactly(Status.UP_TO_DATE, Status.BEHIND));
		awaitWritten();
		assertThat(statuses(other)).containsExactly(Status.UP_TO_DATE, Status.BEHIND);
	}

	@Test
	void aJournalThatIsAwayHarmsNobodyAndIsWrittenWhenItComes() throws Exception {
		int port;
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			port = socket.getLocalPort();
		}
		JdbcChangeJournal journal = new JdbcChangeJournal(new JournalSettings(
				"jdbc:postgresql://localhost:" + port + "/away", "nobody", "secret", Duration.ofDays(90)));
		this.open.add(journal);
		ChangeMemory memory = new ChangeMemory(journal);
		journal.open(memory::restore, Duration.ofMillis(10));
		see(memory, Reason.PENDING_MIGRATIONS, "aaa", 0);
		assertThat(see(memory, Reason.PENDING_MIGRATIONS, "aaa", 1)).isEqualTo(START);
		assertThat(statuses(memory)).containsExactly(Status.BEHIND);
		assertThat(journal.waiting()).isEqualTo(1);
	}

	@Test
	void aLockedJournalIsWrittenWhenItIsFree() throws Exception {
		String url = url("sqlite");
		ChangeMemory memory = start(url);
		try (Connection lock = DriverManager.getConnection(url)) {
			lock.createStatement().execute("BEGIN EXCLUSIVE");
			assertThat(see(memory, Reason.AT_HEAD, "aaa", 0)).isEqualTo(START);
			assertThat(statuses(memory)).containsExactly(Status.UP_TO_DATE);
			lock.createStatement().execute("COMMIT");
		}
		await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
			try (Connection connection = DriverManager.getConnection(url);
					ResultSet rows = connection.createStatement()
							.executeQuery("SELECT count(*) FROM db_status_change")) {
				assertThat(rows.getInt(1)).isEqualTo(1);
			}
		});
	}

	@Test
	void whatIsOldIsRemovedSaveTheNewestChange() throws Exception {
		String url = url("sqlite");
		ChangeMemory memory = start(url);
		see(memory, Reason.PENDING_MIGRATIONS, "aaa", 0);
		see(memory, Reason.AT_HEAD, "bbb", 1);
		awaitWritten();
		try (Connection connection = DriverManager.getConnection(url)) {
			new JournalTables().prune(connection, START.plusSeconds(600));
			assertThat(new JournalTables().last(connection, "shop", 9)).extracting(StatusChange::status)
					.containsExactly(Status.UP_TO_DATE);
		}
	}

}

package ai.backend.dbstatus.faults;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import ai.backend.dbstatus.testsupport.Pause;
import ai.backend.dbstatus.testsupport.TestProxy.Weather;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Many ask at once while the version changes and the network between service and database is slow, or is cut and mended:
 * no report is older than its request, and the database notices no more than one of them.
 */
class FreshnessTests extends ServiceUnderFaults {

	private static final int POLLERS = 32;

	private static final int CROWD = 200;

	private static final Duration LENGTH = Duration.ofSeconds(2);

	private final AtomicBoolean over = new AtomicBoolean();

	private final List<Thread> threads = new ArrayList<>();

	private final Queue<String> wrong = new ConcurrentLinkedQueue<>();

	FreshnessTests(@LocalServerPort int port) {
		super(port);
	}

	@BeforeEach
	void throughTheNetwork() throws Exception {
		subject.ini(subject.url(subject.network.port()) + "?sslmode=disable");
		// Ends the sessions that earlier tests have left to the pool.
		subject.sqlAlone();
	}

	@AfterEach
	void restore() throws Exception {
		subject.network.weather(Weather.FAIR);
		subject.sql("UPDATE alembic_version SET version_num = 'b2'");
		subject.restoreFiles();
	}

	@ParameterizedTest
	@EnumSource(names = { "FAIR", "SLOW", "CUT" })
	void noReportIsOlderThanItsRequest(Weather weather) throws Exception {
		AtomicLong begun = new AtomicLong();
		AtomicLong done = new AtomicLong();
		AtomicInteger verdicts = new AtomicInteger();
		AtomicInteger sessions = new AtomicInteger();
		whileGoingOn(() -> {
			subject.sql("UPDATE alembic_version SET version_num = 'v" + begun.incrementAndGet() + "'");
			done.set(begun.get());
		});
		for (int i = 0; i < POLLERS; i++) {
			whileGoingOn(() -> {
				long least = done.get();
				Instant asked = Instant.now();
				JsonNode report = status().json();
				String row = report.path("currentRevisions").path(0).path("revision").asString("");
				if (row.startsWith("v")) {
					verdicts.incrementAndGet();
					long seen = Long.parseLong(row.substring(1));
					if (seen < least || seen > begun.get()) {
						this.wrong.add("saw " + seen + " though " + least + " was done when it was asked");
					}
				}
				else if (weather != Weather.CUT && least > 0) {
					this.wrong.add(report.toString());
				}
				if (Instant.parse(report.path("checkedAt").asString()).isBefore(asked.minusMillis(1))) {
					this.wrong.add("asked at " + asked + ": " + report);
				}
			});
		}
		whileGoingOn(() -> sessions.accumulateAndGet(Integer.parseInt(subject.postgres.query("postgres",
				"SELECT count(*) FROM pg_stat_activity WHERE usename = 'subject'")), Math::max));
		goOn(weather);
		assertThat(this.wrong).isEmpty();
		assertThat(done.get()).isGreaterThan(10);
		assertThat(verdicts.get()).isGreaterThan(POLLERS);
		if (weather != Weather.CUT) {
			// One session: at most one check is under way.
			assertThat(sessions).hasValue(1);
		}
	}

	@Test
	void aDeadDatabaseDelaysNobodyElse() throws Exception {
		subject.network.weather(Weather.SILENT);
		AtomicInteger answered = new AtomicInteger();
		AtomicLong slowest = new AtomicLong();
		for (int i = 0; i < CROWD; i++) {
			whileGoingOn(() -> {
				Answer answer = status();
				answered.incrementAndGet();
				slowest.accumulateAndGet(answer.time().toMillis(), Math::max);
			});
		}
		// All have connected; from now on it is not the crowd before the door that delays anybody.
		Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> answered.get() >= CROWD);
		int connections = subject.network.connections();
		List<Long> others = new ArrayList<>();
		whileGoingOn(() -> {
			long start = System.nanoTime();
			assertThat(get("/components/bystander/db-status").statusCode()).isEqualTo(200);
			assertThat(get("/actuator/health/liveness").statusCode()).isEqualTo(200);
			others.add((System.nanoTime() - start) / 1_000_000);
			Pause.ofMillis(20);
		});
		goOn(Weather.SILENT);
		// Connecting may take a second; whoever comes meanwhile waits for that and for the next.
		assertThat(slowest.get()).isLessThan(3500);
		// Two hundred callers, and the database was not asked more often than one who waits for each answer would.
		assertThat(subject.network.connections() - connections).isLessThan(12);
		assertThat(this.wrong).isEmpty();
		assertThat(others).hasSizeGreaterThan(5);
		assertThat(others.stream().sorted().skip(others.size() / 2).findFirst().orElseThrow()).isLessThan(300);
	}

	/**
	 * Something that is done again and again.
	 */
	private interface Activity {

		void go() throws Exception;

	}

	private void whileGoingOn(Activity activity) {
		this.threads.add(Thread.ofVirtual().start(() -> {
			while (!this.over.get()) {
				try {
					activity.go();
				}
				catch (Throwable ex) {
					this.wrong.add(ex.toString());
				}
			}
		}));
	}

	private void goOn(Weather weather) throws InterruptedException {
		for (int i = 0; i < 10; i++) {
			subject.network.weather((i % 2 == 1) ? weather : (weather == Weather.CUT) ? Weather.FAIR : weather);
			Pause.of(LENGTH.dividedBy(10));
		}
		this.over.set(true);
		for (Thread thread : this.threads) {
			thread.join();
		}
	}

}

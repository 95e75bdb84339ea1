package ai.backend.dbstatus.health;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import ai.backend.dbstatus.database.DatabaseException;
import ai.backend.dbstatus.database.session.DatabaseHandle;
import ai.backend.dbstatus.database.session.DatabaseQuery;
import ai.backend.dbstatus.database.session.DatabaseSessions;
import ai.backend.dbstatus.database.url.DatabaseUrl;
import ai.backend.dbstatus.testsupport.Http;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Databases that never answer hold all threads that connect: what then is said of the service.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = {
		"db-status.builtin-components=false", "db-status.workdir=src/test/resources/samples",
		"db-status.components.manager.alembic-config=alembic.ini", "db-status.database.max-connections=4",
		"db-status.database.query-timeout=50ms", "db-status.database.lock-timeout=50ms",
		"db-status.database.connect-timeout=50ms", "db-status.answer-timeout=1s" })
class ConnectorsHealthTests {

	@TempDir
	private static Path directory;

	@Autowired
	private DatabaseSessions sessions;

	@LocalServerPort
	private int port;

	private final CountDownLatch end = new CountDownLatch(1);

	private final AtomicInteger holding = new AtomicInteger();

	/** As a file system does that hangs. */
	private final DatabaseQuery<Integer> hanging = new DatabaseQuery<>() {

		@Override
		public String subject() {
			return "nothing";
		}

		@Override
		public Integer ask(DatabaseHandle handle) {
			ConnectorsHealthTests.this.holding.incrementAndGet();
			try {
				ConnectorsHealthTests.this.end.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			return 1;
		}

	};

	private void hold(String file) {
		assertThatExceptionOfType(DatabaseException.class).isThrownBy(() -> this.sessions
				.ask(DatabaseUrl.parse("sqlite:///" + file, null, null, directory), this.hanging));
	}

	private void holdUntil(String file, int threads) {
		Awaitility.await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> {
			hold(file);
			assertThat(this.holding).hasValue(threads);
		});
	}

	@Test
	void readinessSaysThatNoDatabaseCanBeAskedAndLivenessDoesNot() throws IOException {
		Files.createFile(directory.resolve("one.db"));
		Files.createFile(directory.resolve("two.db"));
		Http http = new Http(this.port);
		Awaitility.await()
				.untilAsserted(
						() -> assertThat(http.get("/actuator/health/readiness").statusCode()).isEqualTo(200));
		try {
			// One holds half of them, however often it is asked.
			holdUntil("one.db", 16);
			for (int i = 0; i < 5; i++) {
				hold("one.db");
			}
			assertThat(this.holding).hasValue(16);
			assertThat(http.get("/actuator/health/readiness").statusCode()).isEqualTo(200);
			holdUntil("two.db", 32);
			assertThat(http.get("/actuator/health/readiness").statusCode()).isEqualTo(503);
			assertThat(http.get("/actuator/health/readiness").body()).contains("OUT_OF_SERVICE",
					"Databases that do not answer hold all threads that connect");
			assertThat(http.get("/actuator/health/liveness").statusCode()).isEqualTo(200);
			assertThat(http.get("/components/manager/db-status").body()).contains("TOO_MANY_CONNECTIONS");
		}
		finally {
			this.end.countDown();
		}
		Awaitility.await()
				.untilAsserted(
						() -> assertThat(http.get("/actuator/health/readiness").statusCode()).isEqualTo(200));
	}

}

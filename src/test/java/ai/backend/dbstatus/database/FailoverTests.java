package ai.backend.dbstatus.database;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

import ai.backend.dbstatus.alembic.config.ConfigLocation;
import ai.backend.dbstatus.component.Component;
import ai.backend.dbstatus.component.DatabaseSettings;
import ai.backend.dbstatus.database.session.DatabaseSessions;
import ai.backend.dbstatus.status.StatusService;
import ai.backend.dbstatus.status.report.Expectation;
import ai.backend.dbstatus.status.report.Status;
import ai.backend.dbstatus.status.report.StatusReport;
import ai.backend.dbstatus.testsupport.AlembicProjectFiles;
import ai.backend.dbstatus.testsupport.TestComponents;
import ai.backend.dbstatus.testsupport.TestPostgres;
import ai.backend.dbstatus.testsupport.TestProxy;
import ai.backend.dbstatus.testsupport.TestSessions;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An address that leads to another server from one moment on, while the former still answers whoever is connected to it.
 */
class FailoverTests {

	private static final Expectation UP_TO_DATE = new Expectation(Set.of(Status.UP_TO_DATE));

	/** A connection is used no longer. */
	private static final Duration MOST_AGE = Duration.ofSeconds(5);

	@Test
	void aGateStandsOpenForTheFormerServerNoLongerThanAConnectionLives(@TempDir Path directory) throws IOException {
		new AlembicProjectFiles(directory).script("a1", "One").script("b2", "Two", "a1");
		TestPostgres former = TestPostgres.shared();
		former.createStampedDatabase("failover", "b2");
		try (TestPostgres latter = TestPostgres.start();
				TestProxy address = new TestProxy(former.port());
				DatabaseSessions sessions = TestSessions.open()) {
			latter.createStampedDatabase("failover", "a1");
			StatusService service = TestComponents.service(sessions, new Component("shop", "shop",
					ConfigLocation.of(directory, "alembic.ini"),
					new DatabaseSettings(
							"postgresql://postgres@localhost:" + address.port() + "/failover?sslmode=disable", null,
							null, null, null),
					TestComponents.POLICY));
			assertThat(UP_TO_DATE.holds(service.check("shop", UP_TO_DATE::isMetBy))).isTrue();
			address.leadTo(latter.port());
			long switched = System.nanoTime();
			AtomicReference<@Nullable StatusReport> last = new AtomicReference<>();
			// Somebody asks all the time, so that the connection never is idle.
			Awaitility.await().pollInterval(Duration.ofMillis(50)).atMost(Duration.ofMinutes(1)).until(() -> {
				boolean late = System.nanoTime() - switched >= MOST_AGE.toNanos();
				StatusReport report = service.check("shop");
				last.set(report);
				return late || !UP_TO_DATE.holds(report);
			});
			assertThat(last.get()).isNotNull().extracting(StatusReport::status).isEqualTo(Status.BEHIND);
		}
	}

}

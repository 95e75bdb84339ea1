package ai.backend.dbstatus.health;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import ai.backend.dbstatus.alembic.config.ConfigLocation;
import ai.backend.dbstatus.database.session.DatabaseSessions;
import ai.backend.dbstatus.database.version.VersionTableReader;
import ai.backend.dbstatus.status.Component;
import ai.backend.dbstatus.status.ComponentCheck;
import ai.backend.dbstatus.status.DivergenceCommands;
import ai.backend.dbstatus.status.Observer;
import ai.backend.dbstatus.status.Status;
import ai.backend.dbstatus.status.StatusService;
import ai.backend.dbstatus.testsupport.SqliteProject;
import ai.backend.dbstatus.testsupport.TestSessions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributors.Entry;
import org.springframework.boot.health.contributor.HealthIndicator;

import static org.assertj.core.api.Assertions.assertThat;

class DbStatusHealthContributorTests {

	private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

	private final AtomicInteger checks = new AtomicInteger();

	private final DatabaseSessions sessions = TestSessions.open();

	private final VersionTableReader reader = new VersionTableReader(this.sessions);

	private SqliteProject project;

	private DbStatusHealthContributor contributor;

	@BeforeEach
	void start(@TempDir Path directory) {
		this.project = new SqliteProject(directory).script("a1aa", "One").stamp("a1aa");
		this.contributor = new DbStatusHealthContributor(
				new StatusService(List.of(check("shop"), check("bar")), "shop", this.executor),
				Set.of(Status.UP_TO_DATE));
	}

	@AfterEach
	void stop() {
		this.executor.close();
		this.sessions.close();
	}

	@Test
	void whoeverWalksThroughTheEntriesAsTheProbesDoMakesNoCheck() {
		assertThat(this.contributor.stream()).extracting(Entry::name).containsExactly("shop", "bar");
		assertThat(this.checks).hasValue(0);
	}

	@Test
	void askingOneEntryBeginsTheChecksOfAllOnce() {
		List<Entry> entries = this.contributor.stream().toList();
		assertThat(entries).extracting(DbStatusHealthContributorTests::health)
				.extracting((health) -> health.getStatus().getCode())
				.containsExactly("UP", "UP");
		assertThat(this.checks).hasValue(2);
	}

	private static Health health(Entry entry) {
		return Objects.requireNonNull(((HealthIndicator) entry.contributor()).health());
	}

	private ComponentCheck check(String name) {
		Component component = new Component(name, name,
				ConfigLocation.of(this.project.directory(), "alembic.ini"), null, null, null, null, null, false);
		return new ComponentCheck(component, new Observer(component, this.reader), Map.of(), DivergenceCommands.NONE,
				Clock.systemUTC(), Duration.ZERO, List.of((_) -> this.checks.incrementAndGet()));
	}

}

package ai.backend.dbstatus.health;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import ai.backend.dbstatus.component.Components;
import ai.backend.dbstatus.component.Policy;
import ai.backend.dbstatus.database.session.DatabaseSessions;
import ai.backend.dbstatus.status.StatusService;
import ai.backend.dbstatus.status.action.Actions;
import ai.backend.dbstatus.status.check.ComponentChecks;
import ai.backend.dbstatus.status.report.Status;
import ai.backend.dbstatus.testsupport.SqliteProject;
import ai.backend.dbstatus.testsupport.TestComponents;
import ai.backend.dbstatus.testsupport.TestSessions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributors.Entry;
import org.springframework.boot.health.contributor.HealthIndicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class DbStatusHealthContributorTests {

	private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

	private final AtomicInteger checks = new AtomicInteger();

	private final DatabaseSessions sessions = TestSessions.open();

	private final Components components = new Components("shop");

	private SqliteProject project;

	private StatusService service;

	private DbStatusHealthContributor contributor;

	@BeforeEach
	void start(@TempDir Path directory) {
		this.project = new SqliteProject(directory).script("a1aa", "One").stamp("a1aa");
		ComponentChecks checks = new ComponentChecks(this.sessions, TestComponents.SETTINGS);
		checks.addListener((_) -> this.checks.incrementAndGet());
		this.components.addListener(checks);
		this.components.addAll(List.of(TestComponents.component("shop", directory),
				TestComponents.component("bar", directory)));
		this.service = new StatusService(this.components, checks, this.executor);
		this.contributor = new DbStatusHealthContributor(this.service);
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
		await().until(() -> this.service.check("shop").settled());
		this.checks.set(0);
		List<Entry> entries = this.contributor.stream().toList();
		assertThat(entries).extracting(DbStatusHealthContributorTests::health)
				.extracting((health) -> health.getStatus().getCode())
				.containsExactly("UP", "UP");
		assertThat(this.checks).hasValue(2);
	}

	@Test
	void whatCountsAsUpIsTheComponentsPolicy() {
		this.project.script("b2bb", "Two", "a1aa");
		this.components.replace(TestComponents.component("bar", this.project.directory(),
				new Policy(false, Set.of(Status.BEHIND), Actions.NONE)));
		assertThat(this.contributor.stream()).extracting(DbStatusHealthContributorTests::health)
				.extracting((health) -> health.getStatus().getCode())
				.containsExactly("OUT_OF_SERVICE", "UP");
	}

	@Test
	void componentsAreFollowedAsTheyComeAndGo() {
		assertThat(this.contributor.getContributor("new")).isNull();
		this.components.add(TestComponents.component("new", this.project.directory()));
		this.components.remove("shop");
		assertThat(this.contributor.stream()).extracting(Entry::name).containsExactly("bar", "new");
		assertThat(this.contributor.getContributor("new")).isNotNull();
		assertThat(this.contributor.getContributor("shop")).isNull();
	}

	@Test
	void aComponentThatGoesWhileAllAreAskedIsNobodysHealth() {
		List<Entry> entries = this.contributor.stream().toList();
		this.components.remove("shop");
		assertThat(entries).extracting(DbStatusHealthContributorTests::health)
				.extracting((health) -> health.getStatus().getCode())
				.containsExactly("UNKNOWN", "UP");
	}

	private static Health health(Entry entry) {
		return Objects.requireNonNull(((HealthIndicator) entry.contributor()).health());
	}

}

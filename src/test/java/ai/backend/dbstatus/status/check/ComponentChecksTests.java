package ai.backend.dbstatus.status.check;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import ai.backend.dbstatus.component.Components;
import ai.backend.dbstatus.database.session.DatabaseSessions;
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

class ComponentChecksTests {

	private final DatabaseSessions sessions = TestSessions.open();

	private final ComponentChecks checks = new ComponentChecks(this.sessions, TestComponents.SETTINGS);

	private final Components components = new Components("shop");

	private final List<StatusReport> heard = new CopyOnWriteArrayList<>();

	@TempDir
	private Path directory;

	@BeforeEach
	void start() {
		new SqliteProject(this.directory).script("a1aa", "One").stamp("a1aa");
		this.components.addListener(this.checks);
		this.components.add(TestComponents.component("shop", this.directory));
		this.checks.addListener(this.heard::add);
	}

	@AfterEach
	void stop() {
		this.sessions.close();
	}

	@Test
	void aComponentIsCheckedAsLongAsItIsThere() {
		assertThat(this.checks.check("bar")).isNull();
		this.components.add(TestComponents.component("bar", this.directory));
		assertThat(this.checks.check("bar")).isNotNull()
				.satisfies((report) -> assertThat(report.component()).isEqualTo("bar"))
				.satisfies((report) -> assertThat(report.reason()).isEqualTo(Reason.AT_HEAD));
		this.components.remove("bar");
		assertThat(this.checks.check("bar")).isNull();
		assertThat(this.checks.history("bar")).isNull();
		assertThat(this.checks.check("shop")).isNotNull();
	}

	@Test
	void aComponentThatChangesIsCheckedAsItIsThen() {
		this.components.replace(TestComponents.component("shop", this.directory.resolve("nowhere")));
		assertThat(this.checks.check("shop")).isNotNull()
				.satisfies((report) -> assertThat(report.reason()).isEqualTo(Reason.CONFIG_NOT_FOUND));
	}

	@Test
	void whoListensHearsOfTheChecksOfAllComponentsThoseThatCameBeforeIncluded() {
		this.components.add(TestComponents.component("bar", this.directory));
		this.checks.check("shop");
		this.checks.check("bar");
		assertThat(this.heard).extracting(StatusReport::component).containsExactly("shop", "bar");
	}

}

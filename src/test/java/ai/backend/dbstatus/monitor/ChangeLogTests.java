package ai.backend.dbstatus.monitor;

import ai.backend.dbstatus.status.report.Reason;
import ai.backend.dbstatus.status.report.Status;
import ai.backend.dbstatus.testsupport.TestComponents;
import ai.backend.dbstatus.testsupport.TestReports;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class ChangeLogTests {

	private final ChangeLog log = new ChangeLog();

	@BeforeEach
	void add() {
		this.log.added(TestComponents.component("one"));
	}

	@Test
	void aLineIsWrittenAtEachChangeOfStatusAndNoneOtherwise(CapturedOutput output) {
		this.log.checked(TestReports.report("one", Reason.AT_HEAD));
		this.log.checked(TestReports.report("one", Reason.AT_HEAD));
		this.log.checked(TestReports.report("one", Reason.CONNECTION_REFUSED, "Connection refused to localhost:5432"));
		this.log.checked(TestReports.report("one", Reason.CONNECT_TIMEOUT));
		this.log.checked(TestReports.report("one", Reason.AT_HEAD));
		assertThat(output.getOut().lines().filter((line) -> line.contains("Component 'one'"))).satisfiesExactly(
				(line) -> assertThat(line).contains("INFO")
						.endsWith("Component 'one' is UP_TO_DATE (AT_HEAD): Up-to-date."),
				(line) -> assertThat(line).contains("WARN")
						.endsWith("Component 'one' is ERROR (CONNECTION_REFUSED), was UP_TO_DATE: Cannot connect to"
								+ " database. Connection refused to localhost:5432"),
				(line) -> assertThat(line).contains("INFO")
						.endsWith("Component 'one' is UP_TO_DATE (AT_HEAD), was ERROR: Up-to-date."));
	}

	@Test
	void aMigrationIsALineWhenItBeginsAndOneWhenItEnds(CapturedOutput output) {
		this.log.checked(TestReports.migrating("one", 4711, null));
		this.log.checked(TestReports.migrating("one", 4711, 99L));
		this.log.checked(TestReports.report("one", Reason.CONNECTION_REFUSED));
		this.log.checked(TestReports.migrating("one", 4711, null));
		this.log.checked(TestReports.report("one", Reason.PENDING_MIGRATIONS));
		this.log.checked(TestReports.report("one", Reason.PENDING_MIGRATIONS));
		assertThat(output.getOut()
				.lines()
				.filter((line) -> line.contains("Component 'one': "))
				.map((line) -> line.replaceFirst(".*Component", "Component").replaceFirst("since .* \\(", "since … ("))
				.toList()).containsExactly("Component 'one': A migration is under way since … (alembic, pid 4711).",
						"Component 'one': the migration of pid 4711 has ended.");
	}

	@Test
	void nothingIsWrittenOfAComponentThatHasGone(CapturedOutput output) {
		this.log.removed(TestComponents.component("one"));
		this.log.checked(TestReports.report("one", Reason.AT_HEAD));
		assertThat(output.getOut()).doesNotContain("Component 'one'");
	}

	@Test
	void aLineStaysOneLineWhateverIsInIt() {
		assertThat(ChangeLog.line(TestReports.report("one", Reason.CYCLE, "a\r\nb\u001b[31m"), Status.BEHIND))
				.isEqualTo(
						"Component 'one' is ERROR (CYCLE), was BEHIND: Cycle in the revisions. a\uFFFD\uFFFDb\uFFFD[31m");
	}

}

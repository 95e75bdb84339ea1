package ai.backend.dbstatus.monitor;

import ai.backend.dbstatus.status.Reason;
import ai.backend.dbstatus.status.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class ChangeLogTests {

	private final ChangeLog log = new ChangeLog();

	@Test
	void aLineIsWrittenAtEachChangeOfStatusAndNoneOtherwise(CapturedOutput output) {
		this.log.checked(Reports.of("one", Reason.AT_HEAD));
		this.log.checked(Reports.of("one", Reason.AT_HEAD));
		this.log.checked(Reports.of("one", Reason.CONNECTION_REFUSED, "Connection refused to localhost:5432"));
		this.log.checked(Reports.of("one", Reason.CONNECT_TIMEOUT));
		this.log.checked(Reports.of("one", Reason.AT_HEAD));
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
	void aLineStaysOneLineWhateverIsInIt() {
		assertThat(ChangeLog.line(Reports.of("one", Reason.CYCLE, "a\r\nb\u001b[31m"), Status.BEHIND))
				.isEqualTo("Component 'one' is ERROR (CYCLE), was BEHIND: Cycle in the revisions. a b [31m");
	}

}

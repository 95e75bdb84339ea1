package ai.backend.dbstatus.monitor;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import ai.backend.dbstatus.status.Reason;
import ai.backend.dbstatus.status.StatusReport;
import ai.backend.dbstatus.status.StatusReport.Findings;
import org.jspecify.annotations.Nullable;

/**
 * Reports for tests.
 */
final class Reports {

	private Reports() {
	}

	static StatusReport of(String component, Reason reason) {
		return of(component, reason, null);
	}

	static StatusReport of(String component, Reason reason, @Nullable String details) {
		Findings findings = new Findings(reason, reason.title() + ".", details, List.of(), List.of(), List.of(), null,
				List.of(), null, List.of(), null);
		return new StatusReport(component, findings, Instant.now(), Duration.ofMillis(1));
	}

}

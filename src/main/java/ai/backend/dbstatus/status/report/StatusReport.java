package ai.backend.dbstatus.status.report;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What one check of one component found.
 *
 * @param component the component's name
 * @param findings what was found: all of the report that does not change while nothing changes
 * @param checkedAt when the check began: nothing in the report was read earlier
 * @param duration how long the check took
 */
public record StatusReport(String component, Findings findings, Instant checkedAt, Duration duration) {

	public Status status() {
		return reason().status();
	}

	public Reason reason() {
		return verdict().reason();
	}

	public Verdict verdict() {
		return this.findings.verdict();
	}

	public Position position() {
		return this.findings.position();
	}

	/**
	 * What an upgrade would apply; {@code null} where that is not known.
	 */
	public @Nullable Plan plan() {
		return this.findings.plan();
	}

	/**
	 * The migration that is under way; {@code null} where none is, or none was looked for.
	 */
	public @Nullable Migration migration() {
		return this.findings.migration();
	}

}

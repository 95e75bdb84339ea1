package ai.backend.dbstatus.status.report;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import ai.backend.dbstatus.status.history.AppliedRevisions;
import org.jspecify.annotations.Nullable;

/**
 * What one check of one component found.
 *
 * @param component the component's name
 * @param findings what was found: all of the report that does not change while nothing changes
 * @param applied which revisions the database has
 * @param since when the status was first seen as it is now
 * @param checkedAt when the check began: nothing in the report was read earlier
 * @param duration how long the check took
 * @param settled whether the scripts were seen so before, a while ago, or never change. What was seen once may be half of a
 * change that is under way: a gate does not open for it
 */
public record StatusReport(String component, Findings findings, AppliedRevisions applied, Instant since,
		Instant checkedAt, Duration duration, boolean settled) {

	/**
	 * A report that tells of no single revision, by scripts that are at rest.
	 */
	public StatusReport(String component, Findings findings, Instant since, Instant checkedAt, Duration duration) {
		this(component, findings, AppliedRevisions.UNKNOWN, since, checkedAt, duration, true);
	}

	/**
	 * What the database has of revisions that a caller's code needs, in their order.
	 */
	public List<Need> needs(List<String> revisions) {
		return revisions.stream().map((revision) -> new Need(revision, this.applied.state(revision))).toList();
	}

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

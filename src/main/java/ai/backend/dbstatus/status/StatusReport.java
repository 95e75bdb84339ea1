package ai.backend.dbstatus.status;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

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
		return this.findings.reason().status();
	}

	public Reason reason() {
		return this.findings.reason();
	}

	/**
	 * The verdict and all that goes with it.
	 *
	 * @param reason why the status is what it is
	 * @param summary the status in one sentence
	 * @param details what else there is to say, in one sentence; never a secret
	 * @param currentRevisions the rows of the version table, as they stand there; empty where they are not known
	 * @param headRevisions the heads of the scripts, as {@code alembic heads} lists them; empty where not known
	 * @param pendingRevisions what an upgrade would apply, in the order in which Alembic would apply it; empty where not
	 * known
	 * @param recommendedAction what to do; {@code null} where there is nothing to do
	 * @param warnings what is true and unusual and does not change the status
	 * @param release the release of the newest applied revision that carries one; {@code null} where not known
	 * @param pendingReleases the releases of the pending revisions, each once, in the order of an upgrade
	 * @param divergence why there are several heads; {@code null} where there are not, or where several are allowed
	 */
	public record Findings(Reason reason, String summary, @Nullable String details,
			List<RevisionSummary> currentRevisions, List<RevisionSummary> headRevisions,
			List<PendingRevision> pendingRevisions, @Nullable RecommendedAction recommendedAction,
			List<String> warnings, @Nullable String release, List<String> pendingReleases,
			@Nullable Divergence divergence) {

		public Findings {
			currentRevisions = List.copyOf(currentRevisions);
			headRevisions = List.copyOf(headRevisions);
			pendingRevisions = List.copyOf(pendingRevisions);
			warnings = List.copyOf(warnings);
			pendingReleases = List.copyOf(pendingReleases);
		}

		/**
		 * Findings without releases, and of a history that has not diverged.
		 */
		public Findings(Reason reason, String summary, @Nullable String details,
				List<RevisionSummary> currentRevisions, List<RevisionSummary> headRevisions,
				List<PendingRevision> pendingRevisions, @Nullable RecommendedAction recommendedAction,
				List<String> warnings) {
			this(reason, summary, details, currentRevisions, headRevisions, pendingRevisions, recommendedAction,
					warnings, null, List.of(), null);
		}

		/**
		 * How many revisions an upgrade would apply; {@code null} where that is not known.
		 */
		public @Nullable Integer pendingCount() {
			Status status = this.reason.status();
			return (status.isVerdict() && status != Status.UNRECOGNIZED) ? this.pendingRevisions.size() : null;
		}

	}

}

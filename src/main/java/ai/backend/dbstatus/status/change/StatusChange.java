package ai.backend.dbstatus.status.change;

import java.time.Instant;
import java.util.List;

import ai.backend.dbstatus.status.history.RevisionInfo;
import ai.backend.dbstatus.status.report.Reason;
import ai.backend.dbstatus.status.report.Status;
import org.jspecify.annotations.Nullable;

/**
 * A change of a component that a check saw: of its status, its reason, or the revisions of its database.
 *
 * @param component the component's name
 * @param at when the check began that saw it
 * @param since when the status was first seen that the component has from then on: earlier than {@code at} where only the
 * revisions changed
 * @param statusBefore the status before; {@code null} where the component had not been seen before
 * @param status the status from then on
 * @param reason why
 * @param revisionsBefore the last rows of the version table that were known before; {@code null} where none were
 * @param revisions the rows from then on; {@code null} where they are not known, as without an answer of the database
 * @param applied the revisions that were applied between the two, the oldest first; {@code null} where that is not known
 * @param reverted the revisions that were downgraded, the newest first; {@code null} where that is not known
 * @param release the release of the newest applied revision that carries one; {@code null} where none does
 */
public record StatusChange(String component, Instant at, Instant since, @Nullable Status statusBefore, Status status,
		Reason reason, @Nullable List<String> revisionsBefore, @Nullable List<String> revisions,
		@Nullable Steps applied, @Nullable Steps reverted, @Nullable String release) {

	/**
	 * Some of the revisions of a move.
	 *
	 * @param count how many there are
	 * @param revisions the first of them
	 */
	public record Steps(int count, List<Step> revisions) {

		/** How many are kept: whoever moved further looks into the history. */
		private static final int MOST = 100;

		static Steps of(List<RevisionInfo> revisions) {
			return new Steps(revisions.size(), revisions.stream().limit(MOST).map(Step::of).toList());
		}

	}

	/**
	 * A revision that was applied or downgraded.
	 *
	 * @param revision its id
	 * @param description the first line of its script's docstring, if it has one
	 * @param created when its script says that it was created: an ISO 8601 date-time, with an offset where one is written
	 * @param release the release that its script says it is part of
	 */
	public record Step(String revision, @Nullable String description, @Nullable String created,
			@Nullable String release) {

		static Step of(RevisionInfo revision) {
			return new Step(revision.revision(), revision.description(), revision.created(), revision.release());
		}

	}

}

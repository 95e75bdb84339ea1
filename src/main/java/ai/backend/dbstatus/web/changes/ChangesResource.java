package ai.backend.dbstatus.web.changes;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.TemporalAccessor;
import java.util.List;

import ai.backend.dbstatus.status.change.StatusChange;
import ai.backend.dbstatus.status.report.Reason;
import ai.backend.dbstatus.status.report.Status;
import ai.backend.dbstatus.web.http.MillisecondTime;
import org.jspecify.annotations.Nullable;

/**
 * The last changes of a component as JSON, the newest first.
 */
public record ChangesResource(String component, List<ChangeResource> changes) {

	static ChangesResource of(String component, List<StatusChange> changes) {
		return new ChangesResource(component, changes.stream().map(ChangeResource::of).toList());
	}

	/**
	 * A change. What each is stands in {@code openapi.yaml}.
	 */
	public record ChangeResource(@MillisecondTime Instant at, @MillisecondTime Instant since,
			@Nullable Status statusBefore, Status status, Reason reason, @Nullable List<String> revisionsBefore,
			@Nullable List<String> revisions, @Nullable Integer appliedCount,
			@Nullable List<AppliedRevision> applied, @Nullable Integer revertedCount,
			@Nullable List<AppliedRevision> reverted, @Nullable String release) {

		static ChangeResource of(StatusChange change) {
			StatusChange.Steps applied = change.applied();
			StatusChange.Steps reverted = change.reverted();
			return new ChangeResource(change.at(), change.since(), change.statusBefore(), change.status(),
					change.reason(), change.revisionsBefore(), change.revisions(),
					(applied != null) ? applied.count() : null,
					(applied != null) ? steps(applied, change.at()) : null,
					(reverted != null) ? reverted.count() : null,
					(reverted != null) ? steps(reverted, change.at()) : null, change.release());
		}

		private static List<AppliedRevision> steps(StatusChange.Steps steps, Instant at) {
			return steps.revisions().stream().map((step) -> AppliedRevision.of(step, at)).toList();
		}

	}

	/**
	 * A revision that was applied or downgraded. {@code ageSeconds} is how old its script was then, where it says when it was
	 * created; a time without an offset is taken for UTC.
	 */
	public record AppliedRevision(String revision, @Nullable String description, @Nullable String release,
			@Nullable String created, @Nullable Long ageSeconds) {

		static AppliedRevision of(StatusChange.Step step, Instant at) {
			Instant created = instant(step.created());
			return new AppliedRevision(step.revision(), step.description(), step.release(), step.created(),
					(created != null) ? at.getEpochSecond() - created.getEpochSecond() : null);
		}

		private static @Nullable Instant instant(@Nullable String created) {
			if (created == null) {
				return null;
			}
			try {
				TemporalAccessor time = DateTimeFormatter.ISO_DATE_TIME.parseBest(created, OffsetDateTime::from,
						LocalDateTime::from);
				return (time instanceof OffsetDateTime exact)
						? exact.toInstant()
						: LocalDateTime.from(time).toInstant(ZoneOffset.UTC);
			}
			catch (DateTimeParseException ex) {
				return null;
			}
		}

	}

}

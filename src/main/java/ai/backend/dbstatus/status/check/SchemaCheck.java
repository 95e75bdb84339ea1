package ai.backend.dbstatus.status.check;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import ai.backend.dbstatus.alembic.ConfiguredProject;
import ai.backend.dbstatus.alembic.revision.LocatedState;
import ai.backend.dbstatus.alembic.revision.RevisionException;
import ai.backend.dbstatus.component.Component;
import ai.backend.dbstatus.schema.EvidenceSearch;
import ai.backend.dbstatus.schema.SchemaEvidence;
import ai.backend.dbstatus.schema.SchemaEvidence.RevisionEvidence;
import ai.backend.dbstatus.schema.SchemaVerdict;
import ai.backend.dbstatus.status.history.HistoryView;
import ai.backend.dbstatus.status.history.RevisionInfo;
import ai.backend.dbstatus.status.history.RevisionState;
import ai.backend.dbstatus.status.judgement.SchemaJudge;
import ai.backend.dbstatus.status.observation.Attempt.Failed;
import ai.backend.dbstatus.status.observation.Attempt.Known;
import ai.backend.dbstatus.status.observation.Observer;
import ai.backend.dbstatus.status.observation.Problem;
import ai.backend.dbstatus.status.observation.SchemaObservation;
import ai.backend.dbstatus.status.report.Findings;
import ai.backend.dbstatus.status.report.Reason;
import ai.backend.dbstatus.status.report.SchemaItem;
import ai.backend.dbstatus.status.report.SchemaState;
import org.jspecify.annotations.Nullable;

/**
 * Whether a schema bears out what the version table claims: reads the operations of the revisions and the catalog, and looks
 * for the evidence of those that count as applied. What contradicts counts only if the version table says the same before and
 * afterwards: a migration may have ended in between.
 */
final class SchemaCheck {

	/** Who migrates that often cannot be caught at rest. */
	private static final int MOST_LOOKS = 3;

	private final Component component;

	private final Observer observer;

	private final Looks looks;

	private final Duration atMost;

	/**
	 * A check of a component's schema.
	 * @param looks at the scripts, and comparisons
	 * @param atMost how long a look may take
	 */
	SchemaCheck(Component component, Observer observer, Looks looks, Duration atMost) {
		this.component = component;
		this.observer = observer;
		this.looks = looks;
		this.atMost = atMost;
	}

	/**
	 * Holds the schema against what was seen.
	 * @param first what was seen of scripts and version table before
	 * @param again sees it again
	 * @param tenant whose schema it is; {@code null} where the component has no tenants
	 */
	Held hold(Sight first, Supplier<Sight> again, @Nullable String tenant) {
		Sight sight = first;
		for (int i = 0; i < MOST_LOOKS; i++) {
			HistoryView view = sight.judgement().history();
			if (view == null) {
				return unproven(sight, sight.judgement().findings().verdict().explanation());
			}
			Look look = look(view, sight, tenant);
			if (look.problem() != null || look.evidence().verdict() != SchemaVerdict.CONTRADICTED) {
				return held(sight, view, look);
			}
			Sight next = again.get();
			if (next.isAs(sight)) {
				return held(next, view, look);
			}
			sight = next;
		}
		return unproven(sight, "The version table changed again and again while the catalog was read");
	}

	private static Held unproven(Sight sight, String details) {
		return new Held(sight, sight.judgement().findings().with(SchemaState.unproven(details)), List.of());
	}

	private Look look(HistoryView view, Sight sight, @Nullable String tenant) {
		Findings findings = sight.judgement().findings();
		if (!(view.database() instanceof LocatedState)) {
			return Look.nothing(findings.verdict().explanation());
		}
		try {
			ConfiguredProject project = sight.project();
			return this.looks.take(() -> look(view, findings, project, tenant), this.atMost);
		}
		catch (TimeoutException ex) {
			return new Look(SchemaEvidence.NONE, null, this.observer.lateOperations());
		}
	}

	private Look look(HistoryView view, Findings findings, @Nullable ConfiguredProject project,
			@Nullable String tenant) {
		Set<String> applied = view.revisions()
				.stream()
				.filter((revision) -> revision.state() == RevisionState.APPLIED)
				.map(RevisionInfo::revision)
				.collect(Collectors.toSet());
		boolean unstamped = findings.verdict().reason() == Reason.UNSTAMPED_SCHEMA;
		if (applied.isEmpty() && !unstamped) {
			return Look.nothing("No revision is applied");
		}
		try {
			return switch (this.observer.schema(view.history(), project, tenant)) {
				case Failed<SchemaObservation>(Problem problem) -> new Look(SchemaEvidence.NONE, null, problem);
				case Known<SchemaObservation>(SchemaObservation seen) -> {
					EvidenceSearch search = new EvidenceSearch(seen.operations(), seen.catalog());
					yield unstamped
							? new Look(search.fits(),
									"The database has tables and no revision: what fits are revisions that it may be at",
									null)
							: new Look(search.of(applied), null, null);
				}
			};
		}
		catch (RevisionException ex) {
			return Look.nothing("The revisions have no one order: " + ex.getMessage());
		}
	}

	private Held held(Sight sight, HistoryView view, Look look) {
		Findings findings = sight.judgement().findings();
		Problem problem = look.problem();
		if (problem != null) {
			return new Held(sight, SchemaJudge.unanswered(this.component, findings, view, problem), List.of());
		}
		SchemaEvidence evidence = look.evidence();
		String details = (look.details() == null && evidence.verdict() == SchemaVerdict.UNPROVEN)
				? "The applied revisions made nothing that could be compared"
				: look.details();
		SchemaState state = new SchemaState(evidence.verdict(), details, evidence.expected(), evidence.found(),
				evidence.notKnown(), SchemaItem.of(evidence.missing(), view),
				SchemaItem.of(evidence.alreadyThere(), view), evidence.neverRan(), evidence.fits());
		return new Held(sight, SchemaJudge.judge(this.component, findings, view, state, evidence.stamp()),
				evidence.revisions());
	}

	/**
	 * What was seen of a schema.
	 *
	 * @param details what there is to say of it
	 * @param problem what kept it from being seen; {@code null} if nothing did
	 */
	private record Look(SchemaEvidence evidence, @Nullable String details, @Nullable Problem problem) {

		static Look nothing(String details) {
			return new Look(SchemaEvidence.NONE, details, null);
		}

	}

	/**
	 * What was seen, with what the schema says of it.
	 *
	 * @param revisions the evidence of each applied revision
	 */
	record Held(Sight sight, Findings findings, List<RevisionEvidence> revisions) {}

}

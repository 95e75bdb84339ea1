package ai.backend.dbstatus.status.check;

import java.util.Set;
import java.util.stream.Collectors;

import ai.backend.dbstatus.alembic.revision.LocatedState;
import ai.backend.dbstatus.alembic.revision.RevisionException;
import ai.backend.dbstatus.schema.EvidenceSearch;
import ai.backend.dbstatus.schema.SchemaEvidence;
import ai.backend.dbstatus.status.history.HistoryView;
import ai.backend.dbstatus.status.history.RevisionInfo;
import ai.backend.dbstatus.status.history.RevisionState;
import ai.backend.dbstatus.status.observation.Attempt;
import ai.backend.dbstatus.status.observation.Observer;
import ai.backend.dbstatus.status.observation.Problem;
import ai.backend.dbstatus.status.observation.SchemaObservation;
import ai.backend.dbstatus.status.report.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Whether a schema bears out what the version table claims: reads the operations of the revisions and the catalog, and looks
 * for the evidence of those that count as applied.
 */
final class SchemaCheck {

	private SchemaCheck() {
	}

	/**
	 * Looks at the schema, and holds it against the history.
	 */
	static ComponentSchema check(ComponentHistory history, Observer observer) {
		return check(history, observer, null);
	}

	/**
	 * Looks at the schema of a tenant, and holds it against the history.
	 * @param tenant {@code null} where the component has none
	 */
	static ComponentSchema check(ComponentHistory history, Observer observer, @Nullable String tenant) {
		HistoryView view = history.view();
		if (view.database() == null || !(view.database() instanceof LocatedState)) {
			return new ComponentSchema(history.report(), view, SchemaEvidence.NONE,
					history.report().verdict().explanation());
		}
		try {
			return switch (observer.schema(view.history(), tenant)) {
				case Attempt.Failed<SchemaObservation>(Problem problem) -> new ComponentSchema(history.report(), view,
						SchemaEvidence.NONE, problem.details());
				case Attempt.Known<SchemaObservation>(SchemaObservation seen) -> evidence(history, seen);
			};
		}
		catch (RevisionException ex) {
			return new ComponentSchema(history.report(), view, SchemaEvidence.NONE,
					"The revisions have no one order: " + ex.getMessage());
		}
	}

	private static ComponentSchema evidence(ComponentHistory history, SchemaObservation seen) {
		EvidenceSearch search = new EvidenceSearch(seen.operations(), seen.catalog());
		Set<String> applied = history.view()
				.revisions()
				.stream()
				.filter((revision) -> revision.state() == RevisionState.APPLIED)
				.map(RevisionInfo::revision)
				.collect(Collectors.toSet());
		boolean unstamped = history.report().reason() == Reason.UNSTAMPED_SCHEMA;
		String details = unstamped
				? "The database has tables and no revision: what fits are revisions that it may be at"
				: applied.isEmpty() ? "No revision is applied" : null;
		SchemaEvidence evidence = unstamped
				? search.fits()
				: applied.isEmpty() ? SchemaEvidence.NONE : search.of(applied);
		return new ComponentSchema(history.report(), history.view(), evidence, details);
	}

}

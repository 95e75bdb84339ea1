package ai.backend.dbstatus.status.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import ai.backend.dbstatus.alembic.RevisionHistory;
import ai.backend.dbstatus.alembic.revision.AmbiguousRevisionException;
import ai.backend.dbstatus.alembic.revision.DatabaseState;
import ai.backend.dbstatus.alembic.revision.LocatedState;
import ai.backend.dbstatus.alembic.revision.MultipleHeadsException;
import ai.backend.dbstatus.alembic.revision.Revision;
import ai.backend.dbstatus.alembic.revision.RevisionException;
import ai.backend.dbstatus.alembic.revision.RevisionMap;
import ai.backend.dbstatus.alembic.revision.SymbolException;
import ai.backend.dbstatus.plan.Plan.Direction;
import ai.backend.dbstatus.status.history.HistoryView;
import ai.backend.dbstatus.status.history.RevisionLookupException;
import org.jspecify.annotations.Nullable;

/**
 * The revisions that a plan goes through.
 *
 * @param direction up or down
 * @param from where it begins
 * @param to where it ends
 * @param revisions the revisions in the order in which Alembic goes through them
 * @param here whether it begins where the database is
 */
record PlanRoute(Direction direction, List<String> from, List<String> to, List<Revision> revisions, boolean here) {

	/**
	 * Finds the way.
	 * @throws PlanUnavailableException if it is not known where the database is, and the request does not say
	 * @throws RevisionLookupException if the request names no revision, or several
	 */
	static PlanRoute of(PlanRequest request, ComponentHistory history) {
		if (history.report().findings().tenants() != null) {
			throw new PlanUnavailableException(history.report().reason(),
					"The component has tenants, each of which may be somewhere else: ask for the plan of one, at /components/%s/tenants/TENANT/plan."
							.formatted(history.report().component()));
		}
		HistoryView view = history.view();
		RevisionMap map = view.history().map();
		LocatedState start;
		boolean here = true;
		if (request.from() == null) {
			if (!(view.database() instanceof LocatedState located)) {
				throw new PlanUnavailableException(history.report().reason(),
						"Where the database is cannot be told: " + history.report().verdict().explanation());
			}
			start = located;
		}
		else {
			List<String> rows = resolve(map, view.history(), request.from()).map((revision) -> List.of(revision.id()))
					.orElse(List.of());
			DatabaseState state = map.state(rows);
			if (!(state instanceof LocatedState located)) {
				throw new RevisionLookupException.NotFound("'%s' names no revision.".formatted(request.from()));
			}
			start = located;
			here = view.database() instanceof LocatedState now && ids(now.revisions()).equals(ids(start.revisions()));
		}
		return of(request.to(), start, here, view.history());
	}

	private static PlanRoute of(@Nullable String to, LocatedState start, boolean here, RevisionHistory history) {
		RevisionMap map = history.map();
		List<String> from = ids(start.revisions());
		if (to != null && !to.equals("heads")) {
			Optional<Revision> target = resolve(map, history, to);
			boolean back = target.isEmpty()
					? !start.revisions().isEmpty() && to.equals("base")
					: start.applied().contains(target.get().id()) && !from.contains(target.get().id());
			if (back) {
				return new PlanRoute(Direction.DOWNGRADE, from,
						target.map((revision) -> List.of(revision.id())).orElse(List.of()),
						map.downgrade(start, target.orElse(null)), here);
			}
			if (target.isEmpty() || from.contains(target.get().id())) {
				return new PlanRoute(Direction.UPGRADE, from, from, List.of(), here);
			}
			return upgrade(map, start, target.get().id(), from, List.of(target.get().id()), here);
		}
		return upgrade(map, start, "heads", from, ids(map.realHeads()), here);
	}

	private static PlanRoute upgrade(RevisionMap map, LocatedState start, String target, List<String> from,
			List<String> to, boolean here) {
		try {
			return new PlanRoute(Direction.UPGRADE, from, to, map.plan(start.rows(), target).pending(), here);
		}
		catch (RevisionException ex) {
			throw new RevisionLookupException.NotFound("No upgrade leads there: " + ex.getMessage());
		}
	}

	private static List<String> ids(List<Revision> revisions) {
		return revisions.stream().map(Revision::id).toList();
	}

	/** A revision as Alembic finds it, or the last one of a release. */
	private static Optional<Revision> resolve(RevisionMap map, RevisionHistory history, String symbol) {
		try {
			return map.resolve(symbol);
		}
		catch (AmbiguousRevisionException ex) {
			throw new RevisionLookupException.Ambiguous(String.valueOf(ex.getMessage()), ex.candidates());
		}
		catch (MultipleHeadsException ex) {
			throw new RevisionLookupException.Ambiguous(String.valueOf(ex.getMessage()), ex.heads());
		}
		catch (SymbolException ex) {
			return Optional.of(release(map, history, symbol,
					new RevisionLookupException.NotFound(String.valueOf(ex.getMessage()))));
		}
	}

	private static Revision release(RevisionMap map, RevisionHistory history, String label,
			RevisionLookupException otherwise) {
		List<Revision> own = new ArrayList<>();
		for (Revision revision : map.history()) {
			if (Objects.equals(history.script(revision).release(), label)) {
				own.add(revision);
			}
		}
		if (own.isEmpty()) {
			throw otherwise;
		}
		Revision last = own.getFirst();
		List<String> beside = own.stream()
				.filter((revision) -> !map.ancestors(last, true).contains(revision.id()))
				.map(Revision::id)
				.toList();
		if (!beside.isEmpty()) {
			throw new RevisionLookupException.Ambiguous(
					"The release '%s' ends in several revisions.".formatted(label), ids(own));
		}
		return last;
	}

}

package ai.backend.dbstatus.status.history;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import ai.backend.dbstatus.alembic.refs.FoundRevision;
import ai.backend.dbstatus.alembic.refs.FoundRevisions;
import ai.backend.dbstatus.alembic.revision.DatabaseState;
import ai.backend.dbstatus.alembic.revision.LocatedState;
import org.jspecify.annotations.Nullable;

/**
 * Which revisions a database has: by the rows of its version table, and by all scripts that tell what these rows need.
 */
final class AppliedByRows implements AppliedRevisions {

	private final List<? extends @Nullable String> rows;

	private final @Nullable HistoryView own;

	private final @Nullable HistoryView elsewhere;

	private final FoundRevisions found;

	/**
	 * @param rows the rows of the version table
	 * @param own the scripts that the component has; {@code null} where they make no history
	 * @param elsewhere other scripts, which have rows that those lack; {@code null} where there are none
	 * @param found what all scripts of the component's repository know of rows that its own lack
	 */
	AppliedByRows(List<? extends @Nullable String> rows, @Nullable HistoryView own,
			@Nullable HistoryView elsewhere, FoundRevisions found) {
		this.rows = rows;
		this.own = own;
		this.elsewhere = elsewhere;
		this.found = found;
	}

	@Override
	public RevisionState state(String revision) {
		String id = whole(revision);
		if (this.rows.contains(id) || isApplied(this.own, id) || this.found.needed().contains(id)) {
			return RevisionState.APPLIED;
		}
		return (this.own != null && (knowsAllRows(this.own) || isAllFound(this.own)))
				? RevisionState.PENDING
				: RevisionState.UNKNOWN;
	}

	private String whole(String revision) {
		Set<String> meant = meanings(revision);
		return (meant.size() == 1) ? meant.iterator().next() : revision;
	}

	@Override
	public Set<String> meanings(String revision) {
		Set<String> meant = new TreeSet<>();
		addBeginning(this.rows, revision, meant);
		addBeginning(this.found.needed(), revision, meant);
		for (HistoryView view : new HistoryView[]{ this.own, this.elsewhere }) {
			if (view != null) {
				addBeginning(view.history().scripts().keySet(), revision, meant);
			}
		}
		return meant;
	}

	private static void addBeginning(Collection<? extends @Nullable String> ids, String beginning, Set<String> known) {
		for (String id : ids) {
			if (id != null && id.startsWith(beginning)) {
				known.add(id);
			}
		}
	}

	private static boolean isApplied(@Nullable HistoryView view, String id) {
		return view != null && view.stateOf(id) == RevisionState.APPLIED;
	}

	private boolean isAllFound(HistoryView view) {
		return this.found.allNeeded() && view.database() instanceof DatabaseState.UnknownRows && this.found.revisions()
				.stream()
				.map(FoundRevision::revision)
				.toList()
				.containsAll(view.unknownRows());
	}

	private static boolean knowsAllRows(HistoryView view) {
		return switch (view.database()) {
			case null -> false;
			case LocatedState _ -> true;
			case DatabaseState.UnknownRows _ -> false;
			case DatabaseState.InconsistentRows rows -> rows.unknown().isEmpty() && rows.meaningless().isEmpty();
		};
	}

}

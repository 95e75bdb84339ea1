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
 * Which revisions a database has, whatever scripts the one has who asks: by the rows of its version table, and by all
 * scripts that tell what these rows need.
 */
public final class AppliedRevisions {

	/** Nothing is known of the rows. */
	public static final AppliedRevisions UNKNOWN = new AppliedRevisions(null, null, null, FoundRevisions.NONE);

	private final @Nullable List<? extends @Nullable String> rows;

	private final @Nullable HistoryView own;

	private final @Nullable HistoryView elsewhere;

	private final FoundRevisions found;

	/**
	 * What there is to know by a component's own scripts.
	 * @param rows the rows of the version table; {@code null} where they are not known
	 * @param own the scripts; {@code null} where they make no history
	 */
	public AppliedRevisions(@Nullable List<? extends @Nullable String> rows, @Nullable HistoryView own) {
		this(rows, own, null, FoundRevisions.NONE);
	}

	/**
	 * @param rows the rows of the version table; {@code null} where they are not known
	 * @param own the scripts that the component has; {@code null} where they make no history
	 * @param elsewhere other scripts, which have rows that those lack; {@code null} where there are none
	 * @param found what all scripts of the component's repository know of rows that its own lack
	 */
	public AppliedRevisions(@Nullable List<? extends @Nullable String> rows, @Nullable HistoryView own,
			@Nullable HistoryView elsewhere, FoundRevisions found) {
		this.rows = rows;
		this.own = own;
		this.elsewhere = elsewhere;
		this.found = found;
	}

	/**
	 * What the database has of a revision.
	 * @param revision a whole id, or the beginning of one, which counts only if it is that of one known revision
	 * @return {@link RevisionState#APPLIED} if it is a row or what a row needs; {@link RevisionState#PENDING} if it is not,
	 * and it is known what all rows need; otherwise {@link RevisionState#UNKNOWN}
	 */
	public RevisionState state(String revision) {
		if (this.rows == null) {
			return RevisionState.UNKNOWN;
		}
		String id = whole(revision, this.rows);
		if (this.rows.contains(id) || isApplied(this.own, id) || this.found.needed().contains(id)) {
			return RevisionState.APPLIED;
		}
		return (this.own != null && (knowsAllRows(this.own) || isAllFound(this.own)))
				? RevisionState.PENDING
				: RevisionState.UNKNOWN;
	}

	private String whole(String revision, List<? extends @Nullable String> all) {
		Set<String> known = new TreeSet<>();
		addBeginning(all, revision, known);
		addBeginning(this.found.needed(), revision, known);
		for (HistoryView view : new HistoryView[]{ this.own, this.elsewhere }) {
			if (view != null) {
				addBeginning(view.history().scripts().keySet(), revision, known);
			}
		}
		return (known.size() == 1 && !known.contains(revision)) ? known.iterator().next() : revision;
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

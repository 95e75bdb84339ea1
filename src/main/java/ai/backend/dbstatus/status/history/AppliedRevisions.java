package ai.backend.dbstatus.status.history;

import java.util.Collection;
import java.util.List;
import java.util.Set;

import ai.backend.dbstatus.alembic.refs.FoundRevisions;
import org.jspecify.annotations.Nullable;

/**
 * Which revisions a database has, whatever scripts the one has who asks.
 */
public interface AppliedRevisions {

	/** Nothing is known of the rows. */
	AppliedRevisions UNKNOWN = new AppliedInEach(List.of());

	/**
	 * What the database has of a revision.
	 * @param revision a whole id, or the beginning of one, which counts only if it is that of one known revision
	 * @return {@link RevisionState#APPLIED} if it is a row or what a row needs; {@link RevisionState#PENDING} if it is not,
	 * and it is known what all rows need; otherwise {@link RevisionState#UNKNOWN}
	 */
	RevisionState state(String revision);

	/**
	 * The ids of known revisions that an id may mean, as it is one of them or their beginning.
	 */
	Set<String> meanings(String revision);

	/**
	 * By the rows of a version table, and by a component's own scripts.
	 * @param rows the rows; {@code null} where they are not known
	 * @param own the scripts; {@code null} where they make no history
	 */
	static AppliedRevisions of(@Nullable List<? extends @Nullable String> rows, @Nullable HistoryView own) {
		return of(rows, own, null, FoundRevisions.NONE);
	}

	/**
	 * By the rows of a version table, and by all scripts that tell what these rows need.
	 * @param rows the rows; {@code null} where they are not known
	 * @param own the scripts that the component has; {@code null} where they make no history
	 * @param elsewhere other scripts, which have rows that those lack; {@code null} where there are none
	 * @param found what all scripts of the component's repository know of rows that its own lack
	 */
	static AppliedRevisions of(@Nullable List<? extends @Nullable String> rows, @Nullable HistoryView own,
			@Nullable HistoryView elsewhere, FoundRevisions found) {
		return (rows != null) ? new AppliedByRows(rows, own, elsewhere, found) : UNKNOWN;
	}

	/**
	 * What each of several databases has: a revision is applied if it is in all of them, and not known as soon as it is not
	 * known of one.
	 * @param all what each has; of none, nothing is known
	 */
	static AppliedRevisions inEach(Collection<AppliedRevisions> all) {
		return new AppliedInEach(List.copyOf(all));
	}

}

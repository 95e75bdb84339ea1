package ai.backend.dbstatus.alembic.revision;

import java.util.List;

/**
 * What an upgrade makes of the rows of the version table.
 */
public sealed interface RowsAfter {

	/**
	 * The upgrade ends well.
	 *
	 * @param rows the rows then, sorted
	 */
	record Rows(List<String> rows) implements RowsAfter {}

	/**
	 * The upgrade runs a revision and then fails to record it, since a row that it has to remove is not there. It takes a
	 * redundant edge, say a dependency on an ancestor of a down revision, to bring this about.
	 *
	 * @param revision the revision that cannot be recorded
	 * @param missing the rows that are not there
	 */
	record MissingRows(Revision revision, List<String> missing) implements RowsAfter {}

	/**
	 * The upgrade runs a revision and then fails to record it, since the row that it has to change is there twice.
	 *
	 * @param revision the revision that cannot be recorded
	 * @param row the row that is there more than once
	 */
	record DuplicateRow(Revision revision, String row) implements RowsAfter {}

}

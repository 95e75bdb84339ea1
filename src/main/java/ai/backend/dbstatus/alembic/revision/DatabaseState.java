package ai.backend.dbstatus.alembic.revision;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Where the rows of a version table place a database in the revision graph.
 */
public sealed interface DatabaseState permits LocatedState, DatabaseState.UnknownRows, DatabaseState.InconsistentRows {

	/**
	 * The rows as they were given. A {@code null} is a row that says nothing.
	 */
	List<@Nullable String> rows();

	/**
	 * What those rows stand for that stand for something, in their order.
	 */
	List<RowLocation> locations();

	/**
	 * Some rows name no revision: Alembic refuses every command.
	 *
	 * @param unknown those rows, at least one
	 */
	record UnknownRows(List<@Nullable String> rows, List<RowLocation> locations,
			List<UnknownRow> unknown) implements DatabaseState {}

	/**
	 * The rows contradict each other or themselves: every upgrade fails.
	 *
	 * @param overlaps revisions beside their own ancestors
	 * @param meaningless rows that name nothing at all, such as an empty one
	 * @param unknown rows that name no revision, as with {@link UnknownRows}
	 */
	record InconsistentRows(List<@Nullable String> rows, List<RowLocation> locations, List<Overlap> overlaps,
			List<UnknownRow> meaningless, List<UnknownRow> unknown) implements DatabaseState {}

	/**
	 * A row that names no revision.
	 *
	 * @param row the row's text
	 * @param reason why it does not
	 */
	record UnknownRow(String row, SymbolException reason) {}

}

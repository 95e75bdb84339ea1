package ai.backend.dbstatus.status;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import ai.backend.dbstatus.alembic.RevisionHistory;
import ai.backend.dbstatus.alembic.revision.DatabaseState;
import ai.backend.dbstatus.alembic.revision.LocatedState;
import ai.backend.dbstatus.alembic.revision.Revision;
import ai.backend.dbstatus.alembic.revision.RevisionMap;
import ai.backend.dbstatus.alembic.revision.RevisionSet;
import ai.backend.dbstatus.alembic.script.MigrationScript;
import ai.backend.dbstatus.database.version.VersionTableState;
import ai.backend.dbstatus.status.Attempt.Known;
import org.jspecify.annotations.Nullable;

/**
 * Describes each revision of a history in the light of the rows.
 */
final class HistoryDescription {

	private final RevisionHistory history;

	private final RevisionMap map;

	private final Set<String> realHeads;

	private final Set<String> rows;

	private final Function<Revision, @Nullable RevisionState> states;

	private HistoryDescription(RevisionHistory history, @Nullable VersionTableState table) {
		this.history = history;
		this.map = history.map();
		this.realHeads = this.map.realHeads().stream().map(Revision::id).collect(Collectors.toSet());
		this.rows = (table != null)
				? table.rows().stream().filter(Objects::nonNull).collect(Collectors.toSet())
				: Set.of();
		this.states = (table != null) ? states(this.map, this.map.state(table.rows())) : (_) -> null;
	}

	/**
	 * All revisions, newest first.
	 * @param rows what the version table holds, if that is known
	 */
	static List<RevisionDetails> of(RevisionHistory history, Attempt<VersionTableState> rows) {
		HistoryDescription description = new HistoryDescription(history,
				(rows instanceof Known<VersionTableState>(VersionTableState table)) ? table : null);
		return history.map().history().stream().map(description::details).toList();
	}

	/**
	 * Beside a row that names no revision, nobody knows what else is applied; what the other rows include is.
	 */
	private static Function<Revision, @Nullable RevisionState> states(RevisionMap map, DatabaseState state) {
		RevisionState otherwise = switch (state) {
			case DatabaseState.UnknownRows _ -> null;
			case DatabaseState.InconsistentRows rows when !rows.unknown().isEmpty() -> null;
			case DatabaseState.InconsistentRows _ -> RevisionState.PENDING;
			case LocatedState _ -> RevisionState.PENDING;
		};
		List<RevisionSet> applied = state.locations()
				.stream()
				.flatMap((location) -> location.revisions().stream())
				.distinct()
				.map((revision) -> map.ancestors(revision, true))
				.toList();
		return (revision) -> applied.stream().anyMatch((set) -> set.contains(revision.id()))
				? RevisionState.APPLIED
				: otherwise;
	}

	private RevisionDetails details(Revision revision) {
		MigrationScript script = this.history.script(revision);
		boolean head = this.map.children(revision).isEmpty();
		return new RevisionDetails(revision.id(), script.description(), revision.downRevisions(), revision.dependsOn(),
				this.map.branchLabels(revision).stream().sorted().toList(), script.created(), script.release(),
				script.fileName(), this.states.apply(revision), head,
				head && !this.realHeads.contains(revision.id()), revision.downRevisions().isEmpty(),
				this.map.isBranchPoint(revision), this.map.isMergePoint(revision), this.rows.contains(revision.id()));
	}

}

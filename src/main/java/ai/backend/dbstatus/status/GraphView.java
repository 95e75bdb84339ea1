package ai.backend.dbstatus.status;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import ai.backend.dbstatus.alembic.RevisionHistory;
import ai.backend.dbstatus.alembic.revision.DatabaseState;
import ai.backend.dbstatus.alembic.revision.LocatedState;
import ai.backend.dbstatus.alembic.revision.Revision;
import ai.backend.dbstatus.alembic.revision.RevisionSet;
import ai.backend.dbstatus.alembic.script.MigrationScript;
import ai.backend.dbstatus.database.version.VersionTableState;
import ai.backend.dbstatus.graph.GraphRevision;
import ai.backend.dbstatus.graph.RevisionGraph;
import ai.backend.dbstatus.status.Attempt.Known;
import org.jspecify.annotations.Nullable;

/**
 * Makes the graph to draw of what a check saw. Where the database is not known, its scripts are drawn all the same.
 */
final class GraphView {

	private final RevisionHistory history;

	private final @Nullable DatabaseState database;

	private final @Nullable RevisionSet applied;

	private final Set<String> rows;

	private final Set<String> heads;

	private GraphView(RevisionHistory history, Attempt<VersionTableState> rows) {
		this.history = history;
		this.database = (rows instanceof Known<VersionTableState>(VersionTableState table))
				? history.map().state(table.rows())
				: null;
		this.applied = (this.database instanceof LocatedState located) ? located.applied() : null;
		this.rows = (this.database == null)
				? Set.of()
				: this.database.locations()
						.stream()
						.flatMap((location) -> location.revisions().stream())
						.map(Revision::id)
						.collect(Collectors.toUnmodifiableSet());
		this.heads = history.map().heads().stream().map(Revision::id).collect(Collectors.toUnmodifiableSet());
	}

	/**
	 * The graph.
	 * @param rows what the version table holds, if that is known
	 */
	static RevisionGraph of(Component component, RevisionHistory history, Attempt<VersionTableState> rows) {
		return new GraphView(history, rows).graph(component.name());
	}

	private RevisionGraph graph(String component) {
		List<GraphRevision> revisions = this.history.map().history().stream().map(this::revision).toList();
		return new RevisionGraph(component, revisions, unknownRows());
	}

	private GraphRevision revision(Revision revision) {
		MigrationScript script = this.history.script(revision);
		List<String> dependencies = this.history.map()
				.normalizedDependencies(revision)
				.stream()
				.map(Revision::id)
				.toList();
		return new GraphRevision(revision.id(), script.description(), revision.downRevisions(), dependencies,
				state(revision), this.rows.contains(revision.id()), this.heads.contains(revision.id()),
				revision.branchLabels(), script.release(), script.created(), script.fileName());
	}

	private GraphRevision.State state(Revision revision) {
		if (this.applied == null) {
			return GraphRevision.State.UNKNOWN;
		}
		return this.applied.contains(revision.id()) ? GraphRevision.State.APPLIED : GraphRevision.State.PENDING;
	}

	private List<String> unknownRows() {
		List<DatabaseState.UnknownRow> unknown = switch (this.database) {
			case null -> List.of();
			case LocatedState _ -> List.of();
			case DatabaseState.UnknownRows rows -> rows.unknown();
			case DatabaseState.InconsistentRows rows -> rows.unknown();
		};
		return unknown.stream().map(DatabaseState.UnknownRow::row).distinct().toList();
	}

}

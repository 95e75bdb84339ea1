package ai.backend.dbstatus.status.history;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import ai.backend.dbstatus.alembic.RevisionHistory;
import ai.backend.dbstatus.alembic.revision.AmbiguousRevisionException;
import ai.backend.dbstatus.alembic.revision.DatabaseState;
import ai.backend.dbstatus.alembic.revision.LocatedState;
import ai.backend.dbstatus.alembic.revision.MultipleHeadsException;
import ai.backend.dbstatus.alembic.revision.Revision;
import ai.backend.dbstatus.alembic.revision.RevisionMap;
import ai.backend.dbstatus.alembic.revision.RevisionSet;
import ai.backend.dbstatus.alembic.revision.SymbolException;
import ai.backend.dbstatus.alembic.script.MigrationScript;
import org.jspecify.annotations.Nullable;

/**
 * A project's history in the light of the rows of a version table: each revision with what the database has of it. Made
 * once for what a check saw; the report, the history and the graph are told from it. Immutable; revisions are described
 * when they are first asked for.
 */
public final class HistoryView {

	private final RevisionHistory history;

	private final RevisionMap map;

	private final Set<String> rows;

	private final SourceLinks sources;

	private final @Nullable DatabaseState database;

	private final RevisionState otherwise;

	private volatile @Nullable Applied applied;

	private volatile @Nullable List<RevisionInfo> newestFirst;

	/**
	 * The view.
	 * @param history the revisions
	 * @param rows the rows of the version table, {@code null} for one without a value; {@code null} instead of the list
	 * where they are not known
	 */
	public HistoryView(RevisionHistory history, @Nullable List<? extends @Nullable String> rows) {
		this(history, rows, SourceLinks.NONE);
	}

	/**
	 * The view.
	 * @param history the revisions
	 * @param rows the rows of the version table, {@code null} for one without a value; {@code null} instead of the list
	 * where they are not known
	 * @param sources where people read the scripts
	 */
	public HistoryView(RevisionHistory history, @Nullable List<? extends @Nullable String> rows, SourceLinks sources) {
		this.sources = sources;
		this.history = history;
		this.map = history.map();
		this.rows = (rows != null) ? new HashSet<>(rows) : Set.of();
		this.database = (rows != null) ? history.map().state(rows) : null;
		this.otherwise = notApplied(this.database);
	}

	/**
	 * What a revision is that no row needs. Beside a row that names no revision, nobody knows what else is applied.
	 */
	private static RevisionState notApplied(@Nullable DatabaseState database) {
		return switch (database) {
			case null -> RevisionState.UNKNOWN;
			case LocatedState _ -> RevisionState.PENDING;
			case DatabaseState.UnknownRows _ -> RevisionState.UNKNOWN;
			case DatabaseState.InconsistentRows inconsistent ->
				(inconsistent.unknown().isEmpty() && inconsistent.meaningless().isEmpty())
						? RevisionState.PENDING
						: RevisionState.UNKNOWN;
		};
	}

	/**
	 * The revisions and their scripts, whatever the database has of them.
	 */
	public RevisionHistory history() {
		return this.history;
	}

	/**
	 * Where the rows place the database; {@code null} where they are not known.
	 */
	public @Nullable DatabaseState database() {
		return this.database;
	}

	/**
	 * All revisions, newest first, as {@code alembic history} lists them.
	 */
	public List<RevisionInfo> revisions() {
		List<RevisionInfo> known = this.newestFirst;
		if (known == null) {
			known = describe(this.map.history());
			this.newestFirst = known;
		}
		return known;
	}

	/**
	 * The heads as {@code alembic heads} counts them, in load order.
	 */
	public List<RevisionInfo> heads() {
		return describe(this.map.heads());
	}

	/**
	 * The rows that name no revision, each once.
	 */
	public List<String> unknownRows() {
		List<DatabaseState.UnknownRow> unknown = switch (this.database) {
			case null -> List.of();
			case LocatedState _ -> List.of();
			case DatabaseState.UnknownRows state -> state.unknown();
			case DatabaseState.InconsistentRows state -> state.unknown();
		};
		return unknown.stream().map(DatabaseState.UnknownRow::row).distinct().toList();
	}

	/**
	 * The release of the newest applied revision that carries one; {@code null} where none does, or where it is not known
	 * what is applied.
	 */
	public @Nullable String release() {
		if (!(this.database instanceof LocatedState state) || state.locations().isEmpty()
				|| this.history.scripts().values().stream().allMatch((script) -> script.release() == null)) {
			return null;
		}
		for (Revision revision : this.map.history()) {
			String release = this.history.script(revision).release();
			if (release != null && state(revision) == RevisionState.APPLIED) {
				return release;
			}
		}
		return null;
	}

	/**
	 * What the database has of a revision of this history.
	 */
	public RevisionState state(Revision revision) {
		return applied().includes(revision) ? RevisionState.APPLIED : this.otherwise;
	}

	/**
	 * What the database has of a revision.
	 * @param id its whole id
	 * @return {@code null} if this history has no such revision
	 */
	public @Nullable RevisionState stateOf(String id) {
		return this.history.scripts().containsKey(id) ? this.map.get(id).map(this::state).orElse(null) : null;
	}

	/**
	 * Describes revisions of this history.
	 */
	public List<RevisionInfo> describe(List<Revision> revisions) {
		return revisions.stream().map(this::describe).toList();
	}

	/**
	 * Describes a revision of this history.
	 */
	public RevisionInfo describe(Revision revision) {
		boolean head = this.map.children(revision).isEmpty();
		return new RevisionInfo(this.history.script(revision),
				this.map.normalizedDependencies(revision).stream().map(Revision::id).toList(),
				this.map.branchLabels(revision).stream().sorted().toList(), head,
				head && !this.map.isRealHead(revision), this.map.isBranchPoint(revision), state(revision),
				this.rows.contains(revision.id()), applied().named().contains(revision.id()),
				sourceUrl(this.history.script(revision)));
	}

	/**
	 * Where people read the line of a script of this history that names its revision; {@code null} if that is not known.
	 */
	public @Nullable String sourceUrl(MigrationScript script) {
		return this.sources.of(script);
	}

	/**
	 * The revision that a symbol means: an id, the beginning of an id, a branch label, {@code head}, {@code label@head}, …,
	 * as Alembic takes it.
	 * @throws RevisionLookupException if it means none, or may mean several
	 */
	public RevisionInfo revision(String symbol) {
		return find(symbol).map(this::describe)
				.orElseThrow(() -> new RevisionLookupException.NotFound("'%s' names no revision.".formatted(symbol)));
	}

	/**
	 * The revisions that a database at a revision would lack, newest first: neither that revision nor one of those it
	 * needs.
	 * @param symbol as for {@link #revision}; {@code base} means all revisions
	 * @throws RevisionLookupException if it means none, or may mean several
	 */
	public List<RevisionInfo> since(String symbol) {
		Optional<Revision> start = find(symbol);
		if (start.isEmpty()) {
			return revisions();
		}
		RevisionSet included = this.map.ancestors(start.get(), true);
		return revisions().stream().filter((each) -> !included.contains(each.revision())).toList();
	}

	/**
	 * What lies between other rows and those of this view.
	 * @return {@code null} where that is not known, as where one of the rows names no revision of this history
	 */
	public @Nullable Move moveFrom(List<String> rowsBefore) {
		if (!(this.database instanceof LocatedState now)
				|| !(this.history.map().state(rowsBefore) instanceof LocatedState before)) {
			return null;
		}
		List<Revision> applied = new ArrayList<>();
		List<Revision> reverted = new ArrayList<>();
		for (Revision revision : this.map.history()) {
			boolean was = before.applied().contains(revision.id());
			boolean is = now.applied().contains(revision.id());
			if (is && !was) {
				applied.addFirst(revision);
			}
			else if (was && !is) {
				reverted.add(revision);
			}
		}
		return new Move(describe(applied), describe(reverted));
	}

	private Optional<Revision> find(String symbol) {
		try {
			return this.map.resolve(symbol);
		}
		catch (AmbiguousRevisionException ex) {
			throw new RevisionLookupException.Ambiguous(message(ex), ex.candidates());
		}
		catch (MultipleHeadsException ex) {
			throw new RevisionLookupException.Ambiguous(message(ex), ex.heads());
		}
		catch (SymbolException ex) {
			throw new RevisionLookupException.NotFound(message(ex));
		}
	}

	private static String message(SymbolException ex) {
		return String.valueOf(ex.getMessage());
	}

	private Applied applied() {
		Applied known = this.applied;
		if (known == null) {
			known = Applied.of(this.map, this.database);
			this.applied = known;
		}
		return known;
	}

	/**
	 * What the rows say.
	 *
	 * @param named the ids of the revisions that they name
	 * @param needed what each of those needs, itself included
	 */
	private record Applied(Set<String> named, List<RevisionSet> needed) {

		static Applied of(RevisionMap map, @Nullable DatabaseState database) {
			if (database == null) {
				return new Applied(Set.of(), List.of());
			}
			List<Revision> named = database.locations()
					.stream()
					.flatMap((location) -> location.revisions().stream())
					.distinct()
					.toList();
			List<RevisionSet> needed = (database instanceof LocatedState located)
					? List.of(located.applied())
					: named.stream().map((revision) -> map.ancestors(revision, true)).toList();
			return new Applied(named.stream().map(Revision::id).collect(Collectors.toUnmodifiableSet()), needed);
		}

		boolean includes(Revision revision) {
			return this.needed.stream().anyMatch((set) -> set.contains(revision.id()));
		}

	}

}

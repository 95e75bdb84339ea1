package ai.backend.dbstatus.status;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import ai.backend.dbstatus.alembic.revision.AmbiguousRevisionException;
import ai.backend.dbstatus.alembic.revision.MultipleHeadsException;
import ai.backend.dbstatus.alembic.revision.Revision;
import ai.backend.dbstatus.alembic.revision.RevisionMap;
import ai.backend.dbstatus.alembic.revision.RevisionSet;
import ai.backend.dbstatus.alembic.revision.SymbolException;

/**
 * The revision history of a component, and what its database has of it.
 */
public final class ComponentHistory {

	private final RevisionMap map;

	private final List<RevisionDetails> revisions;

	private final StatusReport report;

	private final Map<String, RevisionDetails> byId = new HashMap<>();

	ComponentHistory(RevisionMap map, List<RevisionDetails> revisions, StatusReport report) {
		this.map = map;
		this.revisions = revisions;
		this.report = report;
		revisions.forEach((revision) -> this.byId.put(revision.revision(), revision));
	}

	/**
	 * All revisions, newest first, as {@code alembic history} lists them.
	 */
	public List<RevisionDetails> revisions() {
		return this.revisions;
	}

	/**
	 * The report of the check that saw this history.
	 */
	public StatusReport report() {
		return this.report;
	}

	/**
	 * The revision that a symbol means: an id, the beginning of an id, a branch label, {@code head}, {@code label@head}, …,
	 * as Alembic takes it.
	 * @throws RevisionLookupException if it means none, or may mean several
	 */
	public RevisionDetails revision(String symbol) {
		return find(symbol).orElseThrow(
				() -> new RevisionLookupException.NotFound("'%s' names no revision.".formatted(symbol)));
	}

	/**
	 * The revisions that a database at a revision would lack, newest first: neither that revision nor one of those it
	 * needs.
	 * @param symbol as for {@link #revision}; {@code base} means all revisions
	 * @throws RevisionLookupException if it means none, or may mean several
	 */
	public List<RevisionDetails> since(String symbol) {
		Optional<RevisionDetails> start = find(symbol);
		if (start.isEmpty()) {
			return this.revisions;
		}
		Revision revision = this.map.get(start.get().revision()).orElseThrow();
		RevisionSet included = this.map.ancestors(revision, true);
		return this.revisions.stream().filter((each) -> !included.contains(each.revision())).toList();
	}

	private Optional<RevisionDetails> find(String symbol) {
		try {
			return this.map.resolve(symbol).map((revision) -> this.byId.get(revision.id()));
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

}

package ai.backend.dbstatus.schema;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import ai.backend.dbstatus.alembic.RevisionOperations;
import ai.backend.dbstatus.alembic.operation.schema.SchemaFold;
import ai.backend.dbstatus.alembic.operation.schema.SchemaObject;
import ai.backend.dbstatus.alembic.revision.Revision;
import ai.backend.dbstatus.database.catalog.Catalog;
import ai.backend.dbstatus.schema.SchemaEvidence.Fit;

/**
 * Tries each revision: whether a catalog is as a database would be that is at it. Those of a history in one line are tried in
 * one go; one beside others, on a branch, is tried with what it follows alone.
 */
final class FitSearch {

	/** To try a revision on a branch takes as long as to try all of a line. */
	private static final int MOST_ON_BRANCHES = 100;

	/** More heads than anybody works with. */
	private static final int MOST_LINES = 8;

	private final RevisionOperations operations;

	private final List<Revision> order;

	private final Catalog catalog;

	private final CatalogComparison comparison;

	/**
	 * @param order the order of an upgrade from an empty database
	 */
	FitSearch(RevisionOperations operations, List<Revision> order, Catalog catalog, CatalogComparison comparison) {
		this.operations = operations;
		this.order = order;
		this.catalog = catalog;
		this.comparison = comparison;
	}

	/**
	 * What speaks for and against revisions.
	 */
	List<Trial> find() {
		Map<String, Trial> trials = new LinkedHashMap<>();
		Map<String, Set<String>> needed = new HashMap<>();
		this.order.forEach((revision) -> needed.put(revision.id(), needed(revision.id())));
		this.operations.history()
				.map()
				.heads()
				.stream()
				.limit(MOST_LINES)
				.forEach((head) -> line(head.id(), needed)
						.forEach((trial) -> trials.putIfAbsent(trial.fit().revision(), trial)));
		int beside = 0;
		for (Revision revision : this.order) {
			if (!trials.containsKey(revision.id()) && beside++ < MOST_ON_BRANCHES) {
				trials.put(revision.id(), beside(revision, needed.getOrDefault(revision.id(), Set.of())));
			}
		}
		return List.copyOf(trials.values());
	}

	/** Whether that is all revisions: else the right one may not be among them. */
	boolean triesAll(List<Trial> trials) {
		return trials.size() == this.order.size();
	}

	/** The revisions that are each all there is up to there, when a head is upgraded to and then the others. */
	private List<Trial> line(String head, Map<String, Set<String>> needed) {
		List<Revision> ordered = new ArrayList<>(this.operations.history().map().plan(List.of(), head).pending());
		Set<Revision> own = new HashSet<>(ordered);
		this.order.stream().filter((revision) -> !own.contains(revision)).forEach(ordered::add);
		List<Candidate> line = new ArrayList<>();
		Map<List<Object>, Integer> first = new HashMap<>();
		SchemaFold fold = fold();
		for (int i = 0; i < ordered.size(); i++) {
			String id = ordered.get(i).id();
			int at = i;
			fold.mark();
			fold.apply(id, this.operations.upgrade(id));
			there(fold).forEach((object) -> first.putIfAbsent(EvidenceSearch.key(object), at));
			fold.notKnown().forEach((object) -> first.putIfAbsent(EvidenceSearch.key(object), -1));
			if (needed.getOrDefault(id, Set.of()).size() == i + 1) {
				line.add(new Candidate(i, id, found(fold), missing(fold), doubtful(fold)));
			}
		}
		int[] later = new int[ordered.size() + 1];
		first.values().stream().filter((at) -> at >= 0).forEach((at) -> later[at]++);
		for (int i = ordered.size() - 1; i >= 0; i--) {
			later[i] += later[i + 1];
		}
		return line.stream()
				.map((each) -> new Trial(new Fit(each.revision, each.found, each.missing, later[each.at + 1]),
						each.doubtful))
				.toList();
	}

	/** What the others make is there too early, unless what it needs makes that, too. */
	private Trial beside(Revision revision, Set<String> needed) {
		SchemaFold fold = fold();
		this.order.stream()
				.map(Revision::id)
				.filter(needed::contains)
				.forEach((id) -> fold.apply(id, this.operations.upgrade(id)));
		int found = found(fold);
		int missing = missing(fold);
		int doubtful = doubtful(fold);
		Set<List<Object>> own = new HashSet<>();
		fold.objects().forEach((object) -> own.add(EvidenceSearch.key(object)));
		fold.notKnown().forEach((object) -> own.add(EvidenceSearch.key(object)));
		fold.mark();
		this.order.stream()
				.map(Revision::id)
				.filter((id) -> !needed.contains(id))
				.forEach((id) -> fold.apply(id, this.operations.upgrade(id)));
		int early = (int) there(fold).stream().filter((object) -> !own.contains(EvidenceSearch.key(object))).count();
		return new Trial(new Fit(revision.id(), found, missing, early), doubtful);
	}

	private SchemaFold fold() {
		return new SchemaFold(this.operations.dialect(), this.catalog.defaultSchema());
	}

	private List<SchemaObject> there(SchemaFold fold) {
		return fold.created()
				.stream()
				.filter((object) -> this.comparison.compares(object) && this.comparison.has(object))
				.toList();
	}

	private int found(SchemaFold fold) {
		return (int) fold.objects()
				.stream()
				.filter((object) -> this.comparison.compares(object) && this.comparison.has(object))
				.count();
	}

	private int missing(SchemaFold fold) {
		return absent(fold.objects());
	}

	/** What a revision made and a later one may have taken away, which nobody can read, would hardly be gone without a trace. */
	private int doubtful(SchemaFold fold) {
		return absent(fold.notKnown());
	}

	private int absent(List<SchemaObject> objects) {
		return (int) objects.stream()
				.filter((object) -> this.comparison.compares(object) && !this.comparison.has(object))
				.count();
	}

	/** A revision with all that a stamp with it means. */
	private Set<String> needed(String revision) {
		Set<String> needed = new HashSet<>();
		this.operations.history()
				.map()
				.plan(List.of(), revision)
				.pending()
				.forEach((each) -> needed.add(each.id()));
		return needed;
	}

	/**
	 * A revision of the line that is tried.
	 */
	private record Candidate(int at, String revision, int found, int missing, int doubtful) {}

	/**
	 * What came of a trial.
	 *
	 * @param doubtful how many objects are not there that it may or may not leave
	 */
	record Trial(Fit fit, int doubtful) {}

}

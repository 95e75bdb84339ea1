package ai.backend.dbstatus.schema;

import java.util.ArrayList;
import java.util.Collection;
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
		Appearances appearances = appearances();
		this.operations.history()
				.map()
				.heads()
				.stream()
				.limit(MOST_LINES)
				.forEach((head) -> line(head.id(), needed, appearances)
						.forEach((trial) -> trials.putIfAbsent(trial.fit().revision(), trial)));
		int beside = 0;
		for (Revision revision : this.order) {
			if (!trials.containsKey(revision.id()) && beside++ < MOST_ON_BRANCHES) {
				trials.put(revision.id(),
						beside(revision, needed.getOrDefault(revision.id(), Set.of()), appearances));
			}
		}
		return List.copyOf(trials.values());
	}

	/** Whether that is all revisions: else the right one may not be among them. */
	boolean triesAll(List<Trial> trials) {
		return trials.size() == this.order.size();
	}

	/** What of the catalog comes from revisions when all of them run. */
	private Appearances appearances() {
		Appearances appearances = new Appearances(new HashMap<>(), new HashSet<>(), new HashMap<>());
		SchemaFold fold = fold();
		Set<List<Object>> before = Set.of();
		for (Revision revision : this.order) {
			String id = revision.id();
			fold.mark();
			fold.apply(id, this.operations.upgrade(id));
			there(fold.created()).forEach((object) -> appearances.certain()
					.computeIfAbsent(EvidenceSearch.key(object), (_) -> new HashSet<>())
					.add(id));
			fold.objects()
					.forEach((object) -> appearances.surely().putIfAbsent(EvidenceSearch.key(object), id));
			Set<List<Object>> now = new HashSet<>();
			for (SchemaObject object : all(fold)) {
				List<Object> key = byColumns(object);
				// One without a name of its own may be another of the same columns.
				if (now.add(key) && !before.contains(key) && object.named() && isThere(object)) {
					appearances.possible().add(key);
				}
			}
			before = now;
		}
		return appearances;
	}

	/** The revisions that are each all there is up to there, when a head is upgraded to and then the others. */
	private List<Trial> line(String head, Map<String, Set<String>> needed, Appearances appearances) {
		List<Trial> line = new ArrayList<>();
		SchemaFold fold = fold();
		int count = 0;
		for (Revision revision : this.operations.history().map().plan(List.of(), head).pending()) {
			String id = revision.id();
			fold.apply(id, this.operations.upgrade(id));
			count++;
			Set<String> own = needed.getOrDefault(id, Set.of());
			if (own.size() == count) {
				line.add(trial(id, own, fold, appearances));
			}
		}
		return line;
	}

	private Trial beside(Revision revision, Set<String> needed, Appearances appearances) {
		SchemaFold fold = fold();
		this.order.stream()
				.map(Revision::id)
				.filter(needed::contains)
				.forEach((id) -> fold.apply(id, this.operations.upgrade(id)));
		return trial(revision.id(), needed, fold, appearances);
	}

	/** What others make is there too early, unless what the revision needs leaves that, too. */
	private Trial trial(String revision, Set<String> needed, SchemaFold fold, Appearances appearances) {
		List<SchemaObject> certain = fold.objects();
		List<SchemaObject> possible = fold.notKnown();
		int found = there(certain).size();
		List<SchemaObject> absent = possible.stream()
				.filter((object) -> this.comparison.compares(object) && !this.comparison.has(object))
				.toList();
		List<SchemaObject> gone = absent.stream()
				.filter((object) -> needed.contains(appearances.surely().get(EvidenceSearch.key(object))))
				.toList();
		Set<String> skipped = new HashSet<>();
		absent.stream()
				.filter((object) -> !gone.contains(object))
				.forEach((object) -> skipped.add(EvidenceSearch.revision(object)));
		Set<List<Object>> own = new HashSet<>();
		all(fold).forEach((object) -> own.add(EvidenceSearch.key(object)));
		int early = (int) appearances.certain()
				.entrySet()
				.stream()
				.filter((each) -> !own.contains(each.getKey()) && !needed.containsAll(each.getValue()))
				.count();
		Set<List<Object>> left = new HashSet<>();
		all(fold).forEach((object) -> left.add(byColumns(object)));
		int unexplained = (int) appearances.possible().stream().filter((key) -> !left.contains(key)).count();
		return new Trial(new Fit(revision, found, compared(certain) - found, early),
				new Doubts(absent.size(), gone.size(), Math.max(0, unexplained - early), skipped),
				there(possible).size());
	}

	/** One constraint may have been made without a name, and made again by the name that the database gave it. */
	private static List<Object> byColumns(SchemaObject object) {
		return (object.kind().isConstraint() && !object.columns().isEmpty())
				? List.of(object.kind(), String.valueOf(object.owner()), object.columns())
				: EvidenceSearch.key(object);
	}

	private static List<SchemaObject> all(SchemaFold fold) {
		List<SchemaObject> all = new ArrayList<>(fold.objects());
		all.addAll(fold.notKnown());
		return all;
	}

	private SchemaFold fold() {
		return new SchemaFold(this.operations.dialect(), this.catalog.defaultSchema());
	}

	private boolean isThere(SchemaObject object) {
		return this.comparison.compares(object) && this.comparison.has(object);
	}

	private List<SchemaObject> there(Collection<SchemaObject> objects) {
		return objects.stream().filter(this::isThere).toList();
	}

	private int compared(List<SchemaObject> objects) {
		return (int) objects.stream().filter(this.comparison::compares).count();
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
	 * What is in the catalog and may come from revisions.
	 *
	 * @param certain what revisions surely make, where nothing of that name was before, with these revisions
	 * @param possible what they make or may make
	 * @param surely all that is known for certain to be there at some time, with the first revision that leaves it
	 */
	private record Appearances(Map<List<Object>, Set<String>> certain, Set<List<Object>> possible,
			Map<List<Object>, String> surely) {}

	/**
	 * What may speak against a revision.
	 *
	 * @param absent how many objects are not there that it may or may not leave
	 * @param gone how many of these were surely there at some time: what a later revision may have taken away, which nobody can
	 * read, would hardly be gone without a trace
	 * @param unexplained how many objects are there, besides those too early, that it does not leave and others make or may make
	 * @param skipped the revisions that may have made the rest of what is absent, or not: a guard may have kept them from it
	 */
	record Doubts(int absent, int gone, int unexplained, Set<String> skipped) {

		/** All of them. */
		int count() {
			return this.absent + this.unexplained;
		}

		/** Those that no guard accounts for. */
		int firm() {
			return this.gone + this.unexplained;
		}

	}

	/**
	 * What came of a trial.
	 *
	 * @param fit what is known for certain
	 * @param doubts what is not
	 * @param perhaps how many objects are there that it may or may not leave
	 */
	record Trial(Fit fit, Doubts doubts, int perhaps) {

		/** What speaks against it for certain. */
		int against() {
			return this.fit.missing() + this.fit.alreadyThere();
		}

		/** Whether it is as good as another, but for what one revision did not do. */
		boolean isAsGood(Trial other) {
			return against() == other.against() && this.doubts.firm() == other.doubts.firm()
					&& this.doubts.skipped()
							.stream()
							.filter((each) -> !other.doubts.skipped().contains(each))
							.count() <= 1;
		}

	}

}

package ai.backend.dbstatus.schema;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import ai.backend.dbstatus.alembic.RevisionHistory;
import ai.backend.dbstatus.alembic.RevisionOperations;
import ai.backend.dbstatus.alembic.operation.schema.SchemaFold;
import ai.backend.dbstatus.alembic.operation.schema.SchemaObject;
import ai.backend.dbstatus.alembic.revision.Revision;
import ai.backend.dbstatus.database.catalog.Catalog;
import ai.backend.dbstatus.schema.FitSearch.Trial;
import ai.backend.dbstatus.schema.SchemaEvidence.Evidence;
import ai.backend.dbstatus.schema.SchemaEvidence.Fit;
import ai.backend.dbstatus.schema.SchemaEvidence.RevisionEvidence;

/**
 * Looks for the evidence of revisions in a catalog. What is not known is no evidence: a false alarm is worse than none.
 */
public final class EvidenceSearch {

	/** As many as anybody would look through. */
	private static final int MOST_FITS = 20;

	private final RevisionOperations operations;

	private final Catalog catalog;

	private final CatalogComparison comparison;

	private final List<Revision> order;

	/**
	 * A search.
	 * @param operations what the revisions do
	 * @param catalog what is there
	 */
	public EvidenceSearch(RevisionOperations operations, Catalog catalog) {
		this.operations = operations;
		this.catalog = catalog;
		this.comparison = new CatalogComparison(catalog, operations.dialect());
		this.order = order(operations.history());
	}

	/** The order of an upgrade from an empty database. */
	private static List<Revision> order(RevisionHistory history) {
		return history.map().plan(List.of(), "heads").pending();
	}

	/**
	 * Holds the catalog against what revisions have made, and against what others would make.
	 * @param applied the revisions that count as applied; the others count as pending
	 */
	public SchemaEvidence of(Set<String> applied) {
		SchemaEvidence evidence = held(applied);
		return (evidence.missing().isEmpty() && !evidence.alreadyThere().isEmpty())
				? evidence.withStamp(new StampSearch(this.operations, this.order, this::held).find(applied, evidence))
				: evidence;
	}

	private SchemaEvidence held(Set<String> applied) {
		SchemaFold fold = new SchemaFold(this.operations.dialect(), this.catalog.defaultSchema());
		this.order.stream()
				.map(Revision::id)
				.filter(applied::contains)
				.forEach((id) -> fold.apply(id, this.operations.upgrade(id)));
		List<SchemaObject> expected = compared(fold.objects().stream()).toList();
		int notKnown = (int) compared(fold.notKnown().stream()).count();
		Set<SchemaObject> gone = expected.stream()
				.filter((object) -> !this.comparison.has(object))
				.collect(Collectors.toCollection(LinkedHashSet::new));
		gone.addAll(this.comparison.missingRepeats(expected));
		List<SchemaObject> missing = gone.stream()
				.filter((object) -> !this.comparison.goesWithAnother(object)
						&& !this.comparison.isOwned(object, gone)
						&& !this.comparison.mentions(object, gone)
						&& !this.comparison.refersTo(object, gone))
				.toList();
		Set<SchemaObject> listed = new HashSet<>(missing);
		List<SchemaObject> early = alreadyThere(fold, applied);
		Map<String, List<SchemaObject>> made = new LinkedHashMap<>();
		expected.stream()
				.filter((object) -> !gone.contains(object) || listed.contains(object))
				.forEach((object) -> made.computeIfAbsent(revision(object), (_) -> new ArrayList<>()).add(object));
		List<RevisionEvidence> evidence = new ArrayList<>();
		List<String> neverRan = new ArrayList<>();
		for (Revision revision : this.order) {
			if (applied.contains(revision.id())) {
				List<SchemaObject> own = made.getOrDefault(revision.id(), List.of());
				List<SchemaObject> absent = own.stream().filter(listed::contains).toList();
				evidence.add(new RevisionEvidence(revision.id(), own.isEmpty()
						? Evidence.NONE
						: absent.isEmpty() ? Evidence.FOUND : Evidence.MISSING, absent));
				if (!own.isEmpty() && absent.size() == own.size()) {
					neverRan.add(revision.id());
				}
			}
		}
		SchemaVerdict verdict = (!missing.isEmpty() || !early.isEmpty())
				? SchemaVerdict.CONTRADICTED
				: expected.isEmpty() ? SchemaVerdict.UNPROVEN : SchemaVerdict.CONFIRMED;
		return new SchemaEvidence(verdict, expected.size(), expected.size() - gone.size(), notKnown, missing, early,
				neverRan, List.of(), null, evidence);
	}

	private Stream<SchemaObject> compared(Stream<SchemaObject> objects) {
		return objects.filter(this.comparison::compares);
	}

	static String revision(SchemaObject object) {
		return Objects.requireNonNull(object.maker()).revision();
	}

	static List<Object> key(SchemaObject object) {
		return List.of(object.kind(), String.valueOf(object.owner()), object.name());
	}

	private List<SchemaObject> alreadyThere(SchemaFold fold, Set<String> applied) {
		Set<List<Object>> before = new HashSet<>();
		Stream.concat(fold.objects().stream(), fold.notKnown().stream()).forEach((object) -> before.add(key(object)));
		fold.mark();
		this.order.stream()
				.map(Revision::id)
				.filter((id) -> !applied.contains(id))
				.forEach((id) -> fold.apply(id, this.operations.upgrade(id)));
		List<SchemaObject> early = compared(fold.created().stream())
				.filter((object) -> !before.contains(key(object)) && this.comparison.has(object))
				.toList();
		Set<String> tables = new HashSet<>();
		early.stream()
				.filter((object) -> object.kind() == SchemaObject.Kind.TABLE)
				.forEach((object) -> tables.add(object.name().toString()));
		// What belongs to a table that is there too early is there with it.
		return early.stream()
				.filter((object) -> object.owner() == null || !tables.contains(object.owner().toString()))
				.toList();
	}

	/**
	 * Finds the revisions that the database may be at, if it has tables and no revision.
	 * @return the verdict {@link SchemaVerdict#UNPROVEN}, with the revisions that fit best; none where nothing tells
	 */
	public SchemaEvidence fits() {
		FitSearch search = new FitSearch(this.operations, this.order, this.catalog, this.comparison);
		List<Trial> trials = search.find();
		List<Trial> unopposed = least(trials, Trial::against);
		List<Trial> surest = least(unopposed, (trial) -> trial.doubts().count());
		// One at which a guard kept revisions from their work is as good as one before them.
		List<Trial> guarded = unopposed.stream()
				.filter((trial) -> surest.stream().anyMatch(trial::isAsGood))
				.toList();
		// Where a later revision fails on what is there, something speaks against each.
		List<Trial> likeliest = least(trials, (trial) -> trial.against() + trial.doubts().firm());
		List<Fit> chosen = Stream.of(surest, guarded, likeliest)
				.flatMap(List::stream)
				.distinct()
				.filter((trial) -> trial.fit().found() + trial.perhaps() > 0)
				.sorted(Comparator.comparingInt((trial) -> trial.against() + trial.doubts().count()))
				.map(Trial::fit)
				.toList();
		if (chosen.isEmpty()) {
			return SchemaEvidence.NONE;
		}
		// One of which nothing is known may be the one as well as another.
		List<Trial> possible = least(unopposed, (trial) -> trial.doubts().gone());
		boolean alone = chosen.size() == 1 && possible.size() == 1 && search.triesAll(trials)
				&& possible.getFirst().fit().equals(chosen.getFirst())
				&& possible.getFirst().against() == 0 && chosen.getFirst().found() > 0;
		return new SchemaEvidence(SchemaVerdict.UNPROVEN, 0, 0, 0, List.of(), List.of(), List.of(),
				chosen.stream().limit(MOST_FITS).toList(), alone ? chosen.getFirst().revision() : null, List.of());
	}

	private static List<Trial> least(List<Trial> trials, ToIntFunction<Trial> measure) {
		int least = trials.stream().mapToInt(measure).min().orElse(0);
		return trials.stream().filter((trial) -> measure.applyAsInt(trial) == least).toList();
	}

}

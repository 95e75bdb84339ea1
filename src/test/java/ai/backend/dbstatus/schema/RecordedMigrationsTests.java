package ai.backend.dbstatus.schema;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import ai.backend.dbstatus.alembic.AlembicProject;
import ai.backend.dbstatus.alembic.ConfiguredProject;
import ai.backend.dbstatus.alembic.RevisionHistory;
import ai.backend.dbstatus.alembic.RevisionOperations;
import ai.backend.dbstatus.alembic.config.ConfigLocation;
import ai.backend.dbstatus.alembic.operation.SqlDialect;
import ai.backend.dbstatus.alembic.operation.schema.SchemaFold;
import ai.backend.dbstatus.alembic.operation.schema.SchemaObject;
import ai.backend.dbstatus.alembic.revision.Revision;
import ai.backend.dbstatus.database.catalog.RecordedCatalog;
import ai.backend.dbstatus.database.catalog.RecordedCatalog.Item;
import ai.backend.dbstatus.schema.SchemaEvidence.Fit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the scripts of a project against what PostgreSQL's catalog held after each of them, as it was recorded when Alembic ran
 * them.
 */
class RecordedMigrationsTests {

	private static RevisionHistory history;

	private static RevisionOperations operations;

	private static JsonNode recorded;

	@BeforeAll
	static void read() throws URISyntaxException, IOException {
		Path directory = Path
				.of(Objects.requireNonNull(RecordedMigrationsTests.class.getResource("/effects/shop")).toURI());
		ConfiguredProject project = new AlembicProject(
				new ConfigLocation(directory, "alembic.ini", "alembic", List.of("."), null, List.of())).current();
		history = project.history();
		operations = project.operations(history, SqlDialect.POSTGRESQL);
		recorded = new JsonMapper().readTree(directory.resolve("recorded.json").toFile()).path("revisions");
	}

	@Test
	void noDatabaseThatWasMigratedIsContradicted() {
		for (int at = 0; at < recorded.size(); at++) {
			SchemaEvidence evidence = search(catalog(at)).of(applied(at));
			assertThat(evidence.missing()).as(revision(at)).isEmpty();
			assertThat(evidence.alreadyThere()).as(revision(at)).isEmpty();
			assertThat(evidence.verdict()).as(revision(at)).isEqualTo(SchemaVerdict.CONFIRMED);
		}
	}

	@Test
	void nearlyAllThatRevisionsMadeIsChecked() {
		int last = recorded.size() - 1;
		SchemaEvidence evidence = search(catalog(last)).of(applied(last));
		assertThat(evidence.expected()).isGreaterThan(catalog(last).items().size() * 9 / 10);
	}

	/** A guard on a setting, and what is looked up in the catalog, leave something that is not checked. */
	@Test
	void eachObjectThatIsDroppedIsNamedAndNothingElse() {
		List<String> unchecked = new ArrayList<>();
		int named = 0;
		for (int at = 0; at < recorded.size(); at++) {
			for (Item item : catalog(at).items()) {
				RecordedCatalog damaged = catalog(at);
				damaged.drop(item);
				List<SchemaObject> missing = search(damaged).of(applied(at)).missing();
				if (missing.isEmpty()) {
					unchecked.add(item.kind() + " " + item.table() + "." + item.name());
				}
				else {
					assertThat(missing).as(revision(at) + " without " + item).hasSize(1);
					SchemaObject object = missing.getFirst();
					assertThat(object.kind().name()).as(item.toString()).isEqualTo(item.kind());
					assertThat(!object.named() || object.name().name().equals(item.name())).as(item.toString())
							.isTrue();
					assertThat(Objects.requireNonNull(object.maker()).revision()).isIn(applied(at));
					named++;
				}
			}
		}
		assertThat(new HashSet<>(unchecked)).containsExactlyInAnyOrder("COLUMN orders.code",
				"UNIQUE orders.uq_orders_code",
				"TABLE null.coupons", "COLUMN coupons.code", "PRIMARY_KEY coupons.pk_coupons",
				"FOREIGN_KEY orders.fk_orders_customer_customers", "CHECK notes.notes_Text_check");
		assertThat(named).isGreaterThan(unchecked.size() * 20);
	}

	@Test
	void whatIsAddedByHandIsNoneOfTheScriptsBusiness() {
		int last = recorded.size() - 1;
		RecordedCatalog catalog = catalog(last);
		catalog.addTable("by_hand");
		assertThat(search(catalog).of(applied(last)).verdict()).isEqualTo(SchemaVerdict.CONFIRMED);
	}

	@Test
	void aRevisionThatNeverRanIsNamedAndNoOther() {
		int last = recorded.size() - 1;
		List<String> tried = new ArrayList<>();
		for (Revision revision : order()) {
			RecordedCatalog catalog = catalog(last);
			boolean leavesEvidence = false;
			for (SchemaObject object : expected(last)) {
				if (Objects.requireNonNull(object.maker()).revision().equals(revision.id())) {
					leavesEvidence = true;
					catalog.items().stream().filter((item) -> is(item, object)).forEach(catalog::drop);
				}
			}
			if (leavesEvidence) {
				tried.add(revision.id());
				assertThat(search(catalog).of(applied(last)).neverRan()).as(revision.id()).contains(revision.id());
			}
		}
		assertThat(tried).hasSizeGreaterThan(10);
	}

	@Test
	void aDatabaseWithoutARevisionFitsTheOneThatItIsAt() {
		for (int at = 0; at < recorded.size(); at++) {
			String revision = revision(at);
			if (history.map().plan(List.of(), revision).pendingCount() == at + 1) {
				SchemaEvidence evidence = search(catalog(at)).fits();
				List<String> fits = evidence.fits().stream().map(Fit::revision).toList();
				assertThat(fits).contains(revision);
				boolean alone = !same(at, at - 1) && !same(at, at + 1);
				if (alone) {
					assertThat(fits).containsExactly(revision);
				}
				if (evidence.stamp() != null) {
					assertThat(evidence.stamp()).isEqualTo(revision);
				}
			}
		}
	}

	private static boolean same(int at, int other) {
		return other >= 0 && other < recorded.size()
				&& recorded.get(at).path("catalog").equals(recorded.get(other).path("catalog"));
	}

	private static boolean is(Item item, SchemaObject object) {
		String owner = (object.owner() != null) ? object.owner().name() : null;
		boolean named = object.named()
				? item.name().equals(object.name().name())
				: item.columns().equals(object.columns());
		return item.kind().equals(object.kind().name()) && Objects.equals(item.table(), owner) && named;
	}

	private static List<SchemaObject> expected(int at) {
		SchemaFold fold = new SchemaFold(SqlDialect.POSTGRESQL, "public");
		Set<String> applied = applied(at);
		order().stream()
				.map(Revision::id)
				.filter(applied::contains)
				.forEach((id) -> fold.apply(id, operations.upgrade(id)));
		return fold.objects();
	}

	private static List<Revision> order() {
		return history.map().plan(List.of(), "heads").pending();
	}

	private static EvidenceSearch search(RecordedCatalog catalog) {
		return new EvidenceSearch(operations, catalog.catalog());
	}

	private static RecordedCatalog catalog(int at) {
		return new RecordedCatalog(recorded.get(at).path("catalog"));
	}

	private static String revision(int at) {
		return recorded.get(at).path("revision").asString();
	}

	private static Set<String> applied(int at) {
		return recorded.valueStream()
				.limit(at + 1L)
				.map((step) -> step.path("revision").asString())
				.collect(Collectors.toSet());
	}

}

package ai.backend.dbstatus.database.catalog;

import java.nio.file.Path;
import java.util.List;

import ai.backend.dbstatus.database.session.DatabaseSessions;
import ai.backend.dbstatus.database.url.DatabaseUrl;
import ai.backend.dbstatus.testsupport.TestPostgres;
import ai.backend.dbstatus.testsupport.TestSessions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the query finds in the catalog of a PostgreSQL.
 */
class CatalogQueryTests {

	private final TestPostgres postgres = TestPostgres.shared();

	private final DatabaseSessions sessions = TestSessions.open();

	@AfterEach
	void close() {
		this.sessions.close();
	}

	@Test
	void everyKindOfObjectIsFoundByName() {
		Catalog catalog = catalog(List.of(), "CREATE TYPE mood AS ENUM ('sad', 'ok')",
				"CREATE TABLE \"Users\" (id serial, b text, CONSTRAINT pk PRIMARY KEY (id), CONSTRAINT ck CHECK (b <> ''))",
				"ALTER TABLE \"Users\" ADD gone int", "ALTER TABLE \"Users\" DROP gone",
				"CREATE INDEX ix ON \"Users\" (b, id)",
				"CREATE VIEW v AS SELECT 1 AS one", "CREATE MATERIALIZED VIEW m AS SELECT 1 AS one");
		assertThat(catalog.defaultSchema()).isEqualTo("public");
		assertThat(catalog.hasTable(null, "Users")).isTrue();
		assertThat(catalog.hasTable("public", "Users")).isTrue();
		assertThat(catalog.hasTable(null, "users")).isFalse();
		assertThat(catalog.hasColumn(null, "Users", "b")).isTrue();
		assertThat(catalog.hasColumn(null, "Users", "gone")).isFalse();
		assertThat(catalog.hasIndex(null, "Users", "ix")).isTrue();
		assertThat(catalog.hasEnum(null, "mood")).isTrue();
		assertThat(catalog.hasEnumValue(null, "mood", "ok")).isTrue();
		assertThat(catalog.hasEnumValue(null, "mood", "glad")).isFalse();
		assertThat(catalog.hasSequence(null, "Users_id_seq")).isTrue();
		assertThat(catalog.hasView(null, "v")).isTrue();
		assertThat(catalog.hasView(null, "m")).isTrue();
		assertThat(catalog.constraints(null, "Users")).contains(
				new Catalog.Constraint(Catalog.Kind.PRIMARY_KEY, "pk", List.of("id")),
				new Catalog.Constraint(Catalog.Kind.CHECK, "ck", List.of("b")));
	}

	@Test
	void schemasOffTheSearchPathAreLookedInWhereTheyAreNamed() {
		String[] statements = { "CREATE SCHEMA app", "CREATE TABLE app.t (id int)" };
		assertThat(catalog(List.of(), statements).hasTable("app", "t")).isFalse();
		Catalog catalog = catalog(List.of("app"), statements);
		assertThat(catalog.hasTable("app", "t")).isTrue();
		assertThat(catalog.hasColumn("app", "t", "id")).isTrue();
		assertThat(catalog.hasTable(null, "t")).isFalse();
		assertThat(catalog.hasTable("pg_catalog", "pg_class")).isFalse();
	}

	private Catalog catalog(List<String> schemas, String... statements) {
		String url = this.postgres.createDatabase("catalog_query");
		this.postgres.execute("catalog_query", statements);
		return this.sessions.ask(DatabaseUrl.parse(url, null, null, Path.of("")), CatalogQuery.of(schemas));
	}

}

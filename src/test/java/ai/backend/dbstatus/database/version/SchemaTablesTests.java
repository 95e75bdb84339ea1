package ai.backend.dbstatus.database.version;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import ai.backend.dbstatus.database.DatabaseException;
import ai.backend.dbstatus.database.DatabaseFailure;
import ai.backend.dbstatus.database.session.DatabaseSessions;
import ai.backend.dbstatus.database.url.DatabaseUrl;
import ai.backend.dbstatus.testsupport.TestMariaDb;
import ai.backend.dbstatus.testsupport.TestPostgres;
import ai.backend.dbstatus.testsupport.TestSessions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The version tables of many schemas, on servers that are real.
 */
class SchemaTablesTests {

	private static final String DATABASE = "schema_tables";

	/** More than are read by one statement. */
	private static final int MANY = 1100;

	private static final String ROLE = "tenant_reader";

	private static final TestPostgres POSTGRES = TestPostgres.shared();

	private static DatabaseSessions sessions = TestSessions.open();

	private static DatabaseUrl url = DatabaseUrl.parse("postgresql://localhost/", null, null, Path.of(""));

	@BeforeAll
	static void create() {
		POSTGRES.createDatabase(DATABASE);
		List<String> statements = new ArrayList<>(List.of("CREATE ROLE " + ROLE + " LOGIN PASSWORD 'secret'"));
		for (String schema : schemas()) {
			statements.add("CREATE SCHEMA " + schema);
			statements.add("GRANT USAGE ON SCHEMA " + schema + " TO " + ROLE);
			statements.add("CREATE TABLE " + schema + ".alembic_version (version_num VARCHAR(32) NOT NULL)");
			statements.add("GRANT SELECT ON " + schema + ".alembic_version TO " + ROLE);
			statements.add("INSERT INTO " + schema + ".alembic_version VALUES ('of_" + schema + "')");
		}
		POSTGRES.execute(DATABASE, statements.toArray(String[]::new));
		url = DatabaseUrl.parse("postgresql://" + ROLE + ":secret@localhost:" + POSTGRES.port() + "/" + DATABASE, null,
				null,
				Path.of(""));
	}

	@AfterAll
	static void close() {
		sessions.close();
	}

	private static List<String> schemas() {
		return IntStream.range(0, MANY).mapToObj("tenant_%04d"::formatted).toList();
	}

	private static Map<String, TenantTable> read(List<String> schemas) {
		return new SchemaTables(sessions).read(url, schemas, "alembic_version");
	}

	private static VersionTableState state(@Nullable TenantTable table) {
		assertThat(table).isInstanceOf(TenantTable.Read.class);
		return ((TenantTable.Read) table).state();
	}

	private static String why(@Nullable TenantTable table) {
		return (table instanceof TenantTable.Unread(DatabaseException ex)) ? ex.getMessage() : "it was read";
	}

	private static DatabaseFailure failure(@Nullable TenantTable table) {
		assertThat(table).isInstanceOf(TenantTable.Unread.class);
		return ((TenantTable.Unread) table).why().failure();
	}

	@Test
	void eachTablesRowsAreFoundWithTheirOwnSchema() {
		List<String> names = sessions.ask(url, new TenantNamesQuery(TenantNamesQuery.Kind.SCHEMAS, "tenant\\_____"));
		assertThat(names).isEqualTo(schemas());
		Map<String, TenantTable> found = read(names);
		assertThat(List.copyOf(found.keySet())).isEqualTo(names);
		found.forEach((schema, table) -> assertThat(state(table).rows()).containsExactly("of_" + schema));
		assertThat(sessions.openConnections()).isEqualTo(1);
	}

	@Test
	void eachThatCannotBeReadHasAFailureOfItsOwn() throws Exception {
		POSTGRES.execute(DATABASE, "CREATE SCHEMA odd_empty", "GRANT USAGE ON SCHEMA odd_empty TO " + ROLE,
				"CREATE SCHEMA odd_used", "GRANT USAGE ON SCHEMA odd_used TO " + ROLE,
				"CREATE TABLE odd_used.thing (id int)",
				"CREATE SCHEMA odd_denied", "CREATE TABLE odd_denied.alembic_version (version_num text)",
				"CREATE SCHEMA odd_table", "GRANT USAGE ON SCHEMA odd_table TO " + ROLE,
				"CREATE TABLE odd_table.alembic_version (version_num text)", "CREATE SCHEMA odd_other",
				"GRANT USAGE ON SCHEMA odd_other TO " + ROLE, "CREATE TABLE odd_other.alembic_version (id int)",
				"CREATE SCHEMA odd_locked", "GRANT USAGE ON SCHEMA odd_locked TO " + ROLE,
				"CREATE TABLE odd_locked.alembic_version (version_num text)",
				"GRANT SELECT ON odd_locked.alembic_version TO " + ROLE);
		try (Connection migration = POSTGRES.connect(DATABASE)) {
			migration.setAutoCommit(false);
			migration.createStatement().execute("LOCK TABLE odd_locked.alembic_version");
			Map<String, TenantTable> found = read(
					List.of("odd_denied", "odd_empty", "odd_gone", "odd_locked", "odd_other",
							"odd_table", "odd_used", "tenant_0007"));
			assertThat(failure(found.get("odd_denied"))).isEqualTo(DatabaseFailure.PERMISSION_DENIED);
			assertThat(state(found.get("odd_empty"))).isEqualTo(new VersionTableState(false, List.of(), false));
			assertThat(found.get("odd_gone")).isInstanceOf(TenantTable.Gone.class);
			assertThat(failure(found.get("odd_locked"))).isEqualTo(DatabaseFailure.LOCK_TIMEOUT);
			assertThat(failure(found.get("odd_other"))).isEqualTo(DatabaseFailure.CONFIG_INVALID);
			assertThat(failure(found.get("odd_table"))).isEqualTo(DatabaseFailure.PERMISSION_DENIED);
			assertThat(state(found.get("odd_used"))).isEqualTo(new VersionTableState(false, List.of(), true));
			assertThat(state(found.get("tenant_0007")).rows()).containsExactly("of_tenant_0007");
			migration.rollback();
		}
		assertThat(state(read(List.of("odd_locked")).get("odd_locked")).exists()).isTrue();
	}

	@Test
	void oneThatGoesBetweenTwoStatementsSpoilsNoOther() {
		List<String> some = new ArrayList<>(schemas().subList(0, 9));
		some.add(4, "went_away");
		assertThat(sessions.ask(url, new SchemaRowsQuery(some, "alembic_version")).rows().keySet())
				.containsExactlyInAnyOrderElementsOf(schemas().subList(0, 9));
	}

	@Test
	void whatIsLockedIsNotWaitedForOnceForEach() throws Exception {
		List<String> names = schemas().subList(10, 20);
		try (Connection migration = POSTGRES.connect(DATABASE)) {
			migration.setAutoCommit(false);
			for (String schema : names.subList(2, 8)) {
				migration.createStatement().execute("LOCK TABLE " + schema + ".alembic_version");
			}
			assertThat(sessions.ask(url, new SchemaRowsQuery(names, "alembic_version")))
					.isEqualTo(new SchemaRowsQuery.Answer(Map.of(), Map.of(), List.of(), true));
			Map<String, TenantTable> found = read(names);
			for (String schema : names.subList(2, 8)) {
				assertThat(failure(found.get(schema))).isEqualTo(DatabaseFailure.LOCK_TIMEOUT);
			}
			assertThat(why(found.get(names.get(2)))).contains("was locked by another session");
			assertThat(why(found.get(names.get(3)))).contains("as others are");
			assertThat(state(found.get(names.get(8))).rows()).containsExactly("of_" + names.get(8));
			migration.rollback();
		}
	}

	@Test
	void whatIsMoreThanAVersionTableIsReadByItself() {
		POSTGRES.execute(DATABASE, "CREATE SCHEMA big_rows", "GRANT USAGE ON SCHEMA big_rows TO " + ROLE,
				"CREATE TABLE big_rows.alembic_version AS SELECT 'row_' || i AS version_num FROM generate_series(1, 150) i",
				"GRANT SELECT ON big_rows.alembic_version TO " + ROLE,
				"CREATE SCHEMA big_guarded", "GRANT USAGE ON SCHEMA big_guarded TO " + ROLE,
				"CREATE TABLE big_guarded.alembic_version (version_num text)",
				"GRANT SELECT ON big_guarded.alembic_version TO " + ROLE,
				"ALTER TABLE big_guarded.alembic_version ENABLE ROW LEVEL SECURITY", "CREATE SCHEMA big_view",
				"GRANT USAGE ON SCHEMA big_view TO " + ROLE,
				"CREATE VIEW big_view.alembic_version AS SELECT 'seen'::text AS version_num",
				"GRANT SELECT ON big_view.alembic_version TO " + ROLE);
		Map<String, TenantTable> found = read(List.of("big_guarded", "big_rows", "big_view", "tenant_0001"));
		assertThat(failure(found.get("big_guarded"))).isEqualTo(DatabaseFailure.PERMISSION_DENIED);
		assertThat(state(found.get("big_rows")).rows()).hasSize(150);
		assertThat(state(found.get("big_view")).rows()).containsExactly("seen");
		assertThat(state(found.get("tenant_0001")).rows()).containsExactly("of_tenant_0001");
	}

	/** Of schemas that have just been made, the planner knows nothing: it would think of one where there are thousands. */
	@Test
	void theCatalogIsAskedByLookUpsWhateverThePlannerExpects() throws Exception {
		String fresh = "schema_tables_fresh";
		POSTGRES.createDatabase(fresh);
		String sql = "EXPLAIN " + SchemaTablesQuery.POSTGRESQL.replace("relname = ?", "relname = 'alembic_version'")
				.replace("ANY (?)", "ANY ('{tenant_0001,tenant_0002}'::text[])");
		StringBuilder plan = new StringBuilder();
		try (Connection connection = POSTGRES.connect(fresh);
				Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery(sql)) {
			while (rows.next()) {
				plan.append(rows.getString(1)).append('\n');
			}
		}
		assertThat(plan.toString()).contains("(relnamespace = n.oid)")
				.doesNotContain("Join Filter", "Seq Scan on pg_class");
	}

	@Test
	void aQueryNamesTheTenants() {
		assertThat(sessions.ask(url, new TenantNamesQuery(TenantNamesQuery.Kind.QUERY,
				"SELECT name, 1 FROM (VALUES ('b'), (NULL), ('a'), ('b')) AS tenants (name)")))
				.containsExactly("a", "b");
		assertThat(sessions.ask(url, new TenantNamesQuery(TenantNamesQuery.Kind.DATABASES, "schema\\_tab%")))
				.containsExactly(DATABASE);
		assertThat(sessions.ask(url, new TenantNamesQuery(TenantNamesQuery.Kind.SCHEMAS, "pg_%"))).isEmpty();
	}

	@Test
	@EnabledIf(value = "ai.backend.dbstatus.testsupport.TestMariaDb#isInstalled", disabledReason = "There is no MariaDB")
	void databasesOfMariaDbAreSchemas() throws Exception {
		try (TestMariaDb server = new TestMariaDb()) {
			server.execute("CREATE DATABASE shop_a", "CREATE TABLE shop_a.alembic_version (version_num varchar(32))",
					"INSERT INTO shop_a.alembic_version VALUES ('aaa')", "CREATE DATABASE shop_b",
					"CREATE TABLE shop_b.alembic_version (version_num varchar(32))",
					"INSERT INTO shop_b.alembic_version VALUES ('bbb')", "CREATE DATABASE shop_c",
					"CREATE DATABASE shop_d",
					"CREATE TABLE shop_d.thing (id int)", "CREATE USER reader@'%' IDENTIFIED BY 'secret'",
					"GRANT SELECT ON `shop\\_%`.* TO reader@'%'", "CREATE DATABASE other");
			DatabaseUrl shop = DatabaseUrl.parse("mysql://reader:secret@127.0.0.1:" + server.port() + "/shop_a", null,
					null, Path.of(""));
			List<String> names = sessions.ask(shop, new TenantNamesQuery(TenantNamesQuery.Kind.DATABASES, "shop_%"));
			assertThat(names).containsExactly("shop_a", "shop_b", "shop_c", "shop_d");
			Map<String, TenantTable> found = new SchemaTables(sessions).read(shop, names, "alembic_version");
			assertThat(state(found.get("shop_a")).rows()).containsExactly("aaa");
			assertThat(state(found.get("shop_b")).rows()).containsExactly("bbb");
			assertThat(state(found.get("shop_c"))).isEqualTo(new VersionTableState(false, List.of(), false));
			assertThat(state(found.get("shop_d"))).isEqualTo(new VersionTableState(false, List.of(), true));
			try (Connection migration = server.connect()) {
				migration.createStatement().execute("LOCK TABLES shop_b.alembic_version WRITE");
				found = new SchemaTables(sessions).read(shop, names, "alembic_version");
				assertThat(failure(found.get("shop_b"))).isEqualTo(DatabaseFailure.LOCK_TIMEOUT);
				assertThat(state(found.get("shop_a")).rows()).containsExactly("aaa");
			}
			found = new SchemaTables(sessions).read(shop, names, "alembic_version");
			assertThat(state(found.get("shop_b")).rows()).containsExactly("bbb");
		}
	}

}

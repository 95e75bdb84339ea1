package ai.backend.dbstatus.web.report;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

import ai.backend.dbstatus.status.wait.StatusWaits;
import ai.backend.dbstatus.testsupport.Http;
import ai.backend.dbstatus.testsupport.RecordedProject;
import ai.backend.dbstatus.testsupport.TestPostgres;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One history against many schemas and databases of a real PostgreSQL.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = {
		"db-status.builtin-components=false", "db-status.monitor.interval=0s" })
class TenantTests {

	private static final Executor THREADS = Executors.newVirtualThreadPerTaskExecutor();

	private static final RecordedProject PROJECT = RecordedProject.manager();

	private static final String DATABASE = "tenants";

	private static final String REPORT = "/components/shop/db-status";

	@TempDir
	static Path directory;

	@LocalServerPort
	private int port;

	@Autowired
	private StatusWaits waits;

	private Http http = new Http(0);

	@DynamicPropertySource
	static void components(DynamicPropertyRegistry registry) throws Exception {
		PROJECT.write(directory);
		TestPostgres postgres = TestPostgres.shared();
		String url = postgres.createDatabase(DATABASE);
		postgres.createStampedDatabase("tenant_db_a", id(0));
		postgres.createStampedDatabase("tenant_db_b", id(3));
		postgres.execute(DATABASE, "CREATE TABLE public.tenants (name text)",
				"INSERT INTO public.tenants VALUES ('tenant_2'), ('tenant_new')");
		add(registry, "shop", url, "schemas", "tenant\\_%");
		add(registry, "asked", url, "query", "SELECT name FROM public.tenants");
		add(registry, "databases", url, "databases", "tenant\\_db\\_%");
		add(registry, "nowhere", url, "schemas", "tennant%");
		add(registry, "plain", url, null, null);
	}

	private static String id(int pending) {
		return PROJECT.history().get(pending);
	}

	private static void add(DynamicPropertyRegistry registry, String name, String url,
			@Nullable String kind, @Nullable String text) {
		String prefix = "db-status.components." + name + ".";
		registry.add(prefix + "alembic-config", () -> directory.resolve("alembic.ini").toString());
		registry.add(prefix + "script-location", () -> directory.resolve("migrations").toString());
		registry.add(prefix + "url", () -> url);
		if (kind != null) {
			registry.add(prefix + "tenants." + kind, () -> text);
		}
	}

	@BeforeEach
	void create() {
		this.http = new Http(this.port);
		List<String> statements = new ArrayList<>();
		for (int i = 0; i < 10; i++) {
			statements.add("DROP SCHEMA IF EXISTS tenant_" + i + " CASCADE");
			statements.addAll(tenant("tenant_" + i, id(0)));
		}
		TestPostgres.shared().execute(DATABASE, statements.toArray(String[]::new));
	}

	private static List<String> tenant(String schema, String revision) {
		return List.of("CREATE SCHEMA " + schema,
				"CREATE TABLE " + schema + ".alembic_version (version_num VARCHAR(32) NOT NULL)",
				"INSERT INTO " + schema + ".alembic_version VALUES ('" + revision + "')");
	}

	private static void stamp(String schema, String revision) {
		TestPostgres.shared()
				.execute(DATABASE, "UPDATE " + schema + ".alembic_version SET version_num = '" + revision + "'");
	}

	@Test
	void theReportIsThatOfTheWorstTenantAndGroupsTheOthers() {
		stamp("tenant_3", id(2));
		stamp("tenant_7", id(2));
		JsonNode report = this.http.json(REPORT);
		assertThat(report.at("/status").asString()).isEqualTo("BEHIND");
		assertThat(report.at("/pendingCount").asInt()).isEqualTo(2);
		assertThat(report.at("/details").asString()).isEqualTo("Of 10 tenants the worst is tenant_3");
		assertThat(report.at("/tenants").toPrettyString().replace("\r\n", "\n")).isEqualTo("""
				{
				  "count" : 10,
				  "byStatus" : {
				    "BEHIND" : 2,
				    "UP_TO_DATE" : 8
				  },
				  "byRevision" : [ {
				    "revision" : "%1$s",
				    "count" : 8
				  }, {
				    "revision" : "%2$s",
				    "count" : 2
				  } ],
				  "outliers" : [ {
				    "tenant" : "tenant_3",
				    "status" : "BEHIND",
				    "reason" : "PENDING_MIGRATIONS",
				    "summary" : "2 migrations pending.",
				    "currentRevisions" : [ "%2$s" ],
				    "pendingCount" : 2
				  }, {
				    "tenant" : "tenant_7",
				    "status" : "BEHIND",
				    "reason" : "PENDING_MIGRATIONS",
				    "summary" : "2 migrations pending.",
				    "currentRevisions" : [ "%2$s" ],
				    "pendingCount" : 2
				  } ]
				}""".formatted(id(0), id(2)));
		assertThat(this.http.get(REPORT + "?format=text").body()).contains("""

				Status: 2 migrations pending.

				Tenants: 10, 2 Behind, 8 Up-to-date
				- tenant_3: 2 migrations pending.
				- tenant_7: 2 migrations pending.

				Recommended action:
				""");
	}

	@Test
	void aGateWantsWhatItExpectsOfEveryTenant() {
		assertThat(this.http.get(REPORT + "?expect=UP_TO_DATE").statusCode()).isEqualTo(200);
		stamp("tenant_3", "ffffffffffff");
		stamp("tenant_4", id(1));
		assertThat(this.http.get(REPORT + "?expect=UNRECOGNIZED,UP_TO_DATE").statusCode()).isEqualTo(503);
		assertThat(this.http.get(REPORT + "?expect=UNRECOGNIZED,BEHIND,UP_TO_DATE").statusCode()).isEqualTo(200);
		assertThat(this.http.get("/components/nowhere/db-status?expect=UP_TO_DATE").statusCode()).isEqualTo(503);
	}

	@Test
	void whatTheCallersCodeNeedsIsNeededOfEveryTenant() {
		assertThat(need(REPORT, id(1))).isEqualTo("200 APPLIED");
		stamp("tenant_3", id(2));
		assertThat(need(REPORT, id(2))).isEqualTo("200 APPLIED");
		assertThat(need(REPORT, id(1))).isEqualTo("503 PENDING");
		stamp("tenant_4", "ffffffffffff");
		assertThat(need(REPORT, id(1))).isEqualTo("503 UNKNOWN");
		assertThat(need("/components/shop/tenants/tenant_5/db-status", id(1))).isEqualTo("200 APPLIED");
		// Its rows are known, though not what they need.
		assertThat(need("/components/shop/tenants/tenant_4/db-status", "ffffffffffff")).isEqualTo("200 APPLIED");
	}

	@Test
	void whatCannotBeReadOrFoundKeepsTheGateShut() throws Exception {
		try (Connection migration = TestPostgres.shared().connect(DATABASE)) {
			migration.setAutoCommit(false);
			migration.createStatement().execute("LOCK TABLE tenant_6.alembic_version");
			assertThat(need(REPORT, id(0))).isEqualTo("503 UNKNOWN");
			assertThat(this.http.get(REPORT + "?expect=UP_TO_DATE").statusCode()).isEqualTo(503);
			migration.rollback();
		}
		assertThat(need(REPORT, id(0))).isEqualTo("200 APPLIED");
		assertThat(need("/components/nowhere/db-status", id(0))).isEqualTo("503 UNKNOWN");
	}

	private String need(String address, String revision) {
		String asked = address + "?needs=" + revision;
		return this.http.get(asked).statusCode() + " " + this.http.json(asked).at("/needs/0/state").asString();
	}

	@Test
	void aWaitEndsOnceEveryTenantIsThere() {
		stamp("tenant_2", id(1));
		stamp("tenant_8", id(2));
		CompletableFuture<HttpResponse<String>> all = later(REPORT + "?wait=60s&expect=UP_TO_DATE");
		CompletableFuture<HttpResponse<String>> needing = later(REPORT + "?wait=60s&needs=" + id(0));
		CompletableFuture<HttpResponse<String>> one = later(
				"/components/shop/tenants/tenant_2/db-status?wait=60s&expect=UP_TO_DATE");
		awaitWaits(3);
		stamp("tenant_2", id(0));
		assertThat(one.join().statusCode()).isEqualTo(200);
		assertThat(all).isNotDone();
		stamp("tenant_8", id(0));
		assertThat(all.join().statusCode()).isEqualTo(200);
		assertThat(needing.join().statusCode()).isEqualTo(200);
	}

	@Test
	void aWaitForATenantThatGoesEnds() {
		stamp("tenant_2", id(1));
		String address = "/components/shop/tenants/tenant_2/db-status?expect=UP_TO_DATE";
		assertThat(this.http.get(address + "&wait=1ms").statusCode()).isEqualTo(503);
		CompletableFuture<HttpResponse<String>> gone = later(address + "&wait=60s");
		awaitWaits(1);
		TestPostgres.shared().execute(DATABASE, "DROP SCHEMA tenant_2 CASCADE");
		assertThat(gone.join().statusCode()).isEqualTo(404);
		assertThat(this.http.get(address + "&wait=60s").statusCode()).isEqualTo(404);
	}

	private CompletableFuture<HttpResponse<String>> later(String address) {
		return CompletableFuture.supplyAsync(() -> this.http.get(address), THREADS);
	}

	private void awaitWaits(int count) {
		Awaitility.await().until(this.waits::size, (size) -> size == count);
	}

	@Test
	void tenantsComeAndGoWithoutASetting() {
		TestPostgres.shared().execute(DATABASE, "DROP SCHEMA tenant_0 CASCADE");
		assertThat(this.http.json(REPORT).at("/tenants/count").asInt()).isEqualTo(9);
		TestPostgres.shared().execute(DATABASE, "CREATE SCHEMA tenant_0");
		JsonNode report = this.http.json(REPORT);
		assertThat(report.at("/reason").asString()).isEqualTo("NO_VERSION_TABLE");
		assertThat(report.at("/details").asString())
				.isEqualTo("Of 10 tenants the worst is tenant_0: There is no table tenant_0.alembic_version");
	}

	@Test
	void tenantsAreListedInPages() {
		stamp("tenant_5", id(1));
		JsonNode first = this.http.json("/components/shop/tenants?limit=4&status=UP_TO_DATE");
		assertThat(first.at("/count").asInt()).isEqualTo(9);
		assertThat(first.at("/next").asString()).isEqualTo("tenant_3");
		JsonNode second = this.http.json("/components/shop/tenants?after=tenant_3&status=UP_TO_DATE");
		assertThat(second.at("/tenants").valueStream().map((tenant) -> tenant.at("/tenant").asString()))
				.containsExactly("tenant_4", "tenant_6", "tenant_7", "tenant_8", "tenant_9");
		assertThat(second.at("/next").isNull()).isTrue();
		assertThat(this.http.json("/components/shop/tenants?revision=" + id(1)).at("/tenants")).hasSize(1);
		assertThat(this.http.json("/components/plain/tenants").at("/tenants")).isEmpty();
		assertThat(this.http.get("/components/shop/tenants?limit=0").statusCode()).isEqualTo(400);
	}

	@Test
	void oneTenantHasAReportOfItsOwn() {
		stamp("tenant_5", id(1));
		JsonNode report = this.http.json("/components/shop/tenants/tenant_5/db-status");
		assertThat(report.at("/component").asString()).isEqualTo("shop/tenant_5");
		assertThat(report.at("/pendingCount").asInt()).isEqualTo(1);
		assertThat(report.at("/tenants").isNull()).isTrue();
		assertThat(this.http.get("/components/shop/tenants/tenant_5/db-status?expect=UP_TO_DATE").statusCode())
				.isEqualTo(503);
		assertThat(this.http.get("/components/shop/tenants/nobody/db-status").statusCode()).isEqualTo(404);
		assertThat(this.http.get("/components/plain/tenants/nobody/db-status").statusCode()).isEqualTo(404);
	}

	@Test
	void aQueryOrTheServerNamesTenantsToo() {
		JsonNode asked = this.http.json("/components/asked/tenants");
		assertThat(asked.at("/tenants/0/status").asString()).isEqualTo("UP_TO_DATE");
		// Named, and its schema has yet to be made.
		assertThat(asked.at("/tenants/1/reason").asString()).isEqualTo("NO_VERSION_TABLE");
		JsonNode databases = this.http.json("/components/databases/tenants");
		assertThat(databases.at("/tenants/0/tenant").asString()).isEqualTo("tenant_db_a");
		assertThat(databases.at("/tenants/1/pendingCount").asInt()).isEqualTo(3);
	}

	@Test
	void noTenantAtAllIsAnError() {
		JsonNode report = this.http.json("/components/nowhere/db-status");
		assertThat(report.at("/reason").asString()).isEqualTo("NO_TENANTS");
		assertThat(this.http.get("/components/nowhere/tenants").statusCode()).isEqualTo(503);
	}

	@Test
	void aMeterCountsTenantsAndNamesNone() {
		this.http.get(REPORT);
		assertThat(this.http.get("/actuator/prometheus").body())
				.contains("dbstatus_tenants{component=\"shop\",status=\"UP_TO_DATE\"}",
						"dbstatus_tenants_revisions{component=\"shop\"}")
				.doesNotContain("tenant_5", "dbstatus_tenants{component=\"plain\"");
	}

}

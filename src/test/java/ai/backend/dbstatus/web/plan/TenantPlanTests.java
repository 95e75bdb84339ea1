package ai.backend.dbstatus.web.plan;

import java.net.http.HttpResponse;
import java.nio.file.Path;

import ai.backend.dbstatus.testsupport.AlembicProjectFiles;
import ai.backend.dbstatus.testsupport.Http;
import ai.backend.dbstatus.testsupport.TestPostgres;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the pending revisions of one tenant would do: to its own tables, with their own sizes.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = {
		"db-status.builtin-components=false" })
class TenantPlanTests {

	private static final String DATABASE = "tenant_plan_tests";

	@TempDir
	private static Path directory;

	@LocalServerPort
	private int port;

	private Http http;

	private final TestPostgres postgres = TestPostgres.shared();

	@DynamicPropertySource
	static void components(DynamicPropertyRegistry registry) {
		AlembicProjectFiles files = new AlembicProjectFiles(directory);
		script(files, "a1aa", "None", "op.create_table('users', sa.Column('id', sa.Integer, primary_key=True))");
		script(files, "b2bb", "'a1aa'", "op.alter_column('users', 'id', type_=sa.BigInteger())");
		script(files, "c3cc", "'b2bb'", "op.create_table('teams', sa.Column('id', sa.Integer, primary_key=True))");
		script(files, "d4dd", "'c3cc'", "op.add_column('countries', sa.Column('code', sa.Text))");
		registry.add("db-status.workdir", directory::toString);
		for (String tenants : new String[]{ "schemas", "databases" }) {
			String prefix = "db-status.components.of-" + tenants + ".";
			registry.add(prefix + "alembic-config", () -> "alembic.ini");
			registry.add(prefix + "url", () -> TestPostgres.shared().url(DATABASE));
			registry.add(prefix + "tenants." + tenants, () -> tenants.equals("schemas") ? "tenant\\_%" : DATABASE);
		}
		registry.add("db-status.default-component", () -> "of-schemas");
	}

	private static void script(AlembicProjectFiles files, String revision, String down, String upgrade) {
		files.rawScript(revision + "_step.py", """
				from alembic import op
				import sqlalchemy as sa
				revision = "%s"
				down_revision = %s
				def upgrade():
				    %s
				def downgrade():
				    pass
				""".formatted(revision, down, upgrade));
	}

	@BeforeEach
	void tenants() {
		this.http = new Http(this.port);
		this.postgres.createDatabase(DATABASE);
		this.postgres.execute(DATABASE, "CREATE TABLE countries (id int)", "CREATE TABLE teams (id int)",
				"CREATE TABLE users (id int)",
				"CREATE TABLE alembic_version AS SELECT 'a1aa'::varchar(32) AS version_num");
		tenant("tenant_a", "a1aa", 1000);
		tenant("tenant_b", "d4dd", 10);
		this.postgres.execute(DATABASE, "ANALYZE");
	}

	private void tenant(String schema, String revision, int rows) {
		this.postgres.execute(DATABASE, "CREATE SCHEMA " + schema,
				"CREATE TABLE %s.alembic_version AS SELECT '%s'::varchar(32) AS version_num".formatted(schema,
						revision),
				"CREATE TABLE %s.users AS SELECT * FROM generate_series(1, %d) AS id".formatted(schema, rows));
	}

	@Test
	void theTablesAreTheTenantsOwn() {
		JsonNode plan = this.http.json("/components/of-schemas/tenants/tenant_a/plan");
		assertThat(plan.path("component").asString()).isEqualTo("of-schemas/tenant_a");
		assertThat(plan.path("status").asString()).isEqualTo("BEHIND");
		assertThat(plan.path("steps")).extracting((step) -> step.path("revision").asString())
				.containsExactly("b2bb", "c3cc", "d4dd");
		assertThat(operation(plan, 0).path("rows").asInt()).isEqualTo(1000);
	}

	/** The like in the schema that is next in the path is in nobody's way, and what is only there is reached. */
	@Test
	void whatIsElsewhereIsInNobodysWay() {
		JsonNode plan = this.http.json("/components/of-schemas/tenants/tenant_a/plan");
		assertThat(operation(plan, 1).path("findings")).isEmpty();
		assertThat(operation(plan, 2).path("findings")).extracting((finding) -> finding.path("effect").asString())
				.doesNotContain("WOULD_FAIL");
	}

	@Test
	void aTenantMayBeADatabase() {
		JsonNode plan = this.http.json("/components/of-databases/tenants/" + DATABASE + "/plan");
		assertThat(operation(plan, 0).path("rows").asInt()).isZero();
		assertThat(operation(plan, 1).path("findings")).extracting((finding) -> finding.path("effect").asString())
				.contains("WOULD_FAIL");
	}

	@Test
	void theGateIsShutByATenantsOwnPlan() {
		String plan = "/components/of-schemas/tenants/%s/plan?forbid=REWRITES_TABLE&over=100rows";
		assertThat(this.http.get(plan.formatted("tenant_a")).statusCode()).isEqualTo(503);
		assertThat(this.http.get(plan.formatted("tenant_b")).statusCode()).isEqualTo(200);
		assertThat(this.http.get(plan.formatted("tenant_c")).statusCode()).isEqualTo(404);
	}

	@Test
	void theDowngradeIsPlannedToo() {
		JsonNode plan = this.http.json("/components/of-schemas/tenants/tenant_b/plan?to=b2bb");
		assertThat(plan.path("direction").asString()).isEqualTo("DOWNGRADE");
		assertThat(plan.path("steps")).extracting((step) -> step.path("revision").asString())
				.containsExactly("d4dd", "c3cc");
	}

	@Test
	void thereIsNoOnePlanOfAllTenants() {
		HttpResponse<String> plan = this.http.get("/components/of-schemas/plan");
		assertThat(plan.statusCode()).isEqualTo(503);
		assertThat(plan.body()).contains("ask for the plan of one, at /components/of-schemas/tenants/TENANT/plan");
	}

	@Test
	void thePageFindsItsFilesAndItsComponent() {
		String page = this.http.get("/components/of-schemas/tenants/tenant_a/plan?format=html").body();
		assertThat(page).contains("href=\"../../../../page/plan.css\"", "href=\"../../../../\"", "href=\"../../\"");
	}

	private static JsonNode operation(JsonNode plan, int step) {
		return plan.path("steps").get(step).path("operations").get(0);
	}

}

package ai.backend.dbstatus.web.plan;

import java.nio.file.Path;
import java.util.List;

import ai.backend.dbstatus.testsupport.AlembicProjectFiles;
import ai.backend.dbstatus.testsupport.Http;
import ai.backend.dbstatus.testsupport.TestPostgres;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the pending revisions would do, over HTTP, on a PostgreSQL database with rows in its tables.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = {
		"db-status.builtin-components=false" })
class PlanTests {

	private static final String DATABASE = "plan_tests";

	@TempDir
	private static Path directory;

	@LocalServerPort
	private int port;

	private Http http;

	private final TestPostgres postgres = TestPostgres.shared();

	@DynamicPropertySource
	static void component(DynamicPropertyRegistry registry) {
		AlembicProjectFiles files = new AlembicProjectFiles(directory);
		script(files, "a1aa", "None", "op.create_table('users', sa.Column('id', sa.Integer, primary_key=True))",
				"op.drop_table('users')");
		script(files, "b2bb", "'a1aa'", "op.alter_column('users', 'id', type_=sa.BigInteger())",
				"op.alter_column('users', 'id', type_=sa.Integer())");
		script(files, "c3cc", "'b2bb'", "op.create_table('teams', sa.Column('id', sa.Integer, primary_key=True))\n"
				+ "op.create_index('ix_users_name', 'users', ['name'])", "pass");
		script(files, "d4dd", "'c3cc'",
				"op.drop_column('users', 'nickname')  # db-status: allow LOSES_DATA Nobody has used it for a year",
				"op.add_column('users', sa.Column('nickname', sa.Text()))");
		registry.add("db-status.workdir", directory::toString);
		registry.add("db-status.components.shop.alembic-config", () -> "alembic.ini");
		registry.add("db-status.components.shop.url", () -> TestPostgres.shared().url(DATABASE));
		registry.add("db-status.default-component", () -> "shop");
	}

	private static void script(AlembicProjectFiles files, String revision, String down, String upgrade,
			String downgrade) {
		files.rawScript(revision + "_step.py", """
				from alembic import op
				import sqlalchemy as sa
				revision = "%s"
				down_revision = %s
				def upgrade():
				%s
				def downgrade():
				%s""".formatted(revision, down, upgrade.indent(4), downgrade.indent(4)));
	}

	@BeforeEach
	void aDatabaseWithRows() {
		this.http = new Http(this.port);
		this.postgres.createDatabase(DATABASE);
		this.postgres.execute(DATABASE, "CREATE TABLE users (id serial PRIMARY KEY, name text, nickname text)",
				"INSERT INTO users (name) SELECT 'x' FROM generate_series(1, 1000)", "ANALYZE users",
				"CREATE TABLE alembic_version (version_num varchar(32) PRIMARY KEY)",
				"INSERT INTO alembic_version VALUES ('a1aa')");
	}

	private JsonNode plan(String query) {
		return this.http.json("/components/shop/plan" + query);
	}

	@Test
	void theStepsAreThoseOfAnUpgradeWithWhatTheyDo() {
		JsonNode plan = plan("");
		assertThat(plan.path("direction").asString()).isEqualTo("UPGRADE");
		assertThat(strings(plan.path("steps"), "revision")).containsExactly("b2bb", "c3cc", "d4dd");
		JsonNode operation = plan.path("steps").get(0).path("operations").get(0);
		assertThat(operation.path("operation").asString()).isEqualTo("alter_column");
		assertThat(operation.path("text").asString()).isEqualTo("ALTER TABLE users ALTER COLUMN id TYPE bigint");
		assertThat(operation.path("lock").path("mode").asString()).isEqualTo("ACCESS_EXCLUSIVE");
		assertThat(operation.path("lock").path("until").asString()).isEqualTo("d4dd");
		assertThat(operation.path("blocks").asString()).isEqualTo("READS_AND_WRITES");
		assertThat(operation.path("rewrites").get(0).asString()).isEqualTo("users");
		assertThat(operation.path("rows").asInt()).isEqualTo(1000);
		assertThat(operation.path("bytes").asInt()).isPositive();
		assertThat(strings(operation.path("findings"), "effect")).contains("REWRITES_TABLE", "BLOCKS_READS");
		assertThat(plan.path("worst").path("effect").asString()).isEqualTo("REWRITES_TABLE");
		assertThat(plan.path("summary").asString()).startsWith("3 steps in one transaction: REWRITES_TABLE 1");
	}

	@Test
	void whatThePlanItselfMakesIsHarmless() {
		JsonNode made = plan("").path("steps").get(1).path("operations").get(0);
		assertThat(made.path("locks")).isEmpty();
		assertThat(made.path("findings")).isEmpty();
	}

	@Test
	void stepsThatNothingLeadsBackFromAreSaid() {
		JsonNode plan = plan("");
		assertThat(plan.path("firstIrreversible").asString()).isEqualTo("c3cc");
		assertThat(plan.path("steps").get(0).path("reversible").asBoolean()).isTrue();
		assertThat(strings(plan.path("steps").get(1).path("findings"), "text")).contains("downgrade() is empty.");
		assertThat(plan.path("steps").get(2).path("reversible").asBoolean()).isFalse();
	}

	/** Whoever's gate is shut wants to know by what. */
	@Test
	void whatIsForbiddenIsShownHoweverLittleItDoes() {
		this.postgres.execute(DATABASE, "TRUNCATE users", "VACUUM ANALYZE users");
		assertThat(this.http.get("/components/shop/plan?format=text").body()).doesNotContain("REWRITES_TABLE");
		assertThat(this.http.get("/components/shop/plan?format=text&forbid=REWRITES_TABLE").body())
				.contains("Refused: 1 finding is forbidden.", "REWRITES_TABLE line ", " (forbidden): ");
		assertThat(this.http.get("/components/shop/plan?format=markdown&forbid=REWRITES_TABLE").body())
				.contains("**1 finding is forbidden.**", "| 🛑 REWRITES_TABLE | ");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			?forbid=REWRITES_TABLE                        | 503
			?forbid=REWRITES_TABLE&over=1GB               | 200
			?forbid=REWRITES_TABLE&over=100rows           | 503
			?forbid=LOSES_DATA                            | 200
			?forbid=IRREVERSIBLE&over=1GB                 | 503
			?forbid=BLOCKS_WRITES                         | 503
			?forbid=WOULD_FAIL,NOT_KNOWN                  | 200
			?forbid=WOULD_FAIL&from=base                  | 200
			?forbid=LOSES_DATA&to=base                    | 503
			?forbid=LOOSES_DATA                           | 400
			?forbid=                                      | 400
			?over=1GB                                     | 400
			?forbid=LOSES_DATA&over=big                   | 400
			?to=nosuch                                    | 404
			?ref=nosuch                                   | 404
			?forbidden=LOSES_DATA                         | 400
			""")
	void aGateNeverOpensByMistake(String query, int code) {
		assertThat(this.http.get("/components/shop/plan" + query).statusCode()).isEqualTo(code);
	}

	@Test
	void aMistypedEffectIsNamed() {
		assertThat(plan("?forbid=LOOSES_DATA").path("detail").asString()).contains("did you mean LOSES_DATA?");
	}

	@Test
	void whatIsAcceptedIsShownWithItsReason() {
		JsonNode findings = plan("").path("steps").get(2).path("operations").get(0).path("findings");
		assertThat(findings.valueStream()
				.filter((finding) -> finding.path("effect").asString().equals("LOSES_DATA"))
				.map((finding) -> finding.path("accepted").asString()))
				.containsExactly("Nobody has used it for a year");
	}

	@Test
	void aRevisionThatIsAppliedIsPlannedByItsDowngrade() {
		this.postgres.execute(DATABASE, "UPDATE alembic_version SET version_num = 'c3cc'",
				"ALTER TABLE users ALTER COLUMN id TYPE bigint");
		JsonNode plan = plan("?to=a1aa");
		assertThat(plan.path("direction").asString()).isEqualTo("DOWNGRADE");
		assertThat(strings(plan.path("steps"), "revision")).containsExactly("c3cc", "b2bb");
		assertThat(strings(plan.path("steps").get(1).path("operations").get(0).path("findings"), "effect"))
				.contains("LOSES_DATA", "REWRITES_TABLE");
		assertThat(plan.path("firstIrreversible").asString()).isEqualTo("c3cc");
	}

	@Test
	void whatIsThereAlreadyWouldFail() {
		this.postgres.execute(DATABASE, "CREATE TABLE teams (id int)");
		JsonNode plan = plan("?forbid=WOULD_FAIL");
		assertThat(strings(plan.path("refused"), "text")).containsExactly("The table teams is there already.");
	}

	@Test
	void withoutAPlanThereIsNo200() {
		this.postgres.execute(DATABASE, "UPDATE alembic_version SET version_num = 'ffff'");
		assertThat(this.http.get("/components/shop/plan?forbid=LOSES_DATA").statusCode()).isEqualTo(503);
		assertThat(plan("").path("reason").asString()).isEqualTo("UNKNOWN_REVISION");
	}

	@Test
	void aTerminalAPullRequestAndABrowserAreToldTheSame() {
		assertThat(this.http.get("/components/shop/plan?format=text").body())
				.startsWith("Component: shop\nUpgrade from a1aa to d4dd, PostgreSQL ")
				.contains("REWRITES_TABLE line 6: The type of users.id changes from integer to bigint")
				.contains("accepted: Nobody has used it for a year");
		assertThat(this.http.get("/components/shop/plan?format=markdown").body())
				.startsWith("<!-- db-status plan: shop -->\n### ⚠️ Upgrade of `shop`")
				.contains("| `b2bb` | REWRITES_TABLE | ", "<details><summary>All steps</summary>");
		assertThat(this.http.get("/components/shop/plan?format=html").body()).contains("<h1>Upgrade plan</h1>",
				"<td class=\"rewrites_table\">REWRITES_TABLE</td>");
	}

	private static List<String> strings(JsonNode array, String name) {
		return array.valueStream().map((each) -> each.path(name).asString()).toList();
	}

}

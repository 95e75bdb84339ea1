package ai.backend.dbstatus.web.report;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

import ai.backend.dbstatus.testsupport.AlembicProjectFiles;
import ai.backend.dbstatus.testsupport.Http;
import ai.backend.dbstatus.testsupport.TestPostgres;
import org.awaitility.Awaitility;
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
 * Reports that hold the schema against its stamp, over HTTP: of a component whose checks always do so, and of one that is asked
 * to. Both have the same scripts and the same database.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = {
		"db-status.builtin-components=false", "db-status.monitor.interval=0s", "db-status.wait.interval=200ms" })
class DriftedTests {

	private static final String DATABASE = "drifted_tests";

	private static final String A1AA = "CREATE TABLE users (id serial PRIMARY KEY, email text)";

	private static final String B2BB = "ALTER TABLE users ADD COLUMN nickname text";

	private static final String C3CC = "CREATE TABLE teams (id serial PRIMARY KEY, name text)";

	@TempDir
	private static Path directory;

	@LocalServerPort
	private int port;

	private Http http;

	private final TestPostgres postgres = TestPostgres.shared();

	@DynamicPropertySource
	static void components(DynamicPropertyRegistry registry) {
		AlembicProjectFiles files = new AlembicProjectFiles(directory);
		script(files, "a1aa", "None",
				"op.create_table('users', sa.Column('id', sa.Integer, primary_key=True), sa.Column('email', sa.Text))");
		script(files, "b2bb", "'a1aa'", "op.add_column('users', sa.Column('nickname', sa.Text))");
		script(files, "c3cc", "'b2bb'",
				"op.create_table('teams', sa.Column('id', sa.Integer, primary_key=True), sa.Column('name', sa.Text))");
		AlembicProjectFiles unread = new AlembicProjectFiles(directory.resolve("unread"));
		script(unread, "a1aa", "None", "op.create_table('users', sa.Column('id', sa.Integer, primary_key=True))");
		script(unread, "b2bb", "'a1aa'", "op.create_entity('users')");
		registry.add("db-status.components.unread.alembic-config", () -> "unread/alembic.ini");
		registry.add("db-status.components.unread.script-location", () -> "unread/migrations");
		registry.add("db-status.workdir", directory::toString);
		registry.add("db-status.default-component", () -> "held");
		registry.add("db-status.components.held.check-schema", () -> "true");
		for (String name : new String[]{ "held", "plain", "many", "unread" }) {
			registry.add("db-status.components." + name + ".url", () -> TestPostgres.shared().url(DATABASE));
		}
		registry.add("db-status.components.many.tenants.schemas", () -> "tenant_%");
	}

	private static void script(AlembicProjectFiles files, String revision, String down, String upgrade) {
		files.rawScript(revision + "_step.py", """
				from alembic import op
				import sqlalchemy as sa
				revision = "%s"
				down_revision = %s
				def upgrade():
				    %s
				""".formatted(revision, down, upgrade));
	}

	@BeforeEach
	void anEmptyDatabase() {
		this.http = new Http(this.port);
		this.postgres.createDatabase(DATABASE);
	}

	private void at(String revision, String... statements) {
		this.postgres.execute(DATABASE, "CREATE TABLE alembic_version (version_num varchar(32) PRIMARY KEY)",
				"INSERT INTO alembic_version VALUES ('" + revision + "')");
		this.postgres.execute(DATABASE, statements);
	}

	private JsonNode report(String path) {
		return this.http.json("/components/" + path);
	}

	private static String steps(JsonNode report) {
		return report.path("recommendedAction").path("steps").toString();
	}

	@Test
	void aRevisionThatNeverRanShutsEveryGate() {
		at("c3cc", A1AA, C3CC);
		assertThat(this.http.get("/components/held/db-status?format=text").body()).isEqualTo("""
				🧩 Database Status: Drifted

				Component: held
				Current Revision: c3cc
				Head Revision:    c3cc

				Status: 1 applied revision never ran.

				Recommended action:
				Print the SQL of the revision that never ran, review it, and run it.

				Missing: COLUMN users.nickname (b2bb, b2bb_step.py:6)
				""");
		JsonNode report = report("held/db-status");
		assertThat(report.path("reason").asString()).isEqualTo("NEVER_RAN");
		assertThat(report.path("details").asString())
				.isEqualTo("b2bb counts as applied, and nothing is there of what it makes");
		assertThat(report.path("schema").path("neverRan").toString()).isEqualTo("[\"b2bb\"]");
		assertThat(report.path("schema").path("missing").toString()).isEqualTo("""
				[{"kind":"COLUMN","name":"users.nickname","revision":"b2bb","file":"b2bb_step.py","line":6}]""");
		assertThat(steps(report)).contains("alembic -c alembic.ini upgrade a1aa:b2bb --sql");
		assertThat(this.http.get("/components/held/db-status?expect=UP_TO_DATE").statusCode()).isEqualTo(503);
		assertThat(this.http.get("/components/held/db-status?expect=DRIFTED").statusCode()).isEqualTo(200);
		assertThat(this.http.get("/components/held/db-status?expect=NEVER_RAN").statusCode()).isEqualTo(200);
		HttpResponse<String> health = this.http.get("/actuator/health/dbStatus/held");
		assertThat(health.statusCode()).isEqualTo(503);
		assertThat(health.body()).contains("OUT_OF_SERVICE", "NEVER_RAN");
		assertThat(this.http.get("/actuator/prometheus").body())
				.contains("dbstatus_schema_missing{component=\"held\"} 1.0",
						"dbstatus_status{component=\"held\",status=\"DRIFTED\"} 1.0")
				.doesNotContain("dbstatus_schema_missing{component=\"plain\"}");
		assertThat(report("held/changes").path("changes").path(0).path("status").asString()).isEqualTo("DRIFTED");
	}

	@Test
	void thoseWhoDoNotAskAreToldWhatTheVersionTableSays() {
		at("c3cc", A1AA, C3CC);
		JsonNode plain = report("plain/db-status?expect=UP_TO_DATE");
		assertThat(plain.path("status").asString()).isEqualTo("UP_TO_DATE");
		assertThat(plain.path("schema").isNull()).isTrue();
		JsonNode asked = report("plain/db-status?check=schema");
		assertThat(asked.path("status").asString()).isEqualTo("DRIFTED");
		assertThat(asked.path("schema").path("verdict").asString()).isEqualTo("CONTRADICTED");
		assertThat(this.http.get("/components/plain/db-status?check=schema&expect=UP_TO_DATE").statusCode())
				.isEqualTo(503);
		assertThat(report("plain/schema").path("reason").asString()).isEqualTo("NEVER_RAN");
		assertThat(report("plain/changes").toString()).doesNotContain("DRIFTED");
		assertThat(this.http.get("/components/plain/db-status?check=schemas").statusCode()).isEqualTo(400);
	}

	@Test
	void whatIsMissingIsToBeRestored() {
		at("c3cc", A1AA, B2BB, C3CC, "ALTER TABLE teams DROP COLUMN name", "ALTER TABLE users DROP COLUMN email");
		JsonNode report = report("held/db-status");
		assertThat(report.path("reason").asString()).isEqualTo("OBJECTS_MISSING");
		assertThat(report.path("summary").asString()).isEqualTo("2 objects are missing that applied revisions made.");
		assertThat(steps(report)).contains("Restore column users.email, which a1aa_step.py:6 makes",
				"Restore column teams.name, which c3cc_step.py:6 makes", "upgrade base:a1aa --sql",
				"upgrade b2bb:c3cc --sql");
	}

	@Test
	void aStampIsRecommendedOnlyWhereAllThatItSaysIsThere() {
		at("a1aa", A1AA, B2BB, C3CC);
		JsonNode whole = report("held/db-status");
		assertThat(whole.path("reason").asString()).isEqualTo("ALREADY_THERE");
		assertThat(whole.path("pendingCount").asInt()).isEqualTo(2);
		assertThat(steps(whole)).contains("alembic -c alembic.ini stamp c3cc");
		this.postgres.execute(DATABASE, "ALTER TABLE users DROP COLUMN nickname");
		JsonNode part = report("held/db-status");
		assertThat(part.path("reason").asString()).isEqualTo("ALREADY_THERE");
		assertThat(steps(part))
				.contains("Drop table teams if nobody needs it, or finish by hand what c3cc_step.py:6 does")
				.doesNotContain("stamp");
	}

	@Test
	void anUnstampedDatabaseIsToBeStampedWithTheOneRevisionThatFits() {
		this.postgres.execute(DATABASE, A1AA, B2BB);
		JsonNode report = report("held/db-status");
		assertThat(report.path("reason").asString()).isEqualTo("UNSTAMPED_SCHEMA");
		assertThat(report.path("schema").path("fits").path(0).path("revision").asString()).isEqualTo("b2bb");
		assertThat(steps(report)).isEqualTo("""
				["alembic -c alembic.ini stamp b2bb"]""");
		assertThat(steps(report("plain/db-status"))).contains("stamp REVISION");
	}

	@Test
	void aRevisionOfWhichNothingCanBeReadMayBeTheOneAsWell() {
		this.postgres.execute(DATABASE, A1AA);
		JsonNode report = report("unread/db-status?check=schema");
		assertThat(report.path("schema").path("fits")).extracting((fit) -> fit.path("revision").asString())
				.containsExactly("a1aa", "b2bb");
		assertThat(steps(report)).contains("stamp REVISION");
	}

	@Test
	void aSchemaThatBearsOutItsStampChangesNothing() {
		at("b2bb", A1AA, B2BB);
		JsonNode report = report("held/db-status");
		assertThat(report.path("status").asString()).isEqualTo("BEHIND");
		assertThat(report.path("schema").path("verdict").asString()).isEqualTo("CONFIRMED");
		assertThat(report.path("warnings").isEmpty()).isTrue();
		assertThat(report("held/db-status").path("since")).isEqualTo(report.path("since"));
	}

	@Test
	void whoeverWaitsForAnExpectationWaitsForTheSchema() {
		at("c3cc", A1AA, C3CC);
		CompletableFuture<HttpResponse<String>> answer = CompletableFuture.supplyAsync(
				() -> this.http.get("/components/plain/db-status?check=schema&expect=UP_TO_DATE&wait=60s"));
		Awaitility.await()
				.until(() -> report("plain/db-status?check=schema").path("status").asString().equals("DRIFTED"));
		assertThat(answer).isNotDone();
		this.postgres.execute(DATABASE, B2BB);
		assertThat(answer.join().statusCode()).isEqualTo(200);
	}

	@Test
	void allComponentsAreAskedSaveThoseWithTenants() {
		at("c3cc", A1AA, C3CC);
		HttpResponse<String> refused = this.http.get("/components/db-status?check=schema");
		assertThat(refused.statusCode()).isEqualTo(400);
		assertThat(refused.body()).contains("Component 'many' has tenants");
		assertThat(this.http.get("/components/many/schema").statusCode()).isEqualTo(400);
		assertThat(report("db-status?check=schema&group=plain").path("components").path(0).path("status").asString())
				.isEqualTo("DRIFTED");
	}

}

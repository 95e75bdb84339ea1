package ai.backend.dbstatus.web.schema;

import java.nio.file.Path;
import java.util.List;

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
 * Whether a schema bears out its stamp, over HTTP, on PostgreSQL databases that stand at one revision or another, or at none.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = {
		"db-status.builtin-components=false" })
class SchemaTests {

	private static final String DATABASE = "schema_tests";

	private static final String[] A1AA = { "CREATE TYPE mood AS ENUM ('sad', 'ok')",
			"CREATE TABLE users (id serial PRIMARY KEY, email varchar(64) NOT NULL UNIQUE, mood mood)",
			"CREATE INDEX ix_users_email ON users (email)" };

	private static final String B2BB = "ALTER TABLE users ADD COLUMN nickname text";

	private static final String C3CC = "CREATE TABLE teams (id serial PRIMARY KEY, owner integer CONSTRAINT fk_owner REFERENCES users (id))";

	@TempDir
	private static Path directory;

	@LocalServerPort
	private int port;

	private Http http;

	private final TestPostgres postgres = TestPostgres.shared();

	@DynamicPropertySource
	static void component(DynamicPropertyRegistry registry) {
		AlembicProjectFiles files = new AlembicProjectFiles(directory);
		script(files, "a1aa", "None", """
				op.create_table("users", sa.Column("id", sa.Integer, primary_key=True),
				    sa.Column("email", sa.String(64), nullable=False, unique=True),
				    sa.Column("mood", sa.Enum("sad", "ok", name="mood")))
				op.create_index("ix_users_email", "users", ["email"])
				""");
		script(files, "b2bb", "'a1aa'", "op.add_column('users', sa.Column('nickname', sa.Text))");
		script(files, "c3cc", "'b2bb'", """
				op.create_table("teams", sa.Column("id", sa.Integer, primary_key=True),
				    sa.Column("owner", sa.Integer, sa.ForeignKey("users.id", name="fk_owner")))
				""");
		script(files, "d4dd", "'c3cc'", """
				if not sa.inspect(op.get_bind()).has_table("audit"):
				    op.create_table("audit", sa.Column("id", sa.Text))
				""");
		registry.add("db-status.workdir", directory::toString);
		registry.add("db-status.components.shop.alembic-config", () -> "alembic.ini");
		registry.add("db-status.components.shop.url", () -> TestPostgres.shared().url(DATABASE));
		for (String tenants : List.of("schemas", "databases")) {
			String prefix = "db-status.components.of-" + tenants + ".";
			registry.add(prefix + "alembic-config", () -> "alembic.ini");
			registry.add(prefix + "url", () -> TestPostgres.shared().url(DATABASE));
			registry.add(prefix + "tenants." + tenants, () -> tenants.equals("schemas") ? "tenant\\_%" : DATABASE);
		}
		registry.add("db-status.default-component", () -> "shop");
	}

	private static void script(AlembicProjectFiles files, String revision, String down, String upgrade) {
		files.rawScript(revision + "_step.py", """
				from alembic import op
				import sqlalchemy as sa
				revision = "%s"
				down_revision = %s
				def upgrade():
				%s""".formatted(revision, down, upgrade.indent(4)));
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

	private JsonNode schema() {
		return this.http.json("/components/shop/schema");
	}

	@Test
	void whatMigrationsHaveMadeIsConfirmed() {
		at("d4dd", A1AA[0], A1AA[1], A1AA[2], B2BB, C3CC);
		JsonNode schema = schema();
		assertThat(schema.path("verdict").asString()).isEqualTo("CONFIRMED");
		assertThat(schema.path("found").asInt()).isEqualTo(schema.path("expected").asInt()).isEqualTo(18);
		assertThat(schema.path("notKnown").asInt()).isEqualTo(2);
		assertThat(schema.path("revisions")).extracting((each) -> each.path("evidence").asString())
				.containsExactly("FOUND", "FOUND", "FOUND", "NONE");
	}

	@Test
	void aTenantsSchemaIsHeldAgainstItsOwnStamp() {
		at("d4dd", A1AA[0], A1AA[1], A1AA[2], B2BB, C3CC);
		for (String tenant : List.of("tenant_a", "tenant_b")) {
			this.postgres.execute(DATABASE, "CREATE SCHEMA " + tenant,
					"CREATE TABLE " + tenant + ".alembic_version AS SELECT 'c3cc'::varchar(32) AS version_num");
		}
		this.postgres.execute(DATABASE, "SET search_path = tenant_b; " + String.join("; ", A1AA) + "; " + B2BB);
		// What is in public is not the tenants'.
		JsonNode empty = this.http.json("/components/of-schemas/tenants/tenant_a/schema");
		assertThat(empty.path("component").asString()).isEqualTo("of-schemas/tenant_a");
		assertThat(empty.path("verdict").asString()).isEqualTo("CONTRADICTED");
		assertThat(empty.path("found").asInt()).isZero();
		JsonNode almost = this.http.json("/components/of-schemas/tenants/tenant_b/schema");
		assertThat(almost.path("neverRan")).extracting(JsonNode::asString).containsExactly("c3cc");
		assertThat(
				this.http.json("/components/of-databases/tenants/" + DATABASE + "/schema").path("verdict").asString())
				.isEqualTo("CONFIRMED");
		assertThat(this.http.get("/components/of-schemas/tenants/nobody/schema").statusCode()).isEqualTo(404);
	}

	@Test
	void aRevisionThatNeverRanIsNamedWithWhatItMakes() {
		at("c3cc", A1AA[0], A1AA[1], A1AA[2], C3CC);
		assertThat(this.http.get("/components/shop/schema?format=text").body()).isEqualTo("""
				Component: shop
				Schema: CONTRADICTED
				Expected: 18, found: 17, not known: 0
				Missing:
				  COLUMN users.nickname, b2bb, b2bb_step.py:6
				Never ran:
				  b2bb
				""");
	}

	@Test
	void whatIsMissingIsNamedAndWhatBelongsToItIsNot() {
		at("c3cc", A1AA[0], "CREATE TABLE users (id serial PRIMARY KEY, mood mood)", B2BB);
		JsonNode schema = schema();
		assertThat(schema.path("missing")).extracting((each) -> each.path("name").asString())
				.containsExactly("users.email", "teams");
		assertThat(schema.path("neverRan")).extracting(JsonNode::asString).containsExactly("c3cc");
	}

	@Test
	void whatReferredToAMissingTableAndWhatCountedForItGoWithIt() {
		at("d4dd", A1AA[0], A1AA[1], A1AA[2], B2BB, C3CC, "DROP TABLE users CASCADE");
		assertThat(schema().path("missing")).extracting((each) -> each.path("name").asString())
				.containsExactly("users");
	}

	@Test
	void whatAPendingRevisionWouldCreateIsAlreadyThere() {
		at("a1aa", A1AA[0], A1AA[1], A1AA[2], C3CC);
		JsonNode schema = schema();
		assertThat(schema.path("verdict").asString()).isEqualTo("CONTRADICTED");
		assertThat(schema.path("missing")).isEmpty();
		assertThat(schema.path("alreadyThere")).extracting((each) -> each.path("name").asString())
				.containsExactly("teams");
	}

	@Test
	void anUnstampedDatabaseFitsTheRevisionThatItIsAt() {
		this.postgres.execute(DATABASE, A1AA);
		this.postgres.execute(DATABASE, B2BB);
		JsonNode schema = schema();
		assertThat(schema.path("reason").asString()).isEqualTo("UNSTAMPED_SCHEMA");
		assertThat(schema.path("verdict").asString()).isEqualTo("UNPROVEN");
		assertThat(schema.path("fits")).singleElement()
				.satisfies((fit) -> assertThat(fit).hasToString(
						"{\"revision\":\"b2bb\",\"found\":12,\"missing\":0,\"alreadyThere\":0}"));
	}

	@Test
	void nothingIsComparedWhereTheRowsSayNothing() {
		at("zzzz", A1AA);
		JsonNode schema = schema();
		assertThat(schema.path("verdict").asString()).isEqualTo("UNPROVEN");
		assertThat(schema.path("details").asString()).contains("Newer code migrated the database");
		assertThat(this.http.get("/components/shop/schema?formt=text").statusCode()).isEqualTo(400);
		assertThat(this.http.get("/components/nobody/schema").statusCode()).isEqualTo(404);
	}

}

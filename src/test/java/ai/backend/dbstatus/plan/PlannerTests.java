package ai.backend.dbstatus.plan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import ai.backend.dbstatus.alembic.operation.NamingConvention;
import ai.backend.dbstatus.alembic.operation.SqlDialect;
import ai.backend.dbstatus.alembic.operation.reader.OperationReader;
import ai.backend.dbstatus.alembic.source.live.LiveFiles;
import ai.backend.dbstatus.database.relation.Relations;
import ai.backend.dbstatus.database.relation.RelationsQuery;
import ai.backend.dbstatus.database.session.DatabaseSessions;
import ai.backend.dbstatus.database.url.DatabaseUrl;
import ai.backend.dbstatus.plan.finding.Effect;
import ai.backend.dbstatus.testsupport.TestPostgres;
import ai.backend.dbstatus.testsupport.TestSessions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is said to fail, and what is said to be reversible, as PostgreSQL and Alembic have borne it out.
 */
class PlannerTests {

	private static final String DATABASE = "planner_tests";

	private static Relations relations;

	@TempDir
	private Path directory;

	@BeforeAll
	static void tables() {
		TestPostgres postgres = TestPostgres.shared();
		postgres.createDatabase(DATABASE);
		postgres.execute(DATABASE, "CREATE TABLE p (id int PRIMARY KEY)", "CREATE TYPE mood AS ENUM ('sad', 'ok')",
				"CREATE TABLE t (id int PRIMARY KEY, a varchar(10), m mood, d date DEFAULT CURRENT_DATE,"
						+ " pid int CONSTRAINT t_p REFERENCES p (id) ON DELETE CASCADE)",
				"CREATE INDEX t_a ON t (a) WHERE id > 5", "CREATE INDEX t_gin ON t USING hash (a)",
				"CREATE INDEX t_plain ON t (pid)", "CREATE TYPE unused AS ENUM ('x')");
		try (DatabaseSessions sessions = TestSessions.open()) {
			relations = sessions.ask(DatabaseUrl.parse(postgres.url(DATABASE), null, null, Path.of(".")),
					RelationsQuery.of(List.of()));
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			op.execute("UPDATE gone SET a = 1")                                         | There is no table gone.
			op.execute("DELETE FROM gone WHERE a = 1")                                  | There is no table gone.
			op.execute("UPDATE t SET gone = 1")                                         | There is no column t.gone.
			op.execute("INSERT INTO t (id, gone) VALUES (1, 2)")                        | There is no column t.gone.
			op.execute(sa.update(sa.table('gone', sa.column('a'))).values(a=1))         | There is no table gone.
			op.execute("UPDATE t AS x SET a = 'b' FROM gone")                           |
			op.execute("UPDATE elsewhere.t SET a = 'b'")                                |
			op.execute("UPDATE pg_database SET datname = 'b'")                          |
			op.drop_table('t', schema='elsewhere')                                      |
			op.execute("ALTER TABLE IF EXISTS gone ADD COLUMN a int")                   |
			op.execute("CREATE EXTENSION postgis"); op.add_column('t', sa.Column('g', Geometry())) |
			op.execute("CREATE TEMP TABLE x AS SELECT 1"); op.execute("DELETE FROM x")  |
			op.create_table('x', sa.Column('a', sa.Enum('b', name='e'))); op.create_table('y', sa.Column('a', sa.Enum('b', name='e'))) |
			op.create_table('x', sa.Column('a', sa.Enum('sad', name='mood')))           | The type mood is there already.
			op.create_check_constraint('t_p', 't', 'id > 0')                            | The constraint t_p of t is there already.
			""")
	void whatFailsIsSaid(String upgrade, @Nullable String failure) throws IOException {
		List<String> failures = step(upgrade, "pass").allFindings()
				.filter((finding) -> finding.effect() == Effect.WOULD_FAIL)
				.map(PlanFinding::text)
				.toList();
		assertThat(failures).isEqualTo((failure != null) ? List.of(failure) : List.of());
	}

	@Test
	void anEnumValueIsUsedByADefault() throws IOException {
		PlanStep step = step(
				"op.execute(\"ALTER TYPE mood ADD VALUE 'glad'\")\nop.alter_column('t', 'm', server_default='glad')",
				"pass");
		assertThat(step.allFindings().map(PlanFinding::effect)).contains(Effect.WOULD_FAIL);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			op.drop_constraint('t_p', 't') | op.create_foreign_key('t_p', 't', 'p', ['pid'], ['id'], ondelete='CASCADE')  | true
			op.drop_constraint('t_p', 't') | op.create_foreign_key('t_p', 't', 'p', ['pid'], ['id'])                      | false
			op.drop_index('t_a')           | op.create_index('t_a', 't', ['a'], postgresql_where=sa.text('id > 5'))       | true
			op.drop_index('t_a')           | op.create_index('t_a', 't', ['a'])                                           | false
			op.drop_index('t_gin')         | op.create_index('t_gin', 't', ['a'])                                         |
			op.drop_index('t_plain')       | op.create_index('t_plain', 't', ['pid'])                                     | true
			op.drop_index('t_plain')       | op.create_index('t_plain', 't', ['id'])                                      | false
			op.execute("DROP TYPE unused") | op.execute("CREATE TYPE unused AS ENUM ('x')")                               | true
			op.alter_column('t', 'd', server_default=None) | op.alter_column('t', 'd', server_default=sa.func.current_date()) | true
			if op.get_context().config.x: op.add_column('t', sa.Column('n', sa.Text())) | op.drop_column('t', 'n')           |
			op.alter_column('t', 'm', type_=sa.Text())     | op.alter_column('t', 'm', type_=sa.Enum('sad', 'ok', name='mood')) | false
			op.add_column('t', sa.Column('n', sa.Text())) | op.drop_column('t', 'n'); op.drop_column('t', 'n')            | false
			""")
	void theWayBackLeadsToTheSameSchemaOrIsNotSaidTo(String upgrade, String downgrade, @Nullable Boolean reversible)
			throws IOException {
		assertThat(step(upgrade, downgrade).reversible()).isEqualTo(reversible);
	}

	@Test
	void aMergeWithoutItsDowngradeIsNoWayBack() throws IOException {
		Path script = Files.writeString(this.directory.resolve("merge.py"), "def upgrade():\n    pass\n");
		OperationReader reader = new OperationReader(new LiveFiles(), List.of(), SqlDialect.POSTGRESQL,
				NamingConvention.DEFAULT);
		PlannedRevision merge = new PlannedRevision("m", reader.upgrade(script), reader.downgrade(script),
				AllowComments.of(""), true);
		Plan plan = new Planner(SqlDialect.POSTGRESQL, relations, new Transactions(Transactions.Mode.ONE, null))
				.plan(Plan.Direction.UPGRADE, List.of(merge), true);
		assertThat(plan.steps().getFirst().reversible()).isFalse();
	}

	private PlanStep step(String upgrade, String downgrade) throws IOException {
		Path script = Files.writeString(this.directory.resolve("a_step.py"), """
				import sqlalchemy as sa
				from alembic import op
				from geoalchemy2 import Geometry
				revision = "a"
				down_revision = None
				def upgrade():
				%s
				def downgrade():
				%s""".formatted(upgrade.indent(4), downgrade.indent(4)));
		OperationReader reader = new OperationReader(new LiveFiles(), List.of(this.directory), SqlDialect.POSTGRESQL,
				NamingConvention.DEFAULT);
		PlannedRevision revision = new PlannedRevision("a", reader.upgrade(script), reader.downgrade(script),
				AllowComments.of(""), true);
		return new Planner(SqlDialect.POSTGRESQL, relations, new Transactions(Transactions.Mode.ONE, null))
				.plan(Plan.Direction.UPGRADE, List.of(revision), true)
				.steps()
				.getFirst();
	}

}

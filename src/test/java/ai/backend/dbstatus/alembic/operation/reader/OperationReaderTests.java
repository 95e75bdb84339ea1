package ai.backend.dbstatus.alembic.operation.reader;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import ai.backend.dbstatus.alembic.operation.Change;
import ai.backend.dbstatus.alembic.operation.Condition;
import ai.backend.dbstatus.alembic.operation.NamingConvention;
import ai.backend.dbstatus.alembic.operation.NotKnown;
import ai.backend.dbstatus.alembic.operation.Operation;
import ai.backend.dbstatus.alembic.operation.Operations;
import ai.backend.dbstatus.alembic.operation.SqlDialect;
import ai.backend.dbstatus.alembic.operation.schema.SchemaFold;
import ai.backend.dbstatus.alembic.operation.schema.SchemaObject;
import ai.backend.dbstatus.alembic.source.live.LiveFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * What is read from functions of migration scripts, and what schema it leaves on PostgreSQL.
 */
class OperationReaderTests {

	@TempDir
	Path directory;

	@Test
	void aTableComesWithAllThatSqlAlchemyMakesOfIt() throws IOException {
		assertThat(objects("""
				op.create_table(
				    "users",
				    sa.Column("id", sa.Integer(), primary_key=True),
				    sa.Column("email", sa.String(64), unique=True),
				    sa.Column("team", sa.Integer, sa.ForeignKey("teams.id", name="fk_team"), index=True),
				    sa.Column("mood", sa.Enum("sad", "ok", name="mood")),
				    sa.CheckConstraint("email <> ''", name="ck_email"),
				)
				""")).containsExactly("TABLE users", "COLUMN users.id", "COLUMN users.email", "COLUMN users.team",
				"COLUMN users.mood", "UNIQUE users.(email)", "FOREIGN_KEY users.fk_team", "CHECK users.ck_email",
				"PRIMARY_KEY users.(id)", "INDEX users.ix_users_team", "ENUM_VALUE mood.sad", "ENUM_VALUE mood.ok",
				"ENUM mood", "SEQUENCE users_id_seq");
	}

	@Test
	void aNamingConventionNamesWhatHasNoName() throws IOException {
		Files.writeString(this.directory.resolve("models.py"),
				"""
						import sqlalchemy as sa
						convention = {"uq": "uq_%(table_name)s_%(column_0_name)s", "ck": "ck_%(table_name)s_%(constraint_name)s",
						              "pk": "pk_%(table_name)s"}
						metadata = sa.MetaData(naming_convention=convention)
						""");
		Path env = Files.writeString(this.directory.resolve("env.py"), """
				from models import metadata
				target_metadata = metadata
				""");
		NamingConvention convention = reader(NamingConvention.DEFAULT).namingConvention(env);
		assertThat(objects(convention,
				"""
						op.create_table("a", sa.Column("x", sa.Integer, primary_key=True), sa.Column("y", sa.Integer, unique=True))
						op.create_check_constraint("positive", "a", "x > 0")
						op.create_check_constraint(op.f("as_is"), "a", "x > 0")
						"""))
				.contains("PRIMARY_KEY a.pk_a", "UNIQUE a.uq_a_y", "CHECK a.ck_a_positive", "CHECK a.as_is");
	}

	@Test
	void libraryModulesTakeNoRoomFromTheProjectsOwn() throws IOException {
		Files.writeString(this.directory.resolve("own.py"), "NAME = 'c'\n");
		StringBuilder imports = new StringBuilder("from own import NAME\n");
		StringBuilder names = new StringBuilder("print(");
		for (int i = 0; i < 100; i++) {
			imports.append("from lib").append(i).append(" import a").append(i).append('\n');
			names.append('a').append(i).append(", ");
		}
		String statements = names + ")\nop.add_column('t', sa.Column(NAME, sa.Text()))";
		assertThat(columns(upgrade(NamingConvention.DEFAULT, imports.toString(), statements))).isEqualTo("t.c");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			for name in ("a", "b"): op.add_column("t", sa.Column(f"{name}_id", sa.Integer)) | t.a_id, t.b_id
			[op.add_column("t", sa.Column(n, sa.Integer)) for n in NAMES if n != "b"]       | t.a
			add("t", column="c")                                                            | t.c
			op.execute("ALTER TABLE %s ADD COLUMN %s int" % ("t", NAMES[1]))                | t.b
			op.get_bind().execute(sa.text("ALTER TABLE {} ADD x int".format("t")))          | t.x
			op.add_column(*("t", sa.Column(**{"name": "k", "type_": sa.Text})))             | t.k
			op.add_column("t", sa.Column("p" if op.get_bind().dialect.name == "postgresql" else "m", sa.Text)) | t.p
			""")
	void whatIsKnownWithoutRunningItIsFollowed(String statement, String columns) throws IOException {
		String source = """
				NAMES = ["a", "b"]
				def add(table, column="id"):
				    op.add_column(table, sa.Column(column, sa.Text()))
				""";
		assertThat(columns(upgrade(NamingConvention.DEFAULT, source, statement))).isEqualTo(columns);
	}

	@Test
	void helpersOfTheProjectsModulesAreFollowed() throws IOException {
		Files.writeString(this.directory.resolve("helpers.py"), """
				import sqlalchemy as sa
				def IDColumn(name="id"):
				    return sa.Column(name, sa.Uuid, primary_key=True)
				""");
		Operations operations = upgrade(NamingConvention.DEFAULT, "from helpers import IDColumn",
				"op.create_table('t', IDColumn('key'))");
		assertThat(columns(operations)).isEqualTo("t.key");
		assertThat(operations.notKnown()).isEmpty();
	}

	@Test
	void aFunctionThatCallsItselfWithTheSameArgumentsIsFollowedOnce() throws IOException {
		Operations operations = upgrade(NamingConvention.DEFAULT, """
				def walk(rows):
				    for row in rows:
				        walk(rows)
				        walk(rows)
				        walk(rows)
				    op.add_column("t", sa.Column("c", sa.Text))
				""", "walk(op.get_bind().execute('SELECT 1'))");
		assertThat(columns(operations)).isEqualTo("t.c");
		assertThat(operations.notKnown()).isEmpty();
	}

	@Test
	void conditionsOnTheCatalogAreKept() throws IOException {
		Operations operations = upgrade(NamingConvention.DEFAULT, """
				def has_column(table, column):
				    inspector = sa.inspect(op.get_bind())
				    return any(c["name"] == column for c in inspector.get_columns(table))
				""", "if not has_column('t', 'c'):\n    op.add_column('t', sa.Column('c', sa.Text))");
		assertThat(operations.operations()).singleElement().satisfies((operation) -> {
			assertThat(operation.line()).isEqualTo(9);
			assertThat(operation.conditions()).singleElement().isInstanceOf(Condition.Not.class);
			assertThat(operation.conditions().getFirst().negated()).hasToString("Exists[kind=COLUMN, table=t, name=c]");
		});
		assertThat(operations.notKnown()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			op.execute(build())                             | op.execute(build())
			migrate(op.get_bind())                          | migrate(op.get_bind())
			op.execute("SELECT upgrade_tables()")           | op.execute("SELECT upgrade_tables()")
			op.create_entity(x)                             | op.create_entity(x)
			""")
	void whatIsNotKnownIsSaidWithItsLine(String statement, String text) throws IOException {
		Operations operations = upgrade(NamingConvention.DEFAULT, "from elsewhere import build, migrate", statement);
		assertThat(operations.notKnown()).extracting(NotKnown::line, NotKnown::text)
				.containsExactly(tuple(5, text));
	}

	@Test
	void whatIsNotKnownTaintsWhatWasThereBefore() throws IOException {
		assertThat(objects("""
				op.create_table("before", sa.Column("id", sa.Text))
				migrate(op.get_bind())
				op.create_table("behind", sa.Column("id", sa.Text))
				""")).containsExactly("TABLE behind", "COLUMN behind.id");
	}

	@Test
	void aGuardThatMayReturnLeavesTheRestInDoubt() throws IOException {
		Operations operations = upgrade(NamingConvention.DEFAULT, "", """
				op.create_table("a", sa.Column("id", sa.Text))
				if settings.legacy():
				    return
				op.drop_table("a")
				op.create_table("b", sa.Column("id", sa.Text))""");
		assertThat(operations.operations()).extracting(Operation::isCertain).containsExactly(true, false, false);
		assertThat(names(operations)).isEmpty();
	}

	@Test
	void aGuardThatRaisesWasNotTaken() throws IOException {
		assertThat(objects("""
				if op.get_bind().execute(sa.text("SELECT count(*) FROM t")).scalar() > 0:
				    op.drop_table("t")
				    raise RuntimeError("there are rows")
				op.create_table("u", sa.Column("id", sa.Text))
				""")).containsExactly("TABLE u", "COLUMN u.id");
	}

	@Test
	void whatABatchDoesItDoesToItsTable() throws IOException {
		assertThat(objects("""
				op.create_table("t", sa.Column("a", sa.Text), sa.Column("b", sa.Text))
				with op.batch_alter_table("t") as batch:
				    batch.add_column(sa.Column("c", sa.Text))
				    batch.drop_column("a")
				    batch.alter_column("b", new_column_name="d")
				    batch.create_index("ix", ["c"])
				""")).containsExactly("TABLE t", "COLUMN t.c", "COLUMN t.d", "INDEX t.ix");
	}

	@Test
	void tellingWhatAColumnIsAlreadyChangesNothing() throws IOException {
		Operations operations = upgrade(NamingConvention.DEFAULT, "", """
				op.alter_column("t", "a", existing_type=sa.String(255), existing_nullable=False)
				op.alter_column("t", "b", comment="what it is")""");
		assertThat(operations.notKnown()).isEmpty();
		assertThat(operations.operations())
				.flatExtracting(Operation::changes)
				.singleElement()
				.isInstanceOf(Change.Statement.class);
	}

	@Test
	void anAutocommitBlockStandsOutsideOfTheTransaction() throws IOException {
		Operations operations = upgrade(NamingConvention.DEFAULT, "", """
				with op.get_context().autocommit_block():
				    op.create_index("ix", "t", ["c"], postgresql_concurrently=True)
				op.drop_index("iy")""");
		assertThat(operations.operations()).extracting(Operation::autocommit).containsExactly(true, false);
	}

	@Test
	void itTakesABoundedEffort() throws IOException {
		Operations operations = upgrade(NamingConvention.DEFAULT, """
				def twice(n):
				    for i in range(100):
				        for j in range(100):
				            if n: twice(n - 1)
				""", "twice(9)");
		assertThat(operations.notKnown()).extracting(NotKnown::why)
				.containsExactly("The function is too intricate to be followed.");
	}

	@Test
	void aScriptThatIsNoPythonMayDoAnything() throws IOException {
		Path script = Files.writeString(this.directory.resolve("s.py"), "def upgrade(:\n");
		assertThat(reader(NamingConvention.DEFAULT).upgrade(script).notKnown()).singleElement()
				.satisfies((notKnown) -> assertThat(notKnown.why()).startsWith("The script is no Python"));
	}

	@Test
	void aFunctionThatIsNotThereIsNotDefined() throws IOException {
		Path script = Files.writeString(this.directory.resolve("s.py"), "def upgrade():\n    pass\n");
		assertThat(reader(NamingConvention.DEFAULT).downgrade(script).defined()).isFalse();
		assertThat(reader(NamingConvention.DEFAULT).upgrade(script)).isEqualTo(
				new Operations(true, List.of(), List.of(), false));
	}

	private OperationReader reader(NamingConvention convention) {
		return new OperationReader(new LiveFiles(), List.of(this.directory), SqlDialect.POSTGRESQL, convention);
	}

	private Operations upgrade(NamingConvention convention, String before, String body) throws IOException {
		String source = "from alembic import op\nimport sqlalchemy as sa\n" + before + "\ndef upgrade():\n"
				+ body.indent(4);
		return reader(convention).upgrade(Files.writeString(this.directory.resolve("script.py"), source));
	}

	private List<String> objects(String body) throws IOException {
		return objects(NamingConvention.DEFAULT, body);
	}

	private List<String> objects(NamingConvention convention, String body) throws IOException {
		return names(upgrade(convention, "from elsewhere import migrate", body));
	}

	private static List<String> names(Operations operations) {
		SchemaFold fold = new SchemaFold(SqlDialect.POSTGRESQL, null);
		fold.apply("r", operations);
		return fold.objects().stream().map((object) -> object.kind() + " " + object.label()).toList();
	}

	private static String columns(Operations operations) {
		SchemaFold fold = new SchemaFold(SqlDialect.POSTGRESQL, null);
		fold.apply("r", operations);
		return String.join(", ", fold.objects()
				.stream()
				.filter((object) -> object.kind() == SchemaObject.Kind.COLUMN)
				.map(SchemaObject::label)
				.toList());
	}

}

package ai.backend.dbstatus.alembic.operation.sql;

import java.util.List;
import java.util.Set;

import ai.backend.dbstatus.alembic.operation.Change;
import ai.backend.dbstatus.alembic.operation.Column;
import ai.backend.dbstatus.alembic.operation.Constraint;
import ai.backend.dbstatus.alembic.operation.ObjectName;
import ai.backend.dbstatus.alembic.operation.SqlDialect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

class SqlReaderTests {

	@Test
	void aTableComesWithItsColumnsAndConstraints() {
		Change change = read("""
				CREATE TABLE "Users" (
				    id serial PRIMARY KEY,
				    name varchar(64) NOT NULL DEFAULT 'a,b' UNIQUE,
				    team_id integer CONSTRAINT fk_team REFERENCES app.teams (id) ON DELETE CASCADE,
				    CONSTRAINT ck_name CHECK (name <> ''),
				    UNIQUE (name, team_id)
				)""").getFirst();
		Change.CreateTable create = (Change.CreateTable) change;
		assertThat(create.table()).hasToString("Users");
		assertThat(create.columns()).containsExactly(
				new Column("id", "serial", false, null, Column.Generation.SERIAL),
				new Column("name", "varchar(64)", false, "'a,b'", Column.Generation.NONE),
				new Column("team_id", "integer", null, null, Column.Generation.NONE));
		assertThat(create.constraints()).extracting(Constraint::kind, Constraint::name, Constraint::columns)
				.containsExactly(tuple(Constraint.Kind.PRIMARY_KEY, null, List.of("id")),
						tuple(Constraint.Kind.UNIQUE, null, List.of("name")),
						tuple(Constraint.Kind.FOREIGN_KEY, "fk_team", List.of("team_id")),
						tuple(Constraint.Kind.CHECK, "ck_name", List.of()),
						tuple(Constraint.Kind.UNIQUE, null, List.of("name", "team_id")));
		assertThat(create.complete()).isTrue();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			ALTER TABLE t DROP COLUMN IF EXISTS c, RENAME COLUMN d TO e | DropColumn[table=t, column=c, ifExists=true, cascade=false] RenameColumn[table=t, column=d, to=e]
			ALTER TABLE ONLY s.t RENAME CONSTRAINT a TO b | RenameConstraint[table=s.t, name=a, to=b]
			ALTER TABLE T RENAME TO "U"                   | RenameTable[table=t, to=U]
			DROP INDEX CONCURRENTLY IF EXISTS ix          | DropIndex[index=ix, table=null, ifExists=true, concurrently=true]
			ALTER INDEX a RENAME TO b                     | Rename[kind=INDEX, name=a, to=b]
			CREATE TYPE mood AS ENUM ('sad', 'it''s ok')  | Create[kind=ENUM, name=mood, values=[sad, it's ok], ifNotExists=false]
			ALTER TYPE mood ADD VALUE IF NOT EXISTS 'x' AFTER 'sad' | AddEnumValue[type=mood, value=x, ifNotExists=true]
			ALTER TYPE mood RENAME VALUE 'a' TO 'b'       | RenameEnumValue[type=mood, value=a, to=b]
			CREATE MATERIALIZED VIEW v AS SELECT 1        | Create[kind=VIEW, name=v, values=[], ifNotExists=false]
			DROP TABLE a, b CASCADE                       | DropTable[table=a, ifExists=false, cascade=true] DropTable[table=b, ifExists=false, cascade=true]
			UPDATE t SET x = 1 -- DROP TABLE t            | Statement[kind=UPDATE, tables=[ObjectName], text=UPDATE t SET x = 1]
			/* why */ CREATE TRIGGER g BEFORE INSERT ON t | Statement[kind=CREATE TRIGGER, tables=[ObjectName], text=CREATE TRIGGER g BEFORE INSERT ON t]
			DO $$ BEGIN RAISE NOTICE 'x'; END $$          | Statement[kind=DO, tables=[], text=DO $$ BEGIN RAISE NOTICE 'x'; END $$]
			""")
	void statementsAreReadByWhatTheyDo(String sql, String changes) {
		String read = String.join(" ", read(sql).stream().map(Object::toString).toList());
		assertThat(read.replace("[t]", "[ObjectName]")).isEqualTo(changes);
	}

	@ParameterizedTest
	@ValueSource(strings = { "SELECT audit_table('users')", "CALL migrate()", "ALTER TABLE t ATTACH PARTITION p",
			"DO $$ BEGIN EXECUTE format('DROP TABLE %I', 'x'); END $$", "gibberish", "CREATE TABLE ((" })
	void whatCannotBeReadIsSaid(String sql) {
		assertThat(read(sql)).hasAtLeastOneElementOfType(Change.NotKnown.class);
	}

	@Test
	void aPartOfANameThatIsNotKnownMayBeAnyName() {
		assertThat(read("ALTER TABLE users_" + SqlReader.HOLE + " DROP COLUMN c"))
				.containsExactly(new Change.NotKnown(null));
		assertThat(read("ALTER TYPE " + SqlReader.HOLE + " ADD VALUE 'x'")).singleElement()
				.satisfies((change) -> assertThat(((Change.NotKnown) change).touches()).isNotNull());
		assertThat(read("DELETE FROM users WHERE id = " + SqlReader.HOLE))
				.containsExactly(new Change.Statement("DELETE", Set.of(ObjectName.of("users")),
						"DELETE FROM users WHERE id = " + SqlReader.HOLE));
	}

	@Test
	void severalStatementsAreReadOneByOne() {
		assertThat(read(
				"CREATE SEQUENCE a; CREATE FUNCTION f() RETURNS int AS $x$ SELECT 1; $x$ LANGUAGE sql; DROP SEQUENCE b"))
				.containsExactly(new Change.Create(Change.Kind.SEQUENCE, ObjectName.of("a"), List.of(), false),
						new Change.Statement("CREATE FUNCTION", Set.of(),
								"CREATE FUNCTION f() RETURNS int AS $x$ SELECT 1; $x$ LANGUAGE sql"),
						new Change.Drop(Change.Kind.SEQUENCE, ObjectName.of("b"), false, false));
	}

	@Test
	void mySqlHasWordsOfItsOwn() {
		assertThat(SqlReader.read("ALTER TABLE `t` CHANGE `a` `B` int, DROP FOREIGN KEY `fk`, DROP INDEX `ix`",
				SqlDialect.MYSQL)).containsExactly(
						new Change.AlterColumn(ObjectName.of("t"), "a", "int", null, true, ""),
						new Change.RenameColumn(ObjectName.of("t"), "a", "B"),
						new Change.DropConstraint(ObjectName.of("t"), "fk", Constraint.Kind.FOREIGN_KEY, false, false),
						new Change.DropIndex(ObjectName.of("ix"), ObjectName.of("t"), false, false));
	}

	private static List<Change> read(String sql) {
		return SqlReader.read(sql, SqlDialect.POSTGRESQL);
	}

}

package ai.backend.dbstatus.plan;

import java.util.List;
import java.util.Map;
import java.util.Set;

import ai.backend.dbstatus.alembic.operation.Change;
import ai.backend.dbstatus.alembic.operation.Operation;
import ai.backend.dbstatus.alembic.operation.SqlDialect;
import ai.backend.dbstatus.alembic.operation.sql.SqlReader;
import ai.backend.dbstatus.database.relation.Relation;
import ai.backend.dbstatus.database.relation.Relation.RelationColumn;
import ai.backend.dbstatus.database.relation.Relation.RelationName;
import ai.backend.dbstatus.database.relation.Relations;
import ai.backend.dbstatus.database.relation.Server;
import ai.backend.dbstatus.database.relation.TableSize;
import ai.backend.dbstatus.plan.finding.Effect;
import ai.backend.dbstatus.plan.finding.LockMode;
import ai.backend.dbstatus.plan.mysql.MySqlRules;
import ai.backend.dbstatus.plan.rule.Statement;
import ai.backend.dbstatus.plan.rule.StatementEffects;
import ai.backend.dbstatus.plan.state.SchemaState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What MySQL's manual says of altering tables, row by row. MySQL 8.0: "Online DDL Operations".
 */
class MySqlAlterationsTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
			# statement behind ALTER TABLE t                      | rebuilds the table | permits writes
			ADD INDEX i (a)                                       | false | true
			DROP INDEX i                                          | false | true
			RENAME INDEX i TO j                                   | false | true
			ADD PRIMARY KEY (a)                                   | true  | true
			DROP PRIMARY KEY                                      | true  | false
			ADD COLUMN x INT                                      | false | true
			DROP COLUMN a                                         | false | true
			RENAME COLUMN a TO b                                  | false | true
			ALTER COLUMN a SET DEFAULT 1                          | false | true
			ALTER COLUMN a DROP DEFAULT                           | false | true
			MODIFY a BIGINT                                       | true  | false
			MODIFY v VARCHAR(60)                                  | false | true
			MODIFY v VARCHAR(64)                                  | true  | false
			MODIFY v VARCHAR(40)                                  | true  | false
			AUTO_INCREMENT = 7                                    | false | true
			MODIFY n INT                                          | true  | true
			MODIFY a INT NOT NULL                                 | true  | true
			MODIFY e ENUM('a','b','c')                            | false | true
			MODIFY e ENUM('a','c','b')                            | true  | false
			MODIFY s SET('1','2','3','4','5','6','7','8')         | false | true
			MODIFY s SET('1','2','3','4','5','6','7','8','9')     | true  | false
			ADD COLUMN x INT GENERATED ALWAYS AS (a + 1) STORED   | true  | false
			ADD COLUMN x INT GENERATED ALWAYS AS (a + 1) VIRTUAL  | false | true
			ADD COLUMN x INT GENERATED ALWAYS AS (a + 1)          | false | true
			DROP COLUMN g                                         | true  | true
			ADD FOREIGN KEY (a) REFERENCES p (id)                 | true  | false
			DROP FOREIGN KEY f                                    | false | true
			ROW_FORMAT = COMPACT                                  | true  | true
			KEY_BLOCK_SIZE = 8                                    | true  | true
			STATS_PERSISTENT = 0                                  | false | true
			CHARACTER SET = latin1                                | true  | true
			CONVERT TO CHARACTER SET latin1                       | true  | false
			FORCE                                                 | true  | true
			ENGINE = InnoDB                                       | true  | true
			RENAME TO t2                                          | false | true
			ENCRYPTION = 'Y'                                      | true  | false
			PARTITION BY HASH (a) PARTITIONS 4                    | true  | false
			ADD PARTITION (PARTITION p3 VALUES LESS THAN (2000))  | false | true
			ADD PARTITION PARTITIONS 4                            | true  | false
			DROP PARTITION p0                                     | false | true
			TRUNCATE PARTITION p0                                 | false | true
			COALESCE PARTITION 2                                  | true  | false
			REBUILD PARTITION p0                                  | true  | false
			REMOVE PARTITIONING                                   | true  | false
			""")
	void whatIsSaidIsWhatTheManualSays(String action, boolean rebuilds, boolean permitsWrites) {
		StatementEffects effects = said(action, "8.0.40", "INNODB DYNAMIC");

		assertThat(!effects.rewrites().isEmpty()).isEqualTo(rebuilds);
		assertThat(effects.locks()).noneMatch((lock) -> permitsWrites && lock.mode().compareTo(LockMode.SHARE) >= 0);
		assertThat(permitsWrites || effects.locks().stream().anyMatch((lock) -> lock.mode() == LockMode.SHARE))
				.isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "ADD COLUMN x INT, 8.0.12, INNODB DYNAMIC, false", "ADD COLUMN x INT, 8.0.11, INNODB DYNAMIC, true",
			"ADD COLUMN x INT, 8.4.3, INNODB COMPRESSED, true", "DROP COLUMN a, 8.0.28, INNODB DYNAMIC, true",
			"DROP COLUMN a, 8.0.29, INNODB DYNAMIC, false", "DROP COLUMN a, 8.4.0, INNODB DYNAMIC, false",
			"DROP COLUMN a, 8.4.0, INNODB COMPRESSED, true", "DROP COLUMN a, 9.1.0, INNODB DYNAMIC, false" })
	void aColumnComesAndGoesAtOnceSinceTheReleaseThatCanAndInAFormatThatCan(String action, String version,
			String engine, boolean rebuilds) {
		assertThat(!said(action, version, engine).rewrites().isEmpty()).isEqualTo(rebuilds);
	}

	@Test
	void theRowsOfADroppedPartitionAreLost() {
		assertThat(said("DROP PARTITION p0", "8.0.40", "INNODB DYNAMIC").findings())
				.anyMatch((finding) -> finding.effect() == Effect.LOSES_DATA)
				.noneMatch((finding) -> finding.effect() == Effect.WOULD_FAIL);
		assertThat(said("ADD PARTITION (PARTITION p3 VALUES IN (3))", "8.0.40", "INNODB DYNAMIC").findings())
				.noneMatch((finding) -> finding.effect() == Effect.LOSES_DATA);
	}

	private static StatementEffects said(String action, String version, String engine) {
		String[] numbers = version.split("\\.", -1);
		Server server = new Server(Server.Product.MYSQL, Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]),
				version);
		Relation table = new Relation(new RelationName("d", "t"), true, Relation.Kind.TABLE,
				List.of(column("a", "int", true, false), column("n", "int", false, false),
						column("v", "varchar(50)", true, false), column("e", "enum('a','b')", true, false),
						column("s", "set('1','2','3','4','5','6','7')", true, false), column("g", "int", true, true)),
				List.of(), List.of(), new TableSize(1000L, 1000L, null, null, TableSize.Emptiness.HAS_ROWS), null,
				List.of(), null, engine);
		SchemaState state = new SchemaState(SqlDialect.MYSQL,
				new Relations(server, "d", List.of(table), Map.of(), Set.of(), Set.of()));
		StatementEffects effects = new StatementEffects(state);
		for (Change change : SqlReader.read("ALTER TABLE t " + action, SqlDialect.MYSQL)) {
			new MySqlRules(server)
					.judge(new Statement(change, true, state, Statement.Inside.NO, Operation.Batch.NONE), effects);
		}
		return effects;
	}

	private static RelationColumn column(String name, String type, boolean nullable, boolean generated) {
		return new RelationColumn(name, type, nullable, null, generated);
	}

}

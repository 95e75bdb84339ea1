package ai.backend.dbstatus.plan;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

import ai.backend.dbstatus.alembic.operation.Change;
import ai.backend.dbstatus.alembic.operation.Operation;
import ai.backend.dbstatus.alembic.operation.SqlDialect;
import ai.backend.dbstatus.alembic.operation.sql.SqlReader;
import ai.backend.dbstatus.database.relation.Relations;
import ai.backend.dbstatus.database.relation.RelationsQuery;
import ai.backend.dbstatus.database.session.DatabaseSessions;
import ai.backend.dbstatus.database.url.DatabaseUrl;
import ai.backend.dbstatus.plan.finding.LockMode;
import ai.backend.dbstatus.plan.mysql.MySqlRules;
import ai.backend.dbstatus.plan.rule.Statement;
import ai.backend.dbstatus.plan.rule.StatementEffects;
import ai.backend.dbstatus.plan.state.SchemaState;
import ai.backend.dbstatus.testsupport.TestMariaDb;
import ai.backend.dbstatus.testsupport.TestSessions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * By which algorithm, and under which lock, a MariaDB alters a table: recorded on 10.11, row by row, by what it accepts.
 */
class MariaDbAlterationsTests {

	/** What differs, and why. */
	private static final Map<String, String> DIFFERENT = Map.of(
			"latin1 varchar longer within 255 bytes", "a character is taken for four bytes",
			"latin1 varchar longer across 255 bytes", "a character is taken for four bytes",
			"add column AUTO_INCREMENT", "SQL that makes a column count is not followed",
			"create fulltext index", "Alembic has no operation of its own for it",
			"create spatial index", "Alembic has no operation of its own for it",
			"drop and add primary key", "Alembic makes two statements of it");

	@Test
	void whatIsSaidIsWhatMariaDbAccepts() throws Exception {
		Assumptions.assumeTrue(TestMariaDb.isInstalled(), "There is no MariaDB here");
		Relations relations;
		try (TestMariaDb server = new TestMariaDb()) {
			server.execute("CREATE DATABASE d", "USE d", "CREATE TABLE p (id INT PRIMARY KEY)", """
					CREATE TABLE t (id INT PRIMARY KEY AUTO_INCREMENT, a INT, n INT NOT NULL DEFAULT 1, d INT DEFAULT 5,
					  v VARCHAR(50), w VARCHAR(300), b VARCHAR(63), txt TEXT, e ENUM('a','b'), s SET('a','b'),
					  ts TIMESTAMP NULL, dc DECIMAL(10,2), pid INT, u INT, lat VARCHAR(50) CHARACTER SET latin1,
					  KEY t_a (a), KEY t_v (v), UNIQUE KEY t_u (u), CONSTRAINT t_fk FOREIGN KEY (pid) REFERENCES p (id),
					  CONSTRAINT t_ck CHECK (a < 1000000)) DEFAULT CHARSET=utf8mb4""",
					"CREATE TABLE q (a INT PRIMARY KEY, pid INT)", "CREATE TABLE nopk (a INT NOT NULL, b INT NOT NULL)",
					"CREATE TABLE pk (a INT PRIMARY KEY, b INT NOT NULL)",
					"CREATE TABLE geo (id INT PRIMARY KEY, g POINT NOT NULL)",
					"CREATE TABLE big (id INT PRIMARY KEY, e ENUM(" + values(255) + "))");
			try (DatabaseSessions sessions = TestSessions.open()) {
				relations = sessions.ask(
						DatabaseUrl.parse("mysql://root@localhost:" + server.port() + "/d", null, null, Path.of("")),
						RelationsQuery.of(List.of()));
			}
		}
		Set<String> different = new TreeSet<>();
		JsonNode recorded = recorded();
		recorded.forEach((row) -> {
			boolean rewrites = Set.of("INPLACE", "COPY").contains(row.path("algorithm").asString());
			boolean blocks = !row.path("lock").asString().equals("NONE")
					&& !row.path("algorithm").asString().equals("INSTANT");
			if (!row.has("setting")
					&& !said(row.path("sql").asString(), relations).equals(new Account(rewrites, blocks))) {
				different.add(row.path("case").asString());
			}
		});
		assertThat(recorded.size()).isGreaterThan(50);
		assertThat(different).isEqualTo(new TreeSet<>(DIFFERENT.keySet()));
	}

	private static String values(int count) {
		StringBuilder values = new StringBuilder();
		for (int i = 0; i < count; i++) {
			values.append((i == 0) ? "" : ",").append("'v").append(i).append("'");
		}
		return values.toString();
	}

	private static JsonNode recorded() throws Exception {
		try (InputStream file = MariaDbAlterationsTests.class.getResourceAsStream("/plan/mariadb-alterations.json")) {
			return new JsonMapper().readTree(Objects.requireNonNull(file)).path("observed");
		}
	}

	private static Account said(String sql, Relations relations) {
		SchemaState state = new SchemaState(SqlDialect.MARIADB, relations);
		boolean rewrites = false;
		boolean blocks = false;
		for (Change change : SqlReader.read(sql, SqlDialect.MARIADB)) {
			StatementEffects effects = new StatementEffects(state);
			new MySqlRules(relations.server())
					.judge(new Statement(change, true, state, Statement.Inside.NO, Operation.Batch.NONE), effects);
			rewrites |= !effects.rewrites().isEmpty();
			blocks |= effects.locks().stream().anyMatch((lock) -> lock.mode().compareTo(LockMode.SHARE) >= 0);
			state.apply(change, true);
		}
		return new Account(rewrites, blocks);
	}

	/** Whether the table is written again, and whether others cannot write meanwhile. */
	private record Account(boolean rewrites, boolean blocks) {}

}

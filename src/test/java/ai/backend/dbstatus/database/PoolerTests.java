package ai.backend.dbstatus.database;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import ai.backend.dbstatus.database.session.DatabaseSessions;
import ai.backend.dbstatus.database.url.DatabaseUrl;
import ai.backend.dbstatus.database.version.VersionTable;
import ai.backend.dbstatus.database.version.VersionTableQuery;
import ai.backend.dbstatus.testsupport.TestPgBouncer;
import ai.backend.dbstatus.testsupport.TestPostgres;
import ai.backend.dbstatus.testsupport.TestSessions;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A pooler between this service and PostgreSQL.
 */
@EnabledIf(value = "isInstalled", disabledReason = "no pgbouncer is installed")
class PoolerTests {

	private final TestPostgres postgres = TestPostgres.shared();

	static boolean isInstalled() {
		return TestPgBouncer.isInstalled();
	}

	@ParameterizedTest
	@CsvSource({ "session, 4", "transaction, 2", "statement, 2" })
	void nobodyGetsTheRowsOfAnotherTable(String mode, int poolSize) throws Exception {
		String database = "pooled_" + mode;
		this.postgres.createDatabase(database);
		this.postgres.execute(database, "CREATE TABLE one AS SELECT 'of one' AS version_num",
				"CREATE TABLE two AS SELECT 'of two' AS version_num");
		try (TestPgBouncer pooler = new TestPgBouncer(this.postgres.port(), mode, poolSize);
				DatabaseSessions first = TestSessions.open();
				DatabaseSessions second = TestSessions.open();
				ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
			DatabaseUrl url = DatabaseUrl.parse("postgresql://postgres@localhost:" + pooler.port() + "/" + database,
					null, null, Path.of(""));
			List<Future<?>> replicas = new ArrayList<>();
			for (DatabaseSessions sessions : List.of(first, second)) {
				for (String table : (sessions == first) ? List.of("one", "two") : List.of("two", "one")) {
					replicas.add(executor.submit(() -> {
						for (int i = 0; i < 100; i++) {
							assertThat(sessions.ask(url, new VersionTableQuery(new VersionTable(null, table))).rows())
									.containsExactly("of " + table);
						}
					}));
				}
			}
			for (Future<?> each : replicas) {
				each.get();
			}
		}
	}

}

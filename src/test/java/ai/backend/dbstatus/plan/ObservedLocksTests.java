package ai.backend.dbstatus.plan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import ai.backend.dbstatus.alembic.operation.Change;
import ai.backend.dbstatus.alembic.operation.Operation;
import ai.backend.dbstatus.alembic.operation.SqlDialect;
import ai.backend.dbstatus.alembic.operation.sql.SqlReader;
import ai.backend.dbstatus.database.relation.Relations;
import ai.backend.dbstatus.database.relation.RelationsQuery;
import ai.backend.dbstatus.database.relation.Server;
import ai.backend.dbstatus.database.session.DatabaseSessions;
import ai.backend.dbstatus.database.url.DatabaseUrl;
import ai.backend.dbstatus.plan.finding.Effect;
import ai.backend.dbstatus.plan.finding.LockMode;
import ai.backend.dbstatus.plan.postgres.PostgresRules;
import ai.backend.dbstatus.plan.rule.Statement;
import ai.backend.dbstatus.plan.rule.StatementEffects;
import ai.backend.dbstatus.plan.state.SchemaState;
import ai.backend.dbstatus.testsupport.TestPostgres;
import ai.backend.dbstatus.testsupport.TestSessions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Locks, rewrites and scans against PostgreSQL's own account, recorded on PostgreSQL 15 and 18, statement by statement.
 */
class ObservedLocksTests {

	private static final Path RECORDED = Path.of("../shared/vectors/effects/locks-observed.json");

	private static final String DATABASE = "observed_locks";

	private static final Set<String> TABLES = Set.of("t", "p", "c", "part", "part1", "part2", "mv");

	/** What differs, and why. */
	private static final Map<String, String> DIFFERENT = Map.of("truncate",
			"a new file, but nothing is read or written again");

	private static final Pattern GONE = Pattern.compile("^drop (?:table|materialized view) (\\w+)");

	@Test
	void whatIsSaidIsWhatPostgresDoes() throws IOException {
		Assumptions.assumeTrue(Files.exists(RECORDED), "The recorded locks are not here");
		Relations relations = relations();
		JsonNode versions = new JsonMapper().readTree(Files.readString(RECORDED));
		Set<String> different = new TreeSet<>();
		List<String> compared = new ArrayList<>();
		Set<String> notKnown = new TreeSet<>();
		versions.forEachEntry((version, cases) -> {
			Server server = new Server(Server.Product.POSTGRESQL, Integer.parseInt(version.substring(0, 2)), 0,
					version);
			for (JsonNode each : cases) {
				if (!each.has("error")) {
					Account said = said(each.path("sql").asString(), server, relations);
					if (said == null) {
						notKnown.add(each.path("case").asString());
						continue;
					}
					compared.add(each.path("case").asString());
					if (!said.equals(recorded(each))) {
						different.add(each.path("case").asString());
					}
				}
			}
		});
		assertThat(compared).hasSizeGreaterThan(240);
		assertThat(different).isEqualTo(DIFFERENT.keySet());
		assertThat(notKnown).containsExactlyInAnyOrder("set tablespace",
				"type timestamp->timestamptz TZ=Europe/Paris");
	}

	/** Returns {@code null} for what is said not to be known. */
	private static @Nullable Account said(String sql, Server server, Relations relations) {
		SchemaState state = new SchemaState(SqlDialect.POSTGRESQL, relations);
		Account account = Account.empty();
		for (Change change : SqlReader.read(sql, SqlDialect.POSTGRESQL)) {
			StatementEffects effects = new StatementEffects(state);
			new PostgresRules(server, relations.volatileFunctions())
					.judge(new Statement(change, true, state, Statement.Inside.YES, Operation.Batch.NONE), effects);
			if (effects.findings().stream().anyMatch((finding) -> finding.effect() == Effect.NOT_KNOWN)) {
				return null;
			}
			effects.locks().forEach((lock) -> account.lock(lock.relation().name(), lock.mode()));
			effects.rewrites().forEach((table) -> account.rewrites().add(table.name()));
			effects.rewrites().forEach((table) -> account.reads().add(table.name()));
			effects.scans().forEach((table) -> account.reads().add(table.name()));
			state.apply(change, true);
		}
		// PostgreSQL no longer names what is gone.
		Matcher gone = GONE.matcher(sql);
		if (gone.find()) {
			account.locks().remove(gone.group(1));
		}
		return account;
	}

	private static Account recorded(JsonNode each) {
		Map<String, LockMode> modes = new TreeMap<>();
		for (LockMode mode : LockMode.values()) {
			modes.put(mode.name().replace("_", "").toLowerCase(Locale.ROOT) + "lock", mode);
		}
		Account account = Account.empty();
		each.path("locks")
				.forEachEntry((table, names) -> names.forEach((name) -> account.lock(table.equals("t9") ? "t" : table,
						Objects.requireNonNull(modes.get(name.asString().toLowerCase(Locale.ROOT))))));
		each.path("rewritten").forEach((table) -> {
			if (TABLES.contains(table.asString())) {
				account.rewrites().add(table.asString());
				account.reads().add(table.asString());
			}
		});
		if (each.path("notes").toString().contains("c_nv")) {
			account.reads().add("c");
		}
		each.path("scans").forEachEntry((table, counts) -> {
			if (TABLES.contains(table) && counts.get(0).asInt() > 0) {
				account.reads().add(table);
			}
		});
		return account;
	}

	/** Locks of queries and of writes block nobody but changes of the schema. */
	private record Account(Map<String, LockMode> locks, Set<String> rewrites, Set<String> reads) {

		static Account empty() {
			return new Account(new TreeMap<>(), new TreeSet<>(), new TreeSet<>());
		}

		void lock(String table, LockMode mode) {
			if (TABLES.contains(table) && mode.blocks() != null) {
				this.locks.merge(table, mode, (one, other) -> (one.compareTo(other) > 0) ? one : other);
			}
		}

	}

	private static Relations relations() {
		TestPostgres postgres = TestPostgres.shared();
		postgres.createDatabase(DATABASE);
		postgres.execute(DATABASE, "CREATE TYPE mood AS ENUM ('sad', 'ok')", "CREATE DOMAIN dom AS int",
				"CREATE TABLE p (id int PRIMARY KEY, x text)",
				"CREATE TABLE t (id int PRIMARY KEY, a int, b varchar(10), txt text, ch char(5), e int, i2 smallint,"
						+ " n numeric(10,2), ts timestamp, tz timestamptz, ip cidr, bo boolean, md mood, pid int,"
						+ " nn int NOT NULL DEFAULT 1, js json, jb jsonb, u varchar(40),"
						+ " CONSTRAINT t_nn CHECK (pid IS NOT NULL))",
				"CREATE INDEX t_a ON t (a)", "CREATE INDEX t_b ON t (b)", "CREATE INDEX t_txt ON t (txt)",
				"CREATE UNIQUE INDEX t_e_uq ON t (e)",
				"ALTER TABLE t ADD CONSTRAINT t_nv CHECK (a < 100000000) NOT VALID",
				"CREATE TABLE c (id int PRIMARY KEY, tid int REFERENCES t (id))",
				"ALTER TABLE c ADD CONSTRAINT c_nv FOREIGN KEY (id) REFERENCES t (id) NOT VALID",
				"CREATE TABLE part (id int) PARTITION BY RANGE (id)",
				"CREATE TABLE part1 PARTITION OF part FOR VALUES FROM (0) TO (100)",
				"CREATE TABLE part2 (id int NOT NULL)",
				"CREATE MATERIALIZED VIEW mv AS SELECT id FROM t", "CREATE SEQUENCE sq");
		try (DatabaseSessions sessions = TestSessions.open()) {
			return sessions.ask(DatabaseUrl.parse(postgres.url(DATABASE), null, null, Path.of(".")),
					RelationsQuery.of(List.of()));
		}
	}

}

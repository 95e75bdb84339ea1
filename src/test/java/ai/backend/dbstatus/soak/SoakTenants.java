package ai.backend.dbstatus.soak;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

import ai.backend.dbstatus.testsupport.Pause;
import org.jspecify.annotations.Nullable;

/**
 * The tenants of a component, which are created, dropped, migrated and locked one after the other, and what is true of each.
 */
final class SoakTenants {

	static final String ABSENT = "absent";

	static final String LOCKED = "LOCK_TIMEOUT";

	/** Of so many, one is there only now and then. */
	private static final int SOMETIMES_ABSENT = 10;

	private static final int AT_ONCE = 200;

	final String component;

	final SortedMap<String, Timeline> truth = new TreeMap<>();

	final AtomicInteger events = new AtomicInteger();

	private final Kind kind;

	private final Connector server;

	private final List<String> revisions;

	private final Map<String, String> now = new HashMap<>();

	/** Where the tenants are. */
	enum Kind {

		/** Schemas of PostgreSQL, where all is done in transactions. */
		SCHEMAS,

		/** Databases of MariaDB, where each statement is done by itself. */
		DATABASES

	}

	/**
	 * Connects to the server.
	 */
	@FunctionalInterface
	interface Connector {

		Connection connect() throws SQLException;

	}

	/**
	 * Tenants, the first of which are there at once.
	 * @param revisions the revisions, the head first
	 */
	SoakTenants(String component, Kind kind, Connector server, int count, List<String> revisions) throws SQLException {
		this.component = component;
		this.kind = kind;
		this.server = server;
		this.revisions = revisions;
		try (Connection connection = server.connect(); Statement statement = connection.createStatement()) {
			List<String> creations = new ArrayList<>();
			for (int i = 0; i < count; i++) {
				String tenant = "%s_%05d".formatted(component, i);
				this.truth.put(tenant, new Timeline());
				if (i % SOMETIMES_ABSENT != 0) {
					set(tenant, revisions.getFirst());
					creations.addAll(creation(tenant, revisions.getFirst()));
				}
				told(tenant, Set.of(state(tenant)));
				if (creations.size() > AT_ONCE || i == count - 1) {
					execute(statement, creations);
					creations.clear();
				}
			}
		}
	}

	/** At once where a server takes several statements at once, as making thousands of tenants takes its time. */
	private void execute(Statement statement, List<String> statements) throws SQLException {
		if (this.kind == Kind.SCHEMAS) {
			statement.execute(String.join(";", statements));
			return;
		}
		for (String each : statements) {
			statement.execute(each);
		}
	}

	private String state(String tenant) {
		String revision;
		synchronized (this.now) {
			revision = this.now.get(tenant);
		}
		return (revision == null) ? ABSENT : answer(this.revisions.indexOf(revision), revision);
	}

	private static String answer(int pending, String revision) {
		return ((pending == 0) ? "AT_HEAD " : "PENDING_MIGRATIONS ") + revision;
	}

	private void told(String tenant, Set<String> answers) {
		timeline(tenant).now(answers);
	}

	private Timeline timeline(String tenant) {
		Timeline timeline = this.truth.get(tenant);
		if (timeline == null) {
			throw new IllegalStateException("There is no tenant " + tenant);
		}
		return timeline;
	}

	/**
	 * Lets the next thing happen to one of the tenants.
	 * @param part of so many threads that do, which this one is
	 */
	void event(Random random, int part, int parts) throws SQLException, InterruptedException {
		List<String> tenants = new ArrayList<>(this.truth.keySet());
		String tenant = tenants.get(random.nextInt(tenants.size() / parts) * parts + part);
		String revision = this.revisions.get(random.nextInt(this.revisions.size()));
		try (Connection connection = this.server.connect(); Statement statement = connection.createStatement()) {
			connection.setAutoCommit(this.kind == Kind.DATABASES);
			if (state(tenant).equals(ABSENT)) {
				change(connection, tenant, revision, () -> execute(statement, creation(tenant, revision)));
			}
			else if (random.nextInt(4) == 0) {
				change(connection, tenant, null, () -> drop(statement, tenant));
			}
			else if (random.nextInt(3) == 0) {
				migrateUnderLock(connection, statement, tenant, revision, random.nextInt(50, 1500));
			}
			else {
				change(connection, tenant, revision, () -> update(statement, tenant, revision));
			}
		}
		this.events.incrementAndGet();
	}

	/** Somebody who reads meanwhile waits for the lock or is told of it, and afterwards may have waited for it. */
	private void migrateUnderLock(Connection connection, Statement statement, String tenant, String revision,
			int millis)
			throws SQLException, InterruptedException {
		String before = state(tenant);
		told(tenant, Set.of(before, LOCKED));
		statement.execute((this.kind == Kind.SCHEMAS)
				? "LOCK TABLE " + tenant + ".alembic_version"
				: "LOCK TABLES " + tenant + ".alembic_version WRITE");
		Pause.ofMillis(millis);
		set(tenant, revision);
		Set<String> any = new HashSet<>(List.of(before, LOCKED, state(tenant)));
		told(tenant, any);
		update(statement, tenant, revision);
		if (this.kind == Kind.SCHEMAS) {
			connection.commit();
		}
		else {
			statement.execute("UNLOCK TABLES");
		}
		told(tenant, Set.of(state(tenant)));
	}

	private void change(Connection connection, String tenant, @Nullable String revision, Change change)
			throws SQLException {
		Set<String> any = new HashSet<>();
		any.add(state(tenant));
		set(tenant, revision);
		any.add(state(tenant));
		if (any.contains(ABSENT) && this.kind == Kind.DATABASES) {
			// The database, its table and the row come and go one after the other.
			any.addAll(Set.of("NO_VERSION_TABLE", "EMPTY_VERSION_TABLE"));
		}
		// Whoever drops a table locks it until the end of the transaction.
		any.add(LOCKED);
		told(tenant, any);
		change.make();
		if (!connection.getAutoCommit()) {
			connection.commit();
		}
		told(tenant, Set.of(state(tenant)));
	}

	private void set(String tenant, @Nullable String revision) {
		synchronized (this.now) {
			if (revision == null) {
				this.now.remove(tenant);
			}
			else {
				this.now.put(tenant, revision);
			}
		}
	}

	private List<String> creation(String tenant, String revision) {
		return List.of(((this.kind == Kind.SCHEMAS) ? "CREATE SCHEMA " : "CREATE DATABASE ") + tenant,
				"CREATE TABLE " + tenant + ".alembic_version (version_num varchar(32) NOT NULL PRIMARY KEY)",
				"INSERT INTO " + tenant + ".alembic_version VALUES ('" + revision + "')");
	}

	private void drop(Statement statement, String tenant) throws SQLException {
		statement.execute(
				(this.kind == Kind.SCHEMAS) ? "DROP SCHEMA " + tenant + " CASCADE" : "DROP DATABASE " + tenant);
	}

	private static void update(Statement statement, String tenant, String revision) throws SQLException {
		statement.execute("UPDATE " + tenant + ".alembic_version SET version_num = '" + revision + "'");
	}

	/**
	 * Something that changes what is true.
	 */
	@FunctionalInterface
	private interface Change {

		void make() throws SQLException;

	}

}

package ai.backend.dbstatus.database.version;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import ai.backend.dbstatus.database.DatabaseException;
import ai.backend.dbstatus.database.DatabaseFailure;
import ai.backend.dbstatus.database.session.DatabaseSessions;
import ai.backend.dbstatus.database.url.DatabaseUrl;
import ai.backend.dbstatus.database.url.Dialect;
import org.jspecify.annotations.Nullable;

/**
 * Reads the version tables of thousands of schemas of one database over one connection, with a few statements. A table that
 * cannot be read together with the others is read by itself, so that its failure is its own. Each statement is a session of
 * its own, one after the other, on a connection that the pool keeps: so each has the time that a statement may take.
 */
public final class SchemaTables {

	private static final int POSTGRESQL_AT_ONCE = 1000;

	/** The catalog is asked for so many at once: of more, PostgreSQL would think that compiling the statement is worth it. */
	private static final int LOOKED_AT_ONCE = 2500;

	private static final int MYSQL_AT_ONCE = 200;

	/** Schemas come and go, and tables are locked, between two statements: so often they are looked at anew. */
	private static final int MOST_LOOKS = 3;

	private final DatabaseSessions sessions;

	/**
	 * A reader.
	 * @param sessions lends the connections
	 */
	public SchemaTables(DatabaseSessions sessions) {
		this.sessions = sessions;
	}

	/**
	 * Reads the tables of a name in these schemas.
	 * @return what was found, by schema, in their order
	 * @throws DatabaseException why nothing could be read at all
	 */
	public Map<String, TenantTable> read(DatabaseUrl url, List<String> schemas, String table) {
		Reading reading = new Reading(url, table);
		reading.read(schemas);
		Map<String, TenantTable> ordered = new LinkedHashMap<>();
		schemas.forEach((schema) -> ordered.put(schema, Objects.requireNonNull(reading.found.get(schema))));
		return ordered;
	}

	/**
	 * The reading of one answer.
	 */
	private final class Reading {

		private final DatabaseUrl url;

		private final String table;

		private final Map<String, TenantTable> found = new HashMap<>();

		/** Schemas whose table is read by itself. */
		private final List<String> doubtful = new ArrayList<>();

		/** Schemas whose table is locked. */
		private final List<String> locked = new ArrayList<>();

		private List<String> warnings = List.of();

		Reading(DatabaseUrl url, String table) {
			this.url = url;
			this.table = table;
		}

		void read(List<String> schemas) {
			look(schemas);
			readDoubtful(List.copyOf(this.doubtful));
			this.doubtful.clear();
			if (!this.locked.isEmpty()) {
				readLocked(List.copyOf(this.locked));
			}
			askForOtherTables();
		}

		/** A view may take its time: where one took all of it, the others get none. */
		private void readDoubtful(List<String> schemas) {
			boolean patient = true;
			for (String schema : schemas) {
				if (patient) {
					readAlone(schema);
					patient = !isUnread(schema, DatabaseFailure.QUERY_TIMEOUT);
				}
				else {
					unread(schema, DatabaseFailure.QUERY_TIMEOUT, "Table %s in %s was not read: another took too long");
				}
			}
		}

		/**
		 * Waits for what is locked, but not once for each: where one wait was in vain, the others have had as long to come
		 * free.
		 */
		private void readLocked(List<String> schemas) {
			List<String> rest = new ArrayList<>(schemas);
			boolean patient = true;
			while (patient && !rest.isEmpty()) {
				String schema = rest.removeFirst();
				readAlone(schema);
				patient = !isUnread(schema, DatabaseFailure.LOCK_TIMEOUT);
			}
			this.locked.clear();
			look(rest);
			this.locked.forEach((schema) -> this.found.put(schema, locked(schema)));
			this.doubtful.forEach((schema) -> this.found.put(schema, locked(schema)));
		}

		private boolean isUnread(String schema, DatabaseFailure failure) {
			return this.found.get(schema) instanceof TenantTable.Unread(DatabaseException why)
					&& why.failure() == failure;
		}

		/** Looks at schemas, and at those anew that were not any more as the catalog had said. */
		private void look(List<String> schemas) {
			List<String> again = schemas;
			for (int i = 0; i < MOST_LOOKS && !again.isEmpty(); i++) {
				List<String> those = again;
				again = new ArrayList<>();
				for (int from = 0; from < those.size(); from += LOOKED_AT_ONCE) {
					again.addAll(lookOnce(those.subList(from, Math.min(those.size(), from + LOOKED_AT_ONCE))));
				}
			}
			this.locked.addAll(again);
		}

		private List<String> lookOnce(List<String> schemas) {
			SchemaTablesQuery.Answer catalog = SchemaTables.this.sessions.ask(this.url,
					new SchemaTablesQuery(schemas, this.table));
			this.warnings = catalog.standby()
					? List.of("The server at " + this.url.address() + " is a standby, which may be behind its primary.")
					: List.of();
			List<String> readable = new ArrayList<>();
			List<String> again = new ArrayList<>();
			for (String schema : schemas) {
				switch (catalog.hindrances().get(schema)) {
					case null -> this.found.put(schema, new TenantTable.Gone());
					case NONE -> readable.add(schema);
					case LOCKED -> this.locked.add(schema);
					case DOUBTFUL -> this.doubtful.add(schema);
					case VANISHED -> again.add(schema);
					case MISSING -> put(schema, false, List.of());
					case DENIED -> unread(schema, DatabaseFailure.PERMISSION_DENIED,
							"Permission denied for table %s in %s");
					case OTHER_TABLE -> unread(schema, DatabaseFailure.CONFIG_INVALID,
							"Table %s in %s has no column version_num, so it is not a version table of Alembic");
				}
			}
			again.addAll(readTogether(readable));
			return again;
		}

		/** Those that could not be read: of one that is locked, the catalog knows by now. */
		private List<String> readTogether(List<String> schemas) {
			int atOnce = (this.url.dialect() == Dialect.POSTGRESQL) ? POSTGRESQL_AT_ONCE : MYSQL_AT_ONCE;
			List<String> unread = new ArrayList<>();
			boolean locked = false;
			for (int from = 0; from < schemas.size(); from += atOnce) {
				List<String> some = schemas.subList(from, Math.min(schemas.size(), from + atOnce));
				if (locked) {
					unread.addAll(some);
					continue;
				}
				SchemaRowsQuery.Answer answer = SchemaTables.this.sessions.ask(this.url,
						new SchemaRowsQuery(some, this.table));
				for (Map.Entry<String, List<@Nullable String>> read : answer.rows().entrySet()) {
					put(read.getKey(), true, read.getValue());
				}
				answer.failures().forEach((schema, why) -> this.found.put(schema, new TenantTable.Unread(why)));
				this.doubtful.addAll(answer.large());
				some.stream()
						.filter((schema) -> !answer.rows().containsKey(schema)
								&& !answer.failures().containsKey(schema) && !answer.large().contains(schema))
						.forEach(unread::add);
				locked = answer.locked();
			}
			return unread;
		}

		/**
		 * Whether a table that is not there is missing, or its schema has gone, the catalog says of one moment; a table that is
		 * there by then was made meanwhile, and is read.
		 */
		private void readAlone(String schema) {
			try {
				for (int i = 0; i < MOST_LOOKS; i++) {
					VersionTableState state = SchemaTables.this.sessions.ask(this.url,
							new VersionTableQuery(new VersionTable(schema, this.table)));
					if (state.exists() || isMissing(schema)) {
						this.found.put(schema, new TenantTable.Read(state));
						return;
					}
					if (this.found.get(schema) instanceof TenantTable.Gone) {
						return;
					}
				}
				this.found.put(schema, locked(schema));
			}
			catch (DatabaseException ex) {
				this.found.put(schema, new TenantTable.Unread(ex));
			}
		}

		private boolean isMissing(String schema) {
			SchemaTablesQuery.Hindrance hindrance = SchemaTables.this.sessions
					.ask(this.url, new SchemaTablesQuery(List.of(schema), this.table))
					.hindrances()
					.get(schema);
			if (hindrance == null) {
				this.found.put(schema, new TenantTable.Gone());
				return false;
			}
			return hindrance == SchemaTablesQuery.Hindrance.MISSING
					|| (hindrance == SchemaTablesQuery.Hindrance.DOUBTFUL && this.url.dialect() == Dialect.MYSQL);
		}

		/** Whether a schema without a revision has tables is asked for all of them at once. */
		private void askForOtherTables() {
			List<String> unstamped = this.found.entrySet()
					.stream()
					.filter((entry) -> entry.getValue() instanceof TenantTable.Read(VersionTableState state)
							&& state.rows().stream().allMatch(Objects::isNull))
					.map(Map.Entry::getKey)
					.toList();
			if (unstamped.isEmpty()) {
				return;
			}
			for (String schema : SchemaTables.this.sessions.ask(this.url,
					new SchemasInUseQuery(unstamped, this.table))) {
				if (this.found.get(schema) instanceof TenantTable.Read(VersionTableState state)) {
					this.found.put(schema, new TenantTable.Read(state.withOtherTables()));
				}
			}
		}

		private void put(String schema, boolean exists, List<@Nullable String> rows) {
			this.found.put(schema,
					new TenantTable.Read(new VersionTableState(exists, rows, false).with(this.warnings)));
		}

		private TenantTable locked(String schema) {
			return new TenantTable.Unread(new DatabaseException(DatabaseFailure.LOCK_TIMEOUT,
					describe("Table %s in %s cannot be read: it is locked, as others are", schema)));
		}

		private void unread(String schema, DatabaseFailure failure, String message) {
			this.found.put(schema, new TenantTable.Unread(new DatabaseException(failure, describe(message, schema))));
		}

		private String describe(String message, String schema) {
			return message.formatted(new VersionTable(schema, this.table), this.url.describe());
		}

	}

}

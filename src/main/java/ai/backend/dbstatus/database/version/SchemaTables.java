package ai.backend.dbstatus.database.version;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import ai.backend.dbstatus.database.DatabaseException;
import ai.backend.dbstatus.database.DatabaseFailure;
import ai.backend.dbstatus.database.session.DatabaseSessions;
import ai.backend.dbstatus.database.url.DatabaseUrl;
import ai.backend.dbstatus.database.url.Dialect;
import ai.backend.dbstatus.database.version.SchemaTablesQuery.Hindrance;
import org.jspecify.annotations.Nullable;

/**
 * Reads the version tables of thousands of schemas of one database over one connection, with a few statements. A table that
 * cannot be read together with the others is read by itself, so that its failure is its own. Each statement is a session of
 * its own, one after the other, on a connection that the pool keeps: so each has the time that a statement may take.
 */
public final class SchemaTables {

	private static final int POSTGRESQL_AT_ONCE = 1000;

	/** There, one locked table keeps a whole statement waiting. */
	private static final int MYSQL_AT_ONCE = 200;

	/** So many are read by themselves at most: each may wait for a lock, and the time is everybody's. */
	private static final int MOST_ALONE = 20;

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
		List<String> alone = new ArrayList<>();
		List<String> hidden = new ArrayList<>();
		Map<String, TenantTable> found = readTogether(url, schemas, table, alone, hidden);
		hidden.forEach((schema) -> found.put(schema, readAlone(url, schema, table)));
		for (int i = 0; i < alone.size(); i++) {
			String schema = alone.get(i);
			found.put(schema, (i < MOST_ALONE) ? readAlone(url, schema, table) : locked(url, schema, table));
		}
		Map<String, TenantTable> ordered = new LinkedHashMap<>();
		schemas.forEach((schema) -> ordered.put(schema, Objects.requireNonNull(found.get(schema))));
		return ordered;
	}

	private Map<String, TenantTable> readTogether(DatabaseUrl url, List<String> schemas, String table,
			List<String> alone, List<String> hidden) {
		Map<String, Hindrance> hindrances = this.sessions.ask(url, new SchemaTablesQuery(schemas, table));
		Map<String, TenantTable> found = new LinkedHashMap<>();
		List<String> readable = new ArrayList<>();
		for (String schema : schemas) {
			Hindrance hindrance = hindrances.get(schema);
			switch (hindrance) {
				case null -> found.put(schema, new TenantTable.Gone());
				case NONE -> readable.add(schema);
				case LOCKED -> alone.add(schema);
				case HIDDEN -> hidden.add(schema);
				case MISSING -> found.put(schema, new TenantTable.Read(state(false, List.of(), false)));
				case DENIED -> found.put(schema, unread(DatabaseFailure.PERMISSION_DENIED,
						"Permission denied for table %s in %s".formatted(new VersionTable(schema, table),
								url.describe())));
				case OTHER_TABLE -> found.put(schema, unread(DatabaseFailure.CONFIG_INVALID,
						"Table %s in %s has no column version_num, so it is not a version table of Alembic"
								.formatted(new VersionTable(schema, table), url.describe())));
			}
		}
		int atOnce = (url.dialect() == Dialect.POSTGRESQL) ? POSTGRESQL_AT_ONCE : MYSQL_AT_ONCE;
		for (int from = 0; from < readable.size(); from += atOnce) {
			List<String> some = readable.subList(from, Math.min(readable.size(), from + atOnce));
			Map<String, List<@Nullable String>> rows = this.sessions.ask(url, new SchemaRowsQuery(some, table));
			for (String schema : some) {
				List<@Nullable String> those = rows.get(schema);
				if (those != null) {
					found.put(schema, new TenantTable.Read(state(true, those, false)));
				}
				else {
					alone.add(schema);
				}
			}
		}
		withOtherTables(url, found, table);
		return found;
	}

	/** Whether a schema without a revision has tables is asked for all of them at once. */
	private void withOtherTables(DatabaseUrl url, Map<String, TenantTable> found, String table) {
		List<String> unstamped = found.entrySet()
				.stream()
				.filter((entry) -> entry.getValue() instanceof TenantTable.Read(VersionTableState state)
						&& state.rows().stream().allMatch(Objects::isNull))
				.map(Map.Entry::getKey)
				.toList();
		if (unstamped.isEmpty()) {
			return;
		}
		for (String schema : this.sessions.ask(url, new SchemasInUseQuery(unstamped, table))) {
			if (found.get(schema) instanceof TenantTable.Read(VersionTableState state)) {
				found.put(schema, new TenantTable.Read(state(state.exists(), state.rows(), true)));
			}
		}
	}

	private TenantTable readAlone(DatabaseUrl url, String schema, String table) {
		try {
			return new TenantTable.Read(this.sessions.ask(url, new VersionTableQuery(new VersionTable(schema, table))));
		}
		catch (DatabaseException ex) {
			return new TenantTable.Unread(ex);
		}
	}

	private static TenantTable locked(DatabaseUrl url, String schema, String table) {
		return unread(DatabaseFailure.LOCK_TIMEOUT, "Table %s in %s cannot be read: it is locked, as others are"
				.formatted(new VersionTable(schema, table), url.describe()));
	}

	private static TenantTable unread(DatabaseFailure failure, String message) {
		return new TenantTable.Unread(new DatabaseException(failure, message));
	}

	private static VersionTableState state(boolean exists, List<@Nullable String> rows, boolean otherTables) {
		return new VersionTableState(exists, rows, otherTables);
	}

}

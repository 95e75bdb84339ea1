package ai.backend.dbstatus.status.observation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

import ai.backend.dbstatus.component.TenantDiscovery;
import ai.backend.dbstatus.database.DatabaseException;
import ai.backend.dbstatus.database.DatabaseFailure;
import ai.backend.dbstatus.database.session.DatabaseSessions;
import ai.backend.dbstatus.database.url.DatabaseUrl;
import ai.backend.dbstatus.database.url.Dialect;
import ai.backend.dbstatus.database.version.SchemaTables;
import ai.backend.dbstatus.database.version.TenantNamesQuery;
import ai.backend.dbstatus.database.version.TenantTable;
import ai.backend.dbstatus.database.version.VersionTable;
import ai.backend.dbstatus.database.version.VersionTableQuery;
import ai.backend.dbstatus.database.version.VersionTableState;
import ai.backend.dbstatus.status.observation.Attempt.Failed;
import ai.backend.dbstatus.status.observation.Attempt.Known;
import org.jspecify.annotations.Nullable;

/**
 * Finds the tenants of a component and reads their version tables. One that goes away meanwhile is left out; one that cannot
 * be read is a problem of its own.
 */
final class TenantReader {

	private static final Executor THREADS = Executors
			.newThreadPerTaskExecutor(Thread.ofVirtual().name("tenant-", 0).factory());

	private final DatabaseSessions sessions;

	private final DatabaseUrl url;

	private final String table;

	/**
	 * A reader of tenants.
	 * @param url the database that the tenants are asked of
	 * @param table the name of their version tables
	 */
	TenantReader(DatabaseSessions sessions, DatabaseUrl url, String table) {
		this.sessions = sessions;
		this.url = url;
		this.table = table;
	}

	/**
	 * What was read, by tenant, in the order of their names.
	 */
	Attempt<Map<String, Attempt<VersionTableState>>> read(TenantDiscovery discovery) {
		try {
			List<String> names = this.sessions.ask(this.url, query(discovery));
			if (names.isEmpty()) {
				return new Known<>(Map.of());
			}
			return new Known<>(isDatabase(discovery, this.url) ? databases(names) : schemas(discovery, names));
		}
		catch (DatabaseException ex) {
			return new Failed<>(Problems.of(ex, this.url));
		}
	}

	/**
	 * Whether a tenant is asked over a connection of its own: there, a schema of MySQL is none, though it is a database.
	 */
	static boolean isDatabase(TenantDiscovery discovery, DatabaseUrl url) {
		return discovery instanceof TenantDiscovery.Databases && url.dialect() != Dialect.MYSQL;
	}

	private static TenantNamesQuery query(TenantDiscovery discovery) {
		return switch (discovery) {
			case TenantDiscovery.Schemas(String pattern) ->
				new TenantNamesQuery(TenantNamesQuery.Kind.SCHEMAS, pattern);
			case TenantDiscovery.Databases(String pattern) ->
				new TenantNamesQuery(TenantNamesQuery.Kind.DATABASES, pattern);
			case TenantDiscovery.Query(String sql) -> new TenantNamesQuery(TenantNamesQuery.Kind.QUERY, sql);
		};
	}

	private Map<String, Attempt<VersionTableState>> schemas(TenantDiscovery discovery, List<String> names) {
		Map<String, TenantTable> tables = new SchemaTables(this.sessions).read(this.url, names, this.table);
		Set<String> listed = stillListed(discovery, tables);
		Map<String, Attempt<VersionTableState>> tenants = new LinkedHashMap<>();
		tables.forEach((name, table) -> {
			switch (table) {
				case TenantTable.Read(VersionTableState state) -> tenants.put(name, new Known<>(state));
				case TenantTable.Unread(DatabaseException why) ->
					tenants.put(name, new Failed<>(Problems.of(why, this.url)));
				case TenantTable.Gone _ -> {
					if (listed.contains(name)) {
						tenants.put(name, new Known<>(new VersionTableState(false, List.of(), false)));
					}
				}
			}
		});
		return tenants;
	}

	/** A tenant that a query goes on to name, though its schema is not there, is one whose schema has yet to be made. */
	private Set<String> stillListed(TenantDiscovery discovery, Map<String, TenantTable> tables) {
		boolean gone = tables.values().stream().anyMatch(TenantTable.Gone.class::isInstance);
		return (gone && discovery instanceof TenantDiscovery.Query)
				? new HashSet<>(this.sessions.ask(this.url, query(discovery)))
				: Set.of();
	}

	private Map<String, Attempt<VersionTableState>> databases(List<String> names) {
		List<CompletableFuture<@Nullable Attempt<VersionTableState>>> asked = new ArrayList<>();
		for (String name : names) {
			asked.add(CompletableFuture.supplyAsync(() -> database(name), THREADS));
		}
		Map<String, Attempt<VersionTableState>> tenants = new LinkedHashMap<>();
		for (int i = 0; i < names.size(); i++) {
			Attempt<VersionTableState> seen = asked.get(i).join();
			if (seen != null) {
				tenants.put(names.get(i), seen);
			}
		}
		return tenants;
	}

	/** {@code null} where it has gone. */
	private @Nullable Attempt<VersionTableState> database(String name) {
		DatabaseUrl tenant = this.url.withDatabase(name);
		try {
			return new Known<>(this.sessions.ask(tenant, new VersionTableQuery(new VersionTable(null, this.table))));
		}
		catch (DatabaseException ex) {
			return (ex.failure() == DatabaseFailure.DATABASE_NOT_FOUND) ? null : new Failed<>(Problems.of(ex, tenant));
		}
	}

}

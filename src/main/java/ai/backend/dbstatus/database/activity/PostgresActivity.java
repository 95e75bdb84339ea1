package ai.backend.dbstatus.database.activity;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import ai.backend.dbstatus.database.activity.StatementProgress.Unit;
import ai.backend.dbstatus.database.url.Dialect;
import ai.backend.dbstatus.database.version.VersionTable;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of a PostgreSQL database. Every role sees the locks, who holds them, who blocks whom, and names of users and
 * applications; state, start, client and progress only {@code pg_read_all_stats} sees of other users' sessions.
 */
final class PostgresActivity {

	/**
	 * Who makes a relation holds a lock on its schema, and an exclusive one on the relation, which nobody else can see yet; of
	 * the first temporary one of a session, nobody else sees the schema either.
	 * Sessions without a user are the server's own. Servers before version 14 do not tell since when a lock is waited for,
	 * and have no such column.
	 */
	private static final String SESSIONS = """
			WITH place AS (
			  SELECT t.oid AS version_table, coalesce(c.relnamespace, n.oid) AS namespace
			    FROM (SELECT pg_catalog.to_regclass(?)::pg_catalog.oid AS oid) t
			    LEFT JOIN pg_catalog.pg_class c ON c.oid = t.oid
			    LEFT JOIN pg_catalog.pg_namespace n ON n.nspname = coalesce(?, pg_catalog.current_schema())
			), locks AS MATERIALIZED (
			  SELECT l.*, (pg_catalog.to_jsonb(l) ->> 'waitstart')::timestamptz AS waiting_since
			    FROM pg_catalog.pg_locks l
			   WHERE l.pid <> pg_catalog.pg_backend_pid()
			     AND (NOT l.granted OR l.database =
			       (SELECT d.oid FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database()))
			), held AS (
			  SELECT l.pid,
			      coalesce(bool_or(l.locktype = 'relation' AND l.relation = p.version_table AND l.mode IN
			        ('RowExclusiveLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock')), false) AS writes,
			      coalesce(bool_or(l.locktype = 'relation' AND l.relation = p.version_table AND l.mode NOT IN
			        ('ShareUpdateExclusiveLock', 'ShareLock')), false) AS reads,
			      coalesce(bool_or(n.oid IS NOT NULL AND l.mode IN
			        ('ShareUpdateExclusiveLock', 'ShareLock', 'ShareRowExclusiveLock', 'AccessExclusiveLock')), false) AS alters,
			      coalesce(bool_or(n.oid IS NOT NULL AND l.mode IN
			        ('ShareLock', 'ShareRowExclusiveLock', 'AccessExclusiveLock')), false) AS blocks,
			      coalesce(bool_or(n.oid IS NOT NULL AND c.relkind IN ('i', 'I') AND l.mode = 'ShareUpdateExclusiveLock'),
			        false) AS reindexes,
			      coalesce(bool_or(l.locktype = 'object' AND l.classid = 'pg_catalog.pg_namespace'::pg_catalog.regclass
			        AND s.nspname NOT LIKE 'pg\\_%'), false) AS creates,
			      coalesce(bool_or(l.locktype = 'object' AND l.classid = 'pg_catalog.pg_namespace'::pg_catalog.regclass
			        AND l.objid = p.namespace), false)
			      AND coalesce(bool_or(l.locktype = 'relation' AND r.oid IS NULL AND l.mode = 'AccessExclusiveLock'), false)
			        AS makes,
			      coalesce(array_agg(DISTINCT c.relname::text) FILTER (WHERE n.oid IS NOT NULL
			        AND c.relkind IN ('r', 'p', 'v', 'm', 'f') AND NOT c.relispartition AND l.mode IN
			        ('ShareUpdateExclusiveLock', 'ShareLock', 'ShareRowExclusiveLock', 'AccessExclusiveLock')), '{}') AS tables
			    FROM locks l CROSS JOIN place p
			    LEFT JOIN pg_catalog.pg_class r ON l.locktype = 'relation' AND r.oid = l.relation
			    LEFT JOIN pg_catalog.pg_class c ON c.oid = r.oid AND c.oid IS DISTINCT FROM p.version_table
			      AND c.relpersistence <> 't'
			    LEFT JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace AND n.nspname NOT LIKE 'pg\\_%'
			      AND n.nspname <> 'information_schema'
			    LEFT JOIN pg_catalog.pg_namespace s ON l.locktype = 'object' AND s.oid = l.objid
			   GROUP BY l.pid
			), found AS (
			  SELECT h.pid, h.tables, a.usename, a.application_name, a.client_addr, a.state, a.xact_start,
			      CASE WHEN h.writes OR h.reads AND (h.alters OR h.creates) THEN 'VERSION_TABLE'
			           WHEN i.pid IS NOT NULL AND h.alters AND NOT h.reindexes THEN 'INDEX_BUILD'
			           WHEN i.pid IS NULL AND h.blocks THEN 'SCHEMA_CHANGE'
			           WHEN h.makes THEN 'NEW_TABLES' END AS evidence,
			      coalesce(i.command, k.command) AS command, coalesce(i.phase, k.phase) AS phase,
			      CASE WHEN coalesce(i.relid, k.relid) <> 0 THEN coalesce(i.relid, k.relid)::pg_catalog.regclass::text
			        END AS building,
			      i.blocks_done, i.blocks_total, i.tuples_done, i.tuples_total, i.lockers_done, i.lockers_total,
			      k.heap_blks_scanned, k.heap_blks_total
			    FROM held h
			    JOIN pg_catalog.pg_stat_activity a ON a.pid = h.pid AND a.usesysid IS NOT NULL
			      AND a.backend_type IS DISTINCT FROM 'parallel worker'
			    LEFT JOIN pg_catalog.pg_stat_progress_create_index i ON i.pid = h.pid
			    LEFT JOIN pg_catalog.pg_stat_progress_cluster k ON k.pid = h.pid
			   WHERE NOT EXISTS (SELECT 1 FROM pg_catalog.pg_stat_progress_vacuum v WHERE v.pid = h.pid)
			)
			SELECT f.*, b.pids, o.application_name AS blocker_application, o.usename AS blocker_user,
			    o.state AS blocker_state, w.mode AS lock, w.relation::pg_catalog.regclass::text AS waits_on, w.waiting_since
			  FROM found f
			  LEFT JOIN LATERAL (SELECT l.mode, l.waiting_since, CASE WHEN l.database <> 0 THEN l.relation END AS relation
			      FROM locks l WHERE l.pid = f.pid AND NOT l.granted LIMIT 1) w ON true
			  LEFT JOIN LATERAL (SELECT pg_catalog.pg_blocking_pids(f.pid) AS pids WHERE w.mode IS NOT NULL) b ON true
			  LEFT JOIN pg_catalog.pg_stat_activity o ON o.pid = b.pids[1]
			 WHERE f.evidence IS NOT NULL
			 ORDER BY f.xact_start, f.pid
			""";

	/** More sessions than that do not migrate at once; so many connections are no answer for anybody. */
	private static final int MAX_SESSIONS = 100;

	private PostgresActivity() {
	}

	static List<SessionActivity> ask(Connection connection, VersionTable versionTable) throws SQLException {
		try (PreparedStatement query = connection.prepareStatement(SESSIONS)) {
			query.setMaxRows(MAX_SESSIONS);
			query.setString(1, versionTable.quoted(Dialect.POSTGRESQL));
			query.setString(2, versionTable.schema());
			try (ResultSet result = query.executeQuery()) {
				List<SessionActivity> sessions = new ArrayList<>();
				while (result.next()) {
					sessions.add(session(result));
				}
				return sessions;
			}
		}
	}

	private static SessionActivity session(ResultSet result) throws SQLException {
		return new SessionActivity(result.getLong("pid"), result.getString("usename"),
				text(result, "application_name"), text(result, "client_addr"), result.getString("state"),
				instant(result, "xact_start"), Evidence.valueOf(result.getString("evidence")),
				strings(result.getArray("tables")), lockWait(result), progress(result));
	}

	private static @Nullable LockWait lockWait(ResultSet result) throws SQLException {
		Array pids = result.getArray("pids");
		if (pids == null) {
			return null;
		}
		List<Long> blockers = Arrays.stream((Object[]) pids.getArray())
				.map((pid) -> ((Number) pid).longValue())
				.distinct()
				.toList();
		// The lock was granted between the look at the locks and the question who blocks it.
		return blockers.isEmpty()
				? null
				: new LockWait(blockers, text(result, "blocker_application"), result.getString("blocker_user"),
						(blockers.getFirst() != 0) ? result.getString("blocker_state") : "prepared transaction",
						result.getString("lock"), result.getString("waits_on"),
						instant(result, "waiting_since"),
						(blockers.getFirst() != 0) ? "SELECT pg_terminate_backend(" + blockers.getFirst() + ")" : null);
	}

	private static @Nullable StatementProgress progress(ResultSet result) throws SQLException {
		String phase = result.getString("phase");
		if (phase == null) {
			return null;
		}
		String command = result.getString("command");
		String relation = result.getString("building");
		if (result.getLong("heap_blks_total") > 0) {
			return new StatementProgress(command, phase, relation, result.getLong("heap_blks_scanned"),
					result.getLong("heap_blks_total"), Unit.BLOCKS);
		}
		if (result.getLong("blocks_total") > 0) {
			return new StatementProgress(command, phase, relation, result.getLong("blocks_done"),
					result.getLong("blocks_total"), Unit.BLOCKS);
		}
		if (result.getLong("tuples_total") > 0) {
			return new StatementProgress(command, phase, relation, result.getLong("tuples_done"),
					result.getLong("tuples_total"), Unit.TUPLES);
		}
		return new StatementProgress(command, phase, relation, result.getLong("lockers_done"),
				result.getLong("lockers_total"), Unit.LOCKERS);
	}

	private static List<String> strings(Array array) throws SQLException {
		return List.of((String[]) array.getArray());
	}

	private static @Nullable String text(ResultSet result, String column) throws SQLException {
		String value = result.getString(column);
		return (value != null && !value.isBlank()) ? value : null;
	}

	private static @Nullable Instant instant(ResultSet result, String column) throws SQLException {
		Timestamp value = result.getTimestamp(column);
		return (value != null) ? value.toInstant() : null;
	}

}

package ai.backend.dbstatus.database.activity;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import ai.backend.dbstatus.database.activity.StatementProgress.Unit;
import ai.backend.dbstatus.database.version.VersionTable;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of a MariaDB or MySQL database. Without the privilege {@code PROCESS} a user sees its own sessions only. Each
 * statement that changes the schema is a transaction of its own there, so that its words are all there is to see; they are
 * looked at and never shown. Who blocks whom stands in the metadata locks, where the server's performance schema is switched
 * on and the user may read it.
 */
final class MySqlActivity {

	private static final String SESSIONS = """
			SELECT p.* FROM information_schema.processlist p
			 WHERE p.id <> connection_id() AND p.command = 'Query' AND p.db = coalesce(?, database())
			 ORDER BY p.time DESC, p.id
			""";

	private static final String BLOCKERS = """
			SELECT t.processlist_id, t.processlist_user, t.processlist_command, t.processlist_state, w.lock_type, w.object_name
			  FROM performance_schema.threads wt
			  JOIN performance_schema.metadata_locks w ON w.owner_thread_id = wt.thread_id AND w.lock_status = 'PENDING'
			  JOIN performance_schema.metadata_locks g ON g.object_type = w.object_type
			   AND g.object_schema = w.object_schema AND g.object_name = w.object_name AND g.lock_status = 'GRANTED'
			   AND g.owner_thread_id <> w.owner_thread_id
			  JOIN performance_schema.threads t ON t.thread_id = g.owner_thread_id
			 WHERE wt.processlist_id = ?
			 ORDER BY t.processlist_id
			""";

	private static final String NAME = "(?:[`\"]?[\\w$\\x{80}-\\x{ffff}]+[`\"]?\\.)?[`\"]?(?<table>[\\w$\\x{80}-\\x{ffff}]+)[`\"]?";

	private static final String COMMENT = "(?:\\s|/\\*.*?\\*/)*";

	/** Temporary tables, and tables and views that are read, are none of a migration's. */
	private static final Pattern SCHEMA_CHANGE = Pattern.compile(COMMENT
			+ "(?:(?:ALTER\\s+(?:ONLINE\\s+|OFFLINE\\s+|IGNORE\\s+)*TABLE|CREATE\\s+(?:OR\\s+REPLACE\\s+)?TABLE|DROP\\s+TABLE"
			+ "|RENAME\\s+TABLE)\\s+(?:IF\\s+(?:NOT\\s+)?EXISTS\\s+)?"
			+ "|(?:CREATE|DROP)\\s+(?:OR\\s+REPLACE\\s+)?(?:UNIQUE\\s+|FULLTEXT\\s+|SPATIAL\\s+)?INDEX\\s+[^;]{1,200}?\\sON\\s+)"
			+ NAME + ".*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

	private static final Pattern WRITE = Pattern.compile(
			COMMENT + "(?:UPDATE|INSERT\\s+INTO|DELETE\\s+FROM)\\s+" + NAME + ".*",
			Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

	/** Of a statement, its beginning says what it is. */
	private static final int WORDS = 1000;

	private static final int MAX_SESSIONS = 100;

	private MySqlActivity() {
	}

	static List<SessionActivity> ask(Connection connection, VersionTable versionTable) throws SQLException {
		List<Row> rows = rows(connection, versionTable);
		List<SessionActivity> sessions = new ArrayList<>();
		for (Row row : rows) {
			sessions.add(row.activity(row.waits() ? lockWait(connection, row) : null));
		}
		return sessions;
	}

	private static List<Row> rows(Connection connection, VersionTable versionTable) throws SQLException {
		try (PreparedStatement query = connection.prepareStatement(SESSIONS)) {
			query.setString(1, versionTable.schema());
			try (ResultSet result = query.executeQuery()) {
				List<Row> rows = new ArrayList<>();
				boolean tellsProgress = hasColumn(result.getMetaData(), "progress");
				while (result.next() && rows.size() < MAX_SESSIONS) {
					String words = result.getString("info");
					if (words != null) {
						words = words.substring(0, Math.min(WORDS, words.length()));
						addRow(rows, result, words, versionTable, tellsProgress);
					}
				}
				return rows;
			}
		}
	}

	private static void addRow(List<Row> rows, ResultSet result, String words, VersionTable versionTable,
			boolean tellsProgress) throws SQLException {
		Matcher write = WRITE.matcher(words);
		Matcher change = SCHEMA_CHANGE.matcher(words);
		if (write.matches() && write.group("table").equalsIgnoreCase(versionTable.name())) {
			rows.add(Row.of(result, Evidence.VERSION_TABLE, null, tellsProgress));
		}
		else if (change.matches()) {
			String table = change.group("table");
			boolean version = table.equalsIgnoreCase(versionTable.name());
			rows.add(Row.of(result, version ? Evidence.VERSION_TABLE : Evidence.SCHEMA_CHANGE, table, tellsProgress));
		}
	}

	private static boolean hasColumn(ResultSetMetaData columns, String name) throws SQLException {
		for (int i = 1; i <= columns.getColumnCount(); i++) {
			if (columns.getColumnLabel(i).equalsIgnoreCase(name)) {
				return true;
			}
		}
		return false;
	}

	private static LockWait lockWait(Connection connection, Row row) throws SQLException {
		List<Long> pids = new ArrayList<>();
		String user = null;
		String state = null;
		String lock = null;
		try (PreparedStatement query = connection.prepareStatement(BLOCKERS)) {
			query.setLong(1, row.id());
			try (ResultSet result = query.executeQuery()) {
				while (result.next()) {
					if (pids.isEmpty()) {
						user = result.getString("processlist_user");
						String doing = result.getString("processlist_state");
						state = (doing != null && !doing.isBlank()) ? doing : result.getString("processlist_command");
						lock = result.getString("lock_type");
					}
					pids.add(result.getLong("processlist_id"));
				}
			}
		}
		catch (SQLException ex) {
			// The user may not read the performance schema, or the server has none: who blocks is not known then.
			if (!connection.isValid(0)) {
				throw ex;
			}
		}
		return new LockWait(pids, null, user, state, lock, row.table(), row.since(),
				pids.isEmpty() ? null : "KILL " + pids.getFirst());
	}

	/**
	 * A row of the process list.
	 */
	private record Row(long id, @Nullable String user, @Nullable String host, @Nullable String state, Instant since,
			Evidence evidence, @Nullable String table, @Nullable StatementProgress progress) {

		private static final double WHOLE = 100;

		static Row of(ResultSet result, Evidence evidence, @Nullable String table, boolean tellsProgress)
				throws SQLException {
			// As durations, since the clocks of the server and of this machine may differ.
			Duration time = tellsProgress
					? Duration.ofMillis((long) result.getDouble("time_ms"))
					: Duration.ofSeconds(result.getLong("time"));
			StatementProgress progress = null;
			if (tellsProgress && result.getInt("max_stage") > 0) {
				progress = new StatementProgress(null,
						"stage %d of %d".formatted(result.getInt("stage"), result.getInt("max_stage")), table,
						Math.round(result.getDouble("progress")), (long) WHOLE, Unit.PERCENT);
			}
			return new Row(result.getLong("id"), result.getString("user"), address(result.getString("host")),
					result.getString("state"), Instant.now().minus(time), evidence, table, progress);
		}

		private static @Nullable String address(@Nullable String host) {
			return (host != null) ? host.replaceFirst(":\\d+$", "") : null;
		}

		boolean waits() {
			return this.state != null && this.state.toLowerCase(Locale.ROOT).startsWith("waiting for")
					&& this.state.contains("lock");
		}

		SessionActivity activity(@Nullable LockWait wait) {
			return new SessionActivity(this.id, this.user, null, this.host, this.state, this.since, this.evidence,
					(this.table != null) ? List.of(this.table) : List.of(), wait, this.progress);
		}

	}

}

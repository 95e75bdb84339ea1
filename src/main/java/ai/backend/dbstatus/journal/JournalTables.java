package ai.backend.dbstatus.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import ai.backend.dbstatus.status.change.ChangeMemory;
import ai.backend.dbstatus.status.change.StatusChange;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads and writes the tables of a journal. The statements are those that PostgreSQL and SQLite have in common.
 */
final class JournalTables {

	/** Several times what is asked for, so that whoever looks into the table sees further back. */
	private static final int MOST_CHANGES = 4 * ChangeMemory.MOST_CHANGES;

	private static final String UNKNOWN = "?";

	private final JsonMapper mapper = JsonMapper.builder().build();

	/**
	 * Writes a change, unless it was written already: by another replica, or before this one started.
	 */
	void write(Connection connection, StatusChange change) throws SQLException {
		StatusChange complete = (change.statusBefore() != null) ? change : withBefore(connection, change);
		try (PreparedStatement statement = connection.prepareStatement("""
				INSERT INTO db_status_state (component, status, reason, revisions, seen_at) VALUES (?, ?, ?, ?, ?)
				ON CONFLICT (component) DO UPDATE SET status = excluded.status, reason = excluded.reason,
				    revisions = excluded.revisions, seen_at = excluded.seen_at
				WHERE db_status_state.seen_at < excluded.seen_at
				    AND (db_status_state.status <> excluded.status OR db_status_state.reason <> excluded.reason
				        OR db_status_state.revisions <> excluded.revisions)
				""")) {
			statement.setString(1, change.component());
			statement.setString(2, change.status().name());
			statement.setString(3, change.reason().name());
			statement.setString(4, revisions(change.revisions()));
			statement.setLong(5, change.at().toEpochMilli());
			if (statement.executeUpdate() > 0) {
				insert(connection, complete);
				shorten(connection, change.component());
			}
		}
	}

	private String revisions(@Nullable List<String> revisions) {
		return (revisions != null) ? this.mapper.writeValueAsString(revisions) : UNKNOWN;
	}

	/** What this service sees first, another one, or this one before its restart, has seen before. */
	private StatusChange withBefore(Connection connection, StatusChange change) throws SQLException {
		List<StatusChange> last = last(connection, change.component(), 1);
		if (last.isEmpty()) {
			return change;
		}
		StatusChange before = last.getFirst();
		return new StatusChange(change.component(), change.at(),
				(before.status() == change.status()) ? before.since() : change.since(), before.status(),
				change.status(), change.reason(), before.revisions(), change.revisions(), change.applied(),
				change.reverted(), change.release());
	}

	private void insert(Connection connection, StatusChange change) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement("""
				INSERT INTO db_status_change (component, seen_at, status, reason, body) VALUES (?, ?, ?, ?, ?)
				ON CONFLICT (component, seen_at) DO NOTHING
				""")) {
			statement.setString(1, change.component());
			statement.setLong(2, change.at().toEpochMilli());
			statement.setString(3, change.status().name());
			statement.setString(4, change.reason().name());
			statement.setString(5, this.mapper.writeValueAsString(change));
			statement.executeUpdate();
		}
	}

	private static void shorten(Connection connection, String component) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement("""
				DELETE FROM db_status_change WHERE component = ? AND seen_at <= (SELECT seen_at FROM db_status_change
				    WHERE component = ? ORDER BY seen_at DESC LIMIT 1 OFFSET %d)
				""".formatted(MOST_CHANGES))) {
			statement.setString(1, component);
			statement.setString(2, component);
			statement.executeUpdate();
		}
	}

	/**
	 * Removes what was seen before a time, unless it is the newest change of its component.
	 */
	void prune(Connection connection, Instant before) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(
				"""
						DELETE FROM db_status_change WHERE seen_at < ? AND seen_at < (SELECT state.seen_at FROM db_status_state state
						    WHERE state.component = db_status_change.component)
						""")) {
			statement.setLong(1, before.toEpochMilli());
			statement.executeUpdate();
		}
	}

	/**
	 * The last changes of a component, the newest first.
	 */
	List<StatusChange> last(Connection connection, String component, int limit) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(
				"SELECT body FROM db_status_change WHERE component = ? ORDER BY seen_at DESC LIMIT ?")) {
			statement.setString(1, component);
			statement.setInt(2, limit);
			List<StatusChange> changes = new ArrayList<>();
			try (ResultSet rows = statement.executeQuery()) {
				while (rows.next()) {
					changes.add(read(rows.getString(1)));
				}
			}
			return changes;
		}
	}

	/**
	 * The last changes of all components, each component's newest first.
	 */
	Map<String, List<StatusChange>> last(Connection connection) throws SQLException {
		Map<String, List<StatusChange>> changes = new LinkedHashMap<>();
		try (PreparedStatement statement = connection.prepareStatement(
				"""
						SELECT component, body FROM (SELECT component, body, seen_at,
						    row_number() OVER (PARTITION BY component ORDER BY seen_at DESC) AS place FROM db_status_change) numbered
						WHERE place <= ? ORDER BY component, seen_at DESC
						""")) {
			statement.setInt(1, ChangeMemory.MOST_CHANGES);
			try (ResultSet rows = statement.executeQuery()) {
				while (rows.next()) {
					changes.computeIfAbsent(rows.getString(1), (_) -> new ArrayList<>()).add(read(rows.getString(2)));
				}
			}
		}
		return changes;
	}

	private StatusChange read(String body) {
		return this.mapper.readValue(body, StatusChange.class);
	}

}

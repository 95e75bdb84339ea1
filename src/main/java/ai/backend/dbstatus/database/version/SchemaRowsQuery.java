package ai.backend.dbstatus.database.version;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import ai.backend.dbstatus.database.DatabaseException;
import ai.backend.dbstatus.database.DatabaseFailure;
import ai.backend.dbstatus.database.session.DatabaseHandle;
import ai.backend.dbstatus.database.session.DatabaseQuery;
import ai.backend.dbstatus.database.url.Dialect;
import org.jspecify.annotations.Nullable;

/**
 * Reads the version tables of several schemas by one statement, each table's rows with its own schema. Where one of them has
 * become unreadable since the catalog was asked, the others are read in smaller parts.
 *
 * @param schemas the names of the schemas, each with a table that could be read a moment ago
 * @param table the name of the version table in each
 */
record SchemaRowsQuery(List<String> schemas, String table) implements DatabaseQuery<SchemaRowsQuery.Answer> {

	/** A version table has few rows; another table that bears its name must not fill the memory. */
	private static final int MOST_ROWS = 100;

	/**
	 * What was read. A schema that is in no part of it has a table that was locked or not there.
	 *
	 * @param rows the rows, by schema
	 * @param failures why a table cannot be read, by schema
	 * @param large schemas whose tables have more rows than are read together with others
	 * @param locked whether a lock ended it early
	 */
	record Answer(Map<String, List<@Nullable String>> rows, Map<String, DatabaseException> failures,
			List<String> large, boolean locked) {}

	@Override
	public String subject() {
		return "the tables " + this.table + " of " + this.schemas.size() + " schemas";
	}

	@Override
	public Answer ask(DatabaseHandle handle) throws SQLException {
		Reading reading = new Reading(handle);
		return new Answer(reading.rows, reading.failures, reading.large, !reading.read(this.schemas));
	}

	private String sql(DatabaseHandle handle, List<String> some) {
		// No value is longer; what is cut off names no revision either way. Whatever type a column has, it is text in all of them.
		String type = (handle.dialect() == Dialect.POSTGRESQL) ? "varchar(1000)" : "char(1000)";
		StringBuilder sql = new StringBuilder();
		for (int i = 0; i < some.size(); i++) {
			sql.append((i == 0) ? "(SELECT " : " UNION ALL (SELECT ")
					.append(i)
					.append(", CAST(version_num AS ")
					.append(type)
					.append(") FROM ")
					.append(new VersionTable(some.get(i), this.table).quoted(handle.dialect()))
					.append(" LIMIT ")
					.append(MOST_ROWS + 1)
					.append(')');
		}
		return sql.toString();
	}

	/**
	 * The reading of one answer.
	 */
	private final class Reading {

		private final DatabaseHandle handle;

		private final Map<String, List<@Nullable String>> rows = new HashMap<>();

		private final Map<String, DatabaseException> failures = new HashMap<>();

		private final List<String> large = new ArrayList<>();

		Reading(DatabaseHandle handle) {
			this.handle = handle;
		}

		/**
		 * Reads tables.
		 * @return whether no lock kept it from reading all of them
		 */
		boolean read(List<String> some) throws SQLException {
			try {
				readTogether(some);
				return true;
			}
			catch (SQLException ex) {
				VersionTableDialect dialect = VersionTableDialect.of(this.handle.dialect());
				DatabaseException failure = this.handle.failure(ex);
				if (failure.failure() == DatabaseFailure.LOCK_TIMEOUT) {
					return some.size() > 1 && this.handle.dialect() == Dialect.MYSQL && readWithoutWaiting(some);
				}
				if (!dialect.isMissing(ex) && !isOfOneTable(dialect, failure, ex)) {
					throw ex;
				}
				if (some.size() > 1) {
					return readHalves(some);
				}
				if (!dialect.isMissing(ex)) {
					this.failures.put(some.getFirst(), dialect.isNotAlembics(ex)
							? RowCollector.notAlembics(this.handle,
									new VersionTable(some.getFirst(), SchemaRowsQuery.this.table),
									"has no column version_num")
							: failure);
				}
				return true;
			}
		}

		private boolean readHalves(List<String> some) throws SQLException {
			int half = some.size() / 2;
			boolean first = read(some.subList(0, half));
			return read(some.subList(half, some.size())) && first;
		}

		/** There, no catalog tells which table is locked. Everybody has waited already: now it is only found out which it is. */
		private boolean readWithoutWaiting(List<String> some) throws SQLException {
			try (Statement statement = this.handle.connection().createStatement()) {
				long wait;
				try (ResultSet result = statement.executeQuery("SELECT @@SESSION.lock_wait_timeout")) {
					wait = result.next() ? result.getLong(1) : 1;
				}
				// MySQL takes it for a second.
				statement.execute("SET SESSION lock_wait_timeout = 0");
				boolean all = readHalves(some);
				statement.execute("SET SESSION lock_wait_timeout = " + wait);
				return all;
			}
		}

		private void readTogether(List<String> some) throws SQLException {
			List<List<@Nullable String>> read = new ArrayList<>(some.size());
			some.forEach((_) -> read.add(new ArrayList<>(1)));
			try (Statement statement = this.handle.connection().createStatement();
					ResultSet result = statement.executeQuery(sql(this.handle, some))) {
				while (result.next()) {
					read.get(result.getInt(1)).add(result.getString(2));
				}
			}
			for (int i = 0; i < read.size(); i++) {
				if (read.get(i).size() > MOST_ROWS) {
					this.large.add(some.get(i));
				}
				else {
					this.rows.put(some.get(i), read.get(i));
				}
			}
		}

		/** Whether fewer tables may do better: not where the connection or the time is over. */
		private static boolean isOfOneTable(VersionTableDialect dialect, DatabaseException failure, SQLException ex) {
			return dialect.isNotAlembics(ex) || failure.failure() == DatabaseFailure.PERMISSION_DENIED
			// Out of memory for locks: a server may have room for fewer than one statement takes.
					|| "53200".equals(ex.getSQLState());
		}

	}

}

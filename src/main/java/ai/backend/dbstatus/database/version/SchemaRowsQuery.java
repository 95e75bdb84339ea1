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
record SchemaRowsQuery(List<String> schemas,
		String table) implements DatabaseQuery<Map<String, List<@Nullable String>>> {

	/** A version table has few rows; another table that bears its name must not fill the memory. */
	private static final int MOST_ROWS = 100;

	@Override
	public String subject() {
		return "the tables " + this.table + " of " + this.schemas.size() + " schemas";
	}

	/**
	 * The rows by schema; those that could not be read together with others are not in the answer.
	 */
	@Override
	public Map<String, List<@Nullable String>> ask(DatabaseHandle handle) throws SQLException {
		Map<String, List<@Nullable String>> rows = new HashMap<>();
		read(handle, this.schemas, rows);
		return rows;
	}

	private void read(DatabaseHandle handle, List<String> some, Map<String, List<@Nullable String>> rows)
			throws SQLException {
		try (Statement statement = handle.connection().createStatement()) {
			List<List<@Nullable String>> read = new ArrayList<>(some.size());
			some.forEach((_) -> read.add(new ArrayList<>(1)));
			try (ResultSet result = statement.executeQuery(sql(handle, some))) {
				while (result.next()) {
					read.get(result.getInt(1)).add(result.getString(2));
				}
			}
			for (int i = 0; i < read.size(); i++) {
				rows.put(some.get(i), read.get(i));
			}
		}
		catch (SQLException ex) {
			if (!isOfOneTable(handle, ex)) {
				throw ex;
			}
			if (some.size() > 1) {
				int half = some.size() / 2;
				read(handle, some.subList(0, half), rows);
				read(handle, some.subList(half, some.size()), rows);
			}
		}
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
					.append(MOST_ROWS)
					.append(')');
		}
		return sql.toString();
	}

	/** Whether fewer tables may do better: not where the connection or the time is over. */
	private static boolean isOfOneTable(DatabaseHandle handle, SQLException ex) {
		VersionTableDialect dialect = VersionTableDialect.of(handle.dialect());
		if (dialect.isMissing(ex) || dialect.isNotAlembics(ex)) {
			return true;
		}
		DatabaseException failure = handle.failure(ex);
		return failure.failure() == DatabaseFailure.PERMISSION_DENIED
				|| failure.failure() == DatabaseFailure.LOCK_TIMEOUT
				// Out of memory for locks: a server may have room for fewer than one statement takes.
				|| "53200".equals(ex.getSQLState());
	}

}

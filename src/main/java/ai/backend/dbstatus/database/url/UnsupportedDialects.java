package ai.backend.dbstatus.database.url;

import java.util.Map;

import ai.backend.dbstatus.database.DatabaseException;
import ai.backend.dbstatus.database.DatabaseFailure;

/**
 * What to say about a kind of database that this service does not read.
 */
final class UnsupportedDialects {

	private static final Map<String, String> DRIVERS = Map.ofEntries(
			Map.entry("oracle", "com.oracle.database.jdbc:ojdbc17"),
			Map.entry("mssql", "com.microsoft.sqlserver:mssql-jdbc"),
			Map.entry("sqlserver", "com.microsoft.sqlserver:mssql-jdbc"),
			Map.entry("snowflake", "net.snowflake:snowflake-jdbc"),
			Map.entry("redshift", "com.amazon.redshift:redshift-jdbc42"),
			Map.entry("bigquery", "com.google.cloud:google-cloud-bigquery-jdbc"),
			Map.entry("db2", "com.ibm.db2:jcc"), Map.entry("ibm_db_sa", "com.ibm.db2:jcc"),
			Map.entry("firebird", "org.firebirdsql.jdbc:jaybird"), Map.entry("h2", "com.h2database:h2"),
			Map.entry("hsqldb", "org.hsqldb:hsqldb"), Map.entry("duckdb", "org.duckdb:duckdb_jdbc"),
			Map.entry("clickhouse", "com.clickhouse:clickhouse-jdbc"), Map.entry("trino", "io.trino:trino-jdbc"));

	private UnsupportedDialects() {
	}

	/**
	 * A dialect that would need more than its driver: an adapter says how it names failures and bounds time.
	 */
	static DatabaseException named(String dialect) {
		String driver = DRIVERS.getOrDefault(dialect, "its JDBC driver");
		return new DatabaseException(DatabaseFailure.DATABASE_UNSUPPORTED, "Databases of the dialect \"" + dialect
				+ "\" cannot be read: there is no JDBC driver for them here; it takes " + driver
				+ " among the dependencies in pom.xml, and an adapter for it in the package"
				+ " ai.backend.dbstatus.database");
	}

}

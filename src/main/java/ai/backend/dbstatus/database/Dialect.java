package ai.backend.dbstatus.database;

/**
 * A kind of database, named as SQLAlchemy names it.
 */
public enum Dialect {

	POSTGRESQL("PostgreSQL", 5432),

	/** MariaDB and MySQL, which share a protocol. */
	MYSQL("MySQL", 3306),

	SQLITE("SQLite", 0);

	private final String displayName;

	private final int defaultPort;

	Dialect(String displayName, int defaultPort) {
		this.displayName = displayName;
		this.defaultPort = defaultPort;
	}

	/**
	 * The name for people.
	 */
	public String displayName() {
		return this.displayName;
	}

	/**
	 * The port where a URL names none; 0 where there is no port.
	 */
	int defaultPort() {
		return this.defaultPort;
	}

}

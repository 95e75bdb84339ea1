package ai.backend.dbstatus.database.url;

/**
 * A kind of database, named as SQLAlchemy names it.
 */
public enum Dialect {

	POSTGRESQL("PostgreSQL", 5432, '"'),

	/** MariaDB and MySQL, which share a protocol. */
	MYSQL("MySQL", 3306, '`'),

	SQLITE("SQLite", 0, '"');

	private final String displayName;

	private final int defaultPort;

	private final String mark;

	Dialect(String displayName, int defaultPort, char mark) {
		this.displayName = displayName;
		this.defaultPort = defaultPort;
		this.mark = String.valueOf(mark);
	}

	/**
	 * The name for people.
	 */
	public String displayName() {
		return this.displayName;
	}

	/**
	 * An identifier as SQL, in quotes whatever it is.
	 */
	public String quote(String identifier) {
		return this.mark + identifier.replace(this.mark, this.mark + this.mark) + this.mark;
	}

	/**
	 * The port where a URL names none; 0 where there is no port.
	 */
	int defaultPort() {
		return this.defaultPort;
	}

}

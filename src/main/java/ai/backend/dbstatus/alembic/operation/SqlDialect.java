package ai.backend.dbstatus.alembic.operation;

import java.util.Locale;

/**
 * The kind of database that a migration is read for: scripts ask for it, and SQL differs by it.
 */
public enum SqlDialect {

	/** PostgreSQL. */
	POSTGRESQL,

	/** MySQL. */
	MYSQL,

	/** MariaDB, where the URL says so. */
	MARIADB,

	/** SQLite. */
	SQLITE;

	/**
	 * SQLAlchemy: {@code dialect.name}.
	 */
	public String sqlAlchemyName() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * How many characters a name may have. SQLAlchemy: {@code max_identifier_length}, or that of indexes and constraints.
	 */
	public int longestName() {
		return switch (this) {
			case POSTGRESQL -> 63;
			case MYSQL, MARIADB -> 64;
			case SQLITE -> 9999;
		};
	}

}

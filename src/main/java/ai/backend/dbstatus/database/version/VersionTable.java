package ai.backend.dbstatus.database.version;

import ai.backend.dbstatus.database.url.Dialect;
import org.jspecify.annotations.Nullable;

/**
 * The table in which Alembic keeps the current revisions.
 *
 * @param schema its schema (in MariaDB and MySQL: the database), or {@code null} to look where an unqualified name leads:
 * along PostgreSQL's {@code search_path}, say
 * @param name its name, exactly as Alembic is given it
 */
public record VersionTable(@Nullable String schema, String name) {

	/** Alembic's default: {@code alembic_version}, without a schema. */
	public static final VersionTable DEFAULT = new VersionTable(null, "alembic_version");

	public VersionTable {
		if (name.isEmpty()) {
			throw new IllegalArgumentException("The name of the version table is empty");
		}
		if (schema != null && schema.isEmpty()) {
			schema = null;
		}
	}

	/**
	 * The name as SQL. Always quoted: SQLAlchemy quotes only where a name needs it, and where it does not, both forms
	 * mean the same table.
	 */
	public String quoted(Dialect dialect) {
		String table = dialect.quote(this.name);
		return (this.schema != null) ? dialect.quote(this.schema) + "." + table : table;
	}

	@Override
	public String toString() {
		return (this.schema != null) ? this.schema + "." + this.name : this.name;
	}

}

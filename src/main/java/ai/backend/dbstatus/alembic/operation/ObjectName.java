package ai.backend.dbstatus.alembic.operation;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * The name of a table, an index, a type, a sequence or a view, as the database keeps it.
 *
 * @param schema the schema that is written before it; {@code null} where the database's search path decides
 * @param name the name
 */
public record ObjectName(@Nullable String schema, String name) {

	/**
	 * A name without a schema.
	 */
	public static ObjectName of(String name) {
		return new ObjectName(null, name);
	}

	/**
	 * The same schema with another name.
	 */
	public ObjectName withName(String other) {
		return new ObjectName(this.schema, other);
	}

	/**
	 * The name in lower case, for databases that compare names so.
	 */
	public ObjectName lowerCase() {
		return new ObjectName((this.schema != null) ? this.schema.toLowerCase(Locale.ROOT) : null,
				this.name.toLowerCase(Locale.ROOT));
	}

	/**
	 * {@code schema.name}, or the name alone.
	 */
	@Override
	public String toString() {
		return (this.schema != null) ? this.schema + "." + this.name : this.name;
	}

}

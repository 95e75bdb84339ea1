package ai.backend.dbstatus.database.relation;

import java.util.Set;

import ai.backend.dbstatus.database.relation.Relation.RelationName;
import org.jspecify.annotations.Nullable;

/**
 * Where a name without a schema leads.
 *
 * @param schema the schema where it leads first; {@code null} for where it leads the user who asks
 */
record Home(@Nullable String schema) {

	/**
	 * Whether a name without its schema leads to something.
	 * @param name its name
	 * @param visible whether it does so for the user who asks
	 * @param all all names of its kind
	 */
	boolean leadsTo(RelationName name, boolean visible, Set<RelationName> all) {
		if (this.schema == null || name.schema().equals(this.schema)) {
			return visible || this.schema != null;
		}
		return visible && !all.contains(new RelationName(this.schema, name.name()));
	}

}

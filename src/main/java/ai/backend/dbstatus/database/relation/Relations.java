package ai.backend.dbstatus.database.relation;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The tables of a database when it was asked, and what else decides what a statement does to them.
 *
 * @param server the server
 * @param defaultSchema the schema in which something without one is made; {@code null} if there is none
 * @param relations tables, views and sequences
 * @param enums PostgreSQL: the values of enum types, by schema and name
 * @param types PostgreSQL: the types that a name without a schema leads to
 * @param volatileFunctions PostgreSQL: the names of functions whose value may differ from row to row
 */
public record Relations(Server server, @Nullable String defaultSchema, List<Relation> relations,
		Map<Relation.RelationName, EnumType> enums, Set<String> types, Set<String> volatileFunctions) {

	public Relations {
		relations = List.copyOf(relations);
		enums = Map.copyOf(enums);
		types = Set.copyOf(types);
		volatileFunctions = Set.copyOf(volatileFunctions);
	}

	/**
	 * An enum type.
	 *
	 * @param visible whether its name without the schema leads to it
	 * @param values its values, in order
	 */
	public record EnumType(boolean visible, List<String> values) {

		public EnumType {
			values = List.copyOf(values);
		}

	}

}

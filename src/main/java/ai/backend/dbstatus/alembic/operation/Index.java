package ai.backend.dbstatus.alembic.operation;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * An index as an operation makes it.
 *
 * @param name its name; {@code null} where it is not known
 * @param columns its columns and expressions as they are written; empty where they are not known
 * @param unique whether it is unique
 * @param concurrently whether it is built beside other work
 * @param where the condition of a partial index as it is written; else {@code null}
 * @param plain whether it surely is a B-tree over these columns in their own order, and nothing more
 */
public record Index(@Nullable String name, List<String> columns, boolean unique, boolean concurrently,
		@Nullable String where, boolean plain) {

	public Index {
		columns = List.copyOf(columns);
	}

}

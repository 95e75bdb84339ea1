package ai.backend.dbstatus.database.version;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a version table holds.
 *
 * @param exists whether there is such a table
 * @param rows the values of {@code version_num} in the order in which the database gives them; {@code null} and empty
 * ones included
 * @param otherTables whether the schema has tables beside the version table; asked only where no row names a revision,
 * else {@code false}
 */
public record VersionTableState(boolean exists, List<@Nullable String> rows, boolean otherTables) {

	public VersionTableState {
		rows = Collections.unmodifiableList(new ArrayList<>(rows));
	}

}

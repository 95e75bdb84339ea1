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
 * @param warnings what makes it doubtful that these are the rows that a migration would find, a sentence each
 */
public record VersionTableState(boolean exists, List<@Nullable String> rows, boolean otherTables,
		List<String> warnings) {

	/**
	 * A version table of which nothing is doubtful.
	 */
	public VersionTableState(boolean exists, List<@Nullable String> rows, boolean otherTables) {
		this(exists, rows, otherTables, List.of());
	}

	public VersionTableState {
		warnings = List.copyOf(warnings);
		rows = Collections.unmodifiableList(new ArrayList<>(rows));
	}

	/**
	 * The same, with what is doubtful about it.
	 */
	VersionTableState with(List<String> doubts) {
		return new VersionTableState(this.exists, this.rows, this.otherTables, doubts);
	}

	/**
	 * The same in a schema that has tables beside it.
	 */
	VersionTableState withOtherTables() {
		return new VersionTableState(this.exists, this.rows, true, this.warnings);
	}

}

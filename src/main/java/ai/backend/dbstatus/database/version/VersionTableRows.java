package ai.backend.dbstatus.database.version;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What the statement that reads a version table brought.
 *
 * @param values the values of {@code version_num}; {@code null} if there is no such table
 * @param warnings what makes it doubtful that this is the table of the migrations, a sentence each
 */
record VersionTableRows(@Nullable List<@Nullable String> values, List<String> warnings) {

	/** There is no such table. */
	static final VersionTableRows NO_TABLE = new VersionTableRows(null, List.of());

}

package ai.backend.dbstatus.database.version;

import java.util.ArrayList;
import java.util.List;

import ai.backend.dbstatus.database.DatabaseException;
import ai.backend.dbstatus.database.DatabaseFailure;
import ai.backend.dbstatus.database.session.DatabaseHandle;
import org.jspecify.annotations.Nullable;

/**
 * Collects the rows of a version table. It has few and short ones; another table that bears its name must neither fill the
 * memory nor be taken for one of which a part is read.
 */
final class RowCollector {

	/** One more is asked for, so that it shows where there are more. */
	static final int MAX_ROWS = 10_000;

	/** Alembic's own column holds 32. */
	private static final int MAX_CHARS = 4_096;

	private static final int MAX_CHARS_OF_ALL = 1_000_000;

	private final DatabaseHandle handle;

	private final VersionTable table;

	private final List<@Nullable String> rows = new ArrayList<>(1);

	private long chars;

	RowCollector(DatabaseHandle handle, VersionTable table) {
		this.handle = handle;
		this.table = table;
	}

	/**
	 * Adds a row.
	 * @throws DatabaseException {@link DatabaseFailure#CONFIG_INVALID} if this is more than a version table has
	 */
	void add(@Nullable String row) {
		int length = (row != null) ? row.length() : 0;
		this.chars += length;
		if (length > MAX_CHARS || this.chars > MAX_CHARS_OF_ALL) {
			throw notAlembics(this.handle, this.table,
					"holds more than %d characters in one row or %d in all".formatted(MAX_CHARS, MAX_CHARS_OF_ALL));
		}
		if (this.rows.size() == MAX_ROWS) {
			throw notAlembics(this.handle, this.table, "has more than %d rows".formatted(MAX_ROWS));
		}
		this.rows.add(row);
	}

	List<@Nullable String> rows() {
		return this.rows;
	}

	/**
	 * That what bears the version table's name is none.
	 * @param why the end of a sentence that begins with the table
	 */
	static DatabaseException notAlembics(DatabaseHandle handle, VersionTable table, String why) {
		return new DatabaseException(DatabaseFailure.CONFIG_INVALID, "Table " + table + " in "
				+ handle.url().describe() + " " + why + ", so it is not a version table of Alembic");
	}

}

package ai.backend.dbstatus.alembic.revision;

import java.util.List;

/**
 * What a row of the version table stands for. Alembic reads a row like a symbol on the command line.
 *
 * @param row the row's text
 * @param match how it names what it names
 * @param revisions the revisions: one, or several for {@code heads}, or none for {@code base}
 */
public record RowLocation(String row, Match match, List<Revision> revisions) {

	public RowLocation {
		revisions = List.copyOf(revisions);
	}

	/**
	 * How a row names a revision. Only an id is what Alembic writes; from anything else an upgrade leaves the row behind,
	 * beside the new one.
	 */
	public enum Match {

		/** By its id. */
		ID,

		/** By the beginning of an id or label. */
		PREFIX,

		/** By a branch label. */
		LABEL,

		/** By another symbol: {@code heads}, {@code head}, {@code base}, {@code label@…}, a negative number. */
		SYMBOL

	}

}

package ai.backend.dbstatus.alembic.source.archive;

import org.jspecify.annotations.Nullable;

/**
 * An archive is not read. The message is a sentence for a person that names the entry, without a full stop.
 */
public final class ArchiveException extends RuntimeException {

	private final Problem problem;

	private final @Nullable String entry;

	ArchiveException(Problem problem, @Nullable String entry, String sentence) {
		// A condition of the input: where in this code it was seen tells nobody anything.
		super(sentence, null, false, false);
		this.problem = problem;
		this.entry = entry;
	}

	/**
	 * What is wrong.
	 */
	public Problem problem() {
		return this.problem;
	}

	/**
	 * The name of the entry that it is about, as it stands in the archive; {@code null} if it is about the archive as a whole.
	 */
	public @Nullable String entry() {
		return this.entry;
	}

	/**
	 * What can be wrong with an archive.
	 */
	public enum Problem {

		/** It is none, or of a kind that is not read. */
		NOT_AN_ARCHIVE,

		/** It is larger, or grows larger, or has more entries than is allowed. */
		TOO_LARGE,

		/** It ends too early, or an entry is not what the archive says of it. */
		DAMAGED,

		/** A path or a link leads out of it. */
		LEADS_OUT,

		/** There are two entries of one name. */
		DUPLICATE

	}

}

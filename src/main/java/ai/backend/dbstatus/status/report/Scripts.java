package ai.backend.dbstatus.status.report;

import java.time.Instant;

import ai.backend.dbstatus.alembic.source.git.GitCommit;
import org.jspecify.annotations.Nullable;

/**
 * Where the migration scripts came from that a database was judged by.
 *
 * @param source what sort of place it is
 * @param ref the branch, tag or commit as it was asked for; {@code null} unless they came from git
 * @param commit the whole id of the commit; {@code null} unless they came from git
 * @param committedAt when that was committed; {@code null} unless they came from git
 */
public record Scripts(Source source, @Nullable String ref, @Nullable String commit, @Nullable Instant committedAt) {

	/** The directory that is configured. */
	public static final Scripts DIRECTORY = new Scripts(Source.DIRECTORY, null, null, null);

	/** An archive that is configured. */
	public static final Scripts ARCHIVE = new Scripts(Source.ARCHIVE, null, null, null);

	/** An archive that the caller sent. */
	public static final Scripts UPLOAD = new Scripts(Source.UPLOAD, null, null, null);

	/**
	 * A commit of a git repository.
	 */
	public static Scripts of(GitCommit commit) {
		return new Scripts(Source.GIT, commit.ref(), commit.id(), commit.committedAt());
	}

	/**
	 * A ref of a git repository whose commit is not known.
	 */
	public static Scripts ofRef(String ref) {
		return new Scripts(Source.GIT, ref, null, null);
	}

	/**
	 * The sorts of places.
	 */
	public enum Source {

		/** A directory of this machine. */
		DIRECTORY,

		/** A commit of a git repository. */
		GIT,

		/** An archive on this machine. */
		ARCHIVE,

		/** An archive that came with the request. */
		UPLOAD

	}

}

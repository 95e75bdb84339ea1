package ai.backend.dbstatus.alembic.script;

import java.nio.file.Path;

/**
 * A directory that was looked at for migration scripts: a version location, or with
 * recursive version locations one below it.
 *
 * @param path the directory
 * @param state what was found there
 */
public record VersionDirectory(Path path, State state) {

	/**
	 * What a directory turned out to be.
	 */
	public enum State {

		/** It was listed. */
		LISTED("has been read"),

		/** There is nothing of that name; Alembic passes over it in silence. */
		MISSING("does not exist"),

		/** It is something else; Alembic finds no script there. */
		NOT_A_DIRECTORY("is not a directory"),

		/** It may not be listed, or its listing failed; Alembic finds no script there. */
		NOT_READABLE("cannot be read"),

		/** It lies deeper than anybody has directories. */
		TOO_DEEP("lies deeper than 250 directories below its version location, so that it is not read"),

		/** With all that was found before, it holds more than a project does. */
		TOO_LARGE("holds, or leads to, more than 50,000 files and directories, so that they are not read"),

		/** With all others, its scripts are larger than those of a project. */
		TOO_MANY_BYTES(
				"has migration scripts that are, together with those of all version locations, larger than 64 MiB, so that not all of them are read"),

		/** With all others, it has more files that are no scripts than a directory of scripts has. */
		TOO_MANY_PROBLEMS(
				"has more than 500 files, together with those of all version locations, that cannot be read as migration scripts, so that not all of them are tried"),

		/** It leads to where the project has no files. */
		OUTSIDE("lies outside of the project");

		private final String words;

		State(String words) {
			this.words = words;
		}

		/**
		 * Returns the state as the end of a sentence that begins with the directory.
		 * @return for example {@code does not exist}
		 */
		public String words() {
			return this.words;
		}

	}

}

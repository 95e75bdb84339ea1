package ai.backend.dbstatus.alembic.source;

import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * A look at the files of a project that something depends on, and what it showed.
 */
sealed interface Look {

	/**
	 * Looks again.
	 * @return this look, or a newer one that showed the same; {@code null} if something else is to be seen
	 */
	@Nullable
	Look repeat(ProjectFiles files);

	/**
	 * A look at what is at a path.
	 */
	sealed interface At extends Look {

		/** What was there. */
		Entry entry();

	}

	/**
	 * Only what kind of thing it was mattered.
	 */
	record AtKind(Entry entry) implements At {

		@Override
		public @Nullable Look repeat(ProjectFiles files) {
			return (files.kind(this.entry.path()) == this.entry.kind()) ? this : null;
		}

	}

	/**
	 * Nothing was read.
	 */
	record AtEntry(Entry entry) implements At {

		@Override
		public @Nullable Look repeat(ProjectFiles files) {
			return files.look(this.entry.path()).agreesWith(this.entry) ? this : null;
		}

	}

	/**
	 * A file was read, or a directory was listed.
	 *
	 * @param content reads or lists it again
	 * @param inDoubt what is to be compared where an equal fingerprint proves nothing, else {@code null}
	 */
	record AtContent(Entry entry, Content content, @Nullable String inDoubt) implements At {

		static AtContent ofFile(Entry file, int maximum, byte[] bytes) {
			return new AtContent(file, Content.ofFile(maximum), file.doubtful() ? Content.digest(bytes) : null);
		}

		static AtContent ofDirectory(Entry directory, List<Entry> listed) {
			return new AtContent(directory, Content.OF_DIRECTORY,
					directory.doubtful() ? Content.names(listed) : null);
		}

		/** What stood in the way may go without a trace in the fingerprint. */
		static AtContent ofFailure(Entry entry, Content content, UnreadableFileException failure) {
			return new AtContent(entry, content, String.valueOf(failure.getMessage()));
		}

		@Override
		public @Nullable Look repeat(ProjectFiles files) {
			Entry now = files.look(this.entry.path());
			if (!now.agreesWith(this.entry)) {
				return null;
			}
			return (this.inDoubt == null) ? this : compare(files, now, this.inDoubt);
		}

		private @Nullable Look compare(ProjectFiles files, Entry now, String before) {
			try {
				String latest = this.content.read(files, now);
				return latest.equals(before) ? new AtContent(now, this.content, now.doubtful() ? latest : null) : null;
			}
			catch (UnreadableFileException ex) {
				return before.equals(ex.getMessage()) ? this : null;
			}
		}

	}

	/**
	 * What is in a file or a directory, as a text that tells one content from another.
	 */
	@FunctionalInterface
	interface Content {

		/** Names and kinds: a file that became a directory is another listing. */
		Content OF_DIRECTORY = (files, directory) -> names(files.list(directory));

		static Content ofFile(int maximum) {
			return (files, file) -> digest(files.read(file, maximum));
		}

		String read(ProjectFiles files, Entry entry) throws UnreadableFileException;

		static String names(List<Entry> listed) {
			return listed.stream().map((entry) -> entry.kind() + "/" + entry.name()).collect(Collectors.joining("/"));
		}

		static String digest(byte[] bytes) {
			try {
				return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
			}
			catch (NoSuchAlgorithmException ex) {
				throw new IllegalStateException("Every Java has SHA-256", ex);
			}
		}

	}

	/**
	 * Symbolic links were resolved.
	 *
	 * @param path the path
	 * @param target the path without links
	 */
	record AlongLinks(Path path, Path target) implements Look {

		@Override
		public @Nullable Look repeat(ProjectFiles files) {
			return files.realPath(this.path).equals(this.target) ? this : null;
		}

	}

}

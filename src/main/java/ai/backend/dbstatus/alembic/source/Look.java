package ai.backend.dbstatus.alembic.source;

import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

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

		/** Whether an equal fingerprint proves that the same is to be seen: nothing need be read again to know. */
		boolean isCertain();

	}

	/**
	 * Only what kind of thing it was mattered.
	 */
	record AtKind(Entry entry) implements At {

		@Override
		public boolean isCertain() {
			return true;
		}

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
		public boolean isCertain() {
			return true;
		}

		@Override
		public @Nullable Look repeat(ProjectFiles files) {
			return files.look(this.entry.path()).agreesWith(this.entry) ? this : null;
		}

	}

	/**
	 * The content was read.
	 *
	 * @param maximum how many bytes were allowed
	 * @param content what is to be compared where the fingerprint proves nothing, else {@code null}
	 */
	record AtContent(Entry entry, int maximum, @Nullable String content) implements At {

		static AtContent of(Entry entry, int maximum, byte[] bytes) {
			return new AtContent(entry, maximum, entry.doubtful() ? digest(bytes) : null);
		}

		/** What stood in the way may go without a trace in the fingerprint. */
		static AtContent of(Entry entry, int maximum, UnreadableFileException failure) {
			return new AtContent(entry, maximum, String.valueOf(failure.getMessage()));
		}

		@Override
		public boolean isCertain() {
			return this.content == null;
		}

		@Override
		public @Nullable Look repeat(ProjectFiles files) {
			Entry now = files.look(this.entry.path());
			if (!now.agreesWith(this.entry)) {
				return null;
			}
			return (this.content == null) ? this : readAgain(files, now, this.content);
		}

		private @Nullable Look readAgain(ProjectFiles files, Entry now, String before) {
			try {
				byte[] bytes = files.read(now, this.maximum);
				return digest(bytes).equals(before) ? of(now, this.maximum, bytes) : null;
			}
			catch (UnreadableFileException ex) {
				AtContent failed = of(now, this.maximum, ex);
				return before.equals(failed.content) ? failed : null;
			}
		}

		private static String digest(byte[] bytes) {
			try {
				return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
			}
			catch (NoSuchAlgorithmException ex) {
				throw new IllegalStateException("Every Java has SHA-256", ex);
			}
		}

	}

	/**
	 * The directory was listed.
	 *
	 * @param names what is to be compared where the fingerprint proves nothing, else {@code null}
	 */
	record AtNames(Entry entry, @Nullable List<String> names) implements At {

		static AtNames of(Entry entry, List<Entry> listed) {
			return new AtNames(entry, entry.doubtful() ? names(listed) : null);
		}

		/** What stood in the way may go without a trace in the fingerprint. */
		static AtNames of(Entry entry, UnreadableFileException failure) {
			return new AtNames(entry, List.of("", String.valueOf(failure.getMessage())));
		}

		@Override
		public boolean isCertain() {
			return this.names == null;
		}

		@Override
		public @Nullable Look repeat(ProjectFiles files) {
			Entry now = files.look(this.entry.path());
			if (!now.agreesWith(this.entry)) {
				return null;
			}
			return (this.names == null) ? this : listAgain(files, now, this.names);
		}

		private static @Nullable Look listAgain(ProjectFiles files, Entry now, List<String> before) {
			try {
				List<Entry> listed = files.list(now);
				return names(listed).equals(before) ? of(now, listed) : null;
			}
			catch (UnreadableFileException ex) {
				AtNames failed = of(now, ex);
				return before.equals(failed.names) ? failed : null;
			}
		}

		/** Each with its kind: a file that became a directory is another listing. */
		private static List<String> names(List<Entry> listed) {
			return listed.stream().map((entry) -> entry.kind() + " " + entry.name()).toList();
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

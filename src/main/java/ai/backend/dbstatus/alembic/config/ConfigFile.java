package ai.backend.dbstatus.alembic.config;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

import ai.backend.dbstatus.alembic.config.InvalidConfigException.Problem;
import ai.backend.dbstatus.alembic.source.Entry;
import ai.backend.dbstatus.alembic.source.FileTooLargeException;
import ai.backend.dbstatus.alembic.source.ProjectFiles;
import ai.backend.dbstatus.alembic.source.UnreadableFileException;

/**
 * A configuration file that may be there or not.
 *
 * @param name the file as the caller named it, for messages
 * @param entry what is at its absolute path
 */
record ConfigFile(String name, Entry entry) {

	/** More than any configuration needs, and little enough to hold in memory. */
	static final int MAX_BYTES = 1 << 20;

	boolean exists() {
		return this.entry.kind().isThere();
	}

	Path path() {
		return this.entry.path();
	}

	/**
	 * What Alembic gives to the files as {@code %(here)s}: their directory, with slashes, symbolic links not followed.
	 */
	Map<String, String> variables() {
		Path directory = path().getParent();
		return Map.of("here", (directory == null ? path() : directory).toString()
				.replace(path().getFileSystem().getSeparator(), "/"));
	}

	/**
	 * The text of the file, which must be UTF-8.
	 *
	 * @throws InvalidConfigException if it cannot be read, is too large or is no text
	 */
	String text(ProjectFiles files) {
		return decode(this.name, bytes(files));
	}

	static String decode(String name, byte[] bytes) {
		try {
			return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
		}
		catch (CharacterCodingException ex) {
			throw new InvalidConfigException(Problem.NOT_UTF8, new ConfigOrigin(name, null, null),
					"the file is not UTF-8 text.");
		}
	}

	private byte[] bytes(ProjectFiles files) {
		if (this.entry.kind() != Entry.Kind.FILE) {
			throw fault(Problem.UNREADABLE, "this is not a regular file.");
		}
		try {
			return files.read(this.entry, MAX_BYTES);
		}
		catch (FileTooLargeException ex) {
			throw fault(Problem.TOO_LARGE, "the file is larger than %d KiB, so it is no Alembic configuration."
					.formatted(MAX_BYTES / 1024));
		}
		catch (UnreadableFileException ex) {
			throw fault(Problem.UNREADABLE, "the file cannot be read; check its permissions.");
		}
	}

	private InvalidConfigException fault(Problem problem, String message) {
		return new InvalidConfigException(problem, new ConfigOrigin(this.name, null, null), message);
	}

}

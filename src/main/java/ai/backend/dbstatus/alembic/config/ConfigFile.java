package ai.backend.dbstatus.alembic.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import ai.backend.dbstatus.alembic.config.InvalidConfigException.Problem;

/**
 * A configuration file that may be there or not.
 *
 * @param name the file as the caller named it, for messages
 * @param path its absolute path
 */
record ConfigFile(String name, Path path) {

	/** More than any configuration needs, and little enough to hold in memory. */
	static final int MAX_BYTES = 1 << 20;

	boolean exists() {
		return Files.exists(this.path);
	}

	/**
	 * What Alembic gives to the files as {@code %(here)s}: their directory, with slashes, symbolic links not followed.
	 */
	Map<String, String> variables() {
		Path directory = this.path.getParent();
		return Map.of("here", (directory == null ? this.path : directory).toString()
				.replace(this.path.getFileSystem().getSeparator(), "/"));
	}

	/**
	 * The text of the file, which must be UTF-8.
	 *
	 * @throws InvalidConfigException if it cannot be read, is too large or is no text
	 */
	String text() {
		byte[] bytes = bytes();
		if (bytes.length > MAX_BYTES) {
			throw fault(Problem.TOO_LARGE, "the file is larger than %d KiB, so it is no Alembic configuration."
					.formatted(MAX_BYTES / 1024));
		}
		return decode(this.name, bytes);
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

	private byte[] bytes() {
		if (!Files.isRegularFile(this.path)) {
			throw fault(Problem.UNREADABLE, "this is not a regular file.");
		}
		try (InputStream in = Files.newInputStream(this.path)) {
			return in.readNBytes(MAX_BYTES + 1);
		}
		catch (IOException ex) {
			throw fault(Problem.UNREADABLE, "the file cannot be read; check its permissions.");
		}
	}

	private InvalidConfigException fault(Problem problem, String message) {
		return new InvalidConfigException(problem, new ConfigOrigin(this.name, null, null), message);
	}

}

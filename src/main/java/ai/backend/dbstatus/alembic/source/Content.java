package ai.backend.dbstatus.alembic.source;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * The bytes of a file that is held in memory. Equal bytes are equal contents, so that a content is the fingerprint of its
 * file.
 */
public final class Content {

	private final byte[] bytes;

	/**
	 * @param bytes the bytes, which nobody changes from now on
	 */
	public Content(byte[] bytes) {
		this.bytes = bytes;
	}

	/**
	 * The bytes, as a copy.
	 * @throws FileTooLargeException if they are more than are wanted
	 */
	public byte[] read(int maximum) throws FileTooLargeException {
		if (this.bytes.length > maximum) {
			throw new FileTooLargeException(maximum);
		}
		return this.bytes.clone();
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof Content that && Arrays.equals(this.bytes, that.bytes);
	}

	@Override
	public int hashCode() {
		return Arrays.hashCode(this.bytes);
	}

	@Override
	public String toString() {
		return this.bytes.length + " bytes";
	}

}

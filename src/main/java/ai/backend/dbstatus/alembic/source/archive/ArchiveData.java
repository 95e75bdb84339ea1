package ai.backend.dbstatus.alembic.source.archive;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;

import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/**
 * The bytes of an archive, which may be read several times. They do not change while they are read.
 */
public interface ArchiveData {

	/**
	 * Opens them at their beginning.
	 */
	SeekableByteChannel open() throws IOException;

	/**
	 * Bytes in memory.
	 */
	static ArchiveData of(byte[] bytes) {
		return () -> new SeekableInMemoryByteChannel(bytes);
	}

	/**
	 * The bytes of an open file, which stays open.
	 */
	static ArchiveData of(SeekableByteChannel file) {
		return () -> new Unclosed(file.position(0));
	}

	/**
	 * The bytes as a stream, from their beginning.
	 */
	default InputStream stream() throws IOException {
		return new BufferedInputStream(Channels.newInputStream(open()), 1 << 16);
	}

	/**
	 * How many they are.
	 */
	default long size() throws IOException {
		try (SeekableByteChannel channel = open()) {
			return channel.size();
		}
	}

	/**
	 * The first bytes: as many as there are, up to a number.
	 */
	default byte[] start(int most) throws IOException {
		try (InputStream in = stream()) {
			return in.readNBytes(most);
		}
	}

}

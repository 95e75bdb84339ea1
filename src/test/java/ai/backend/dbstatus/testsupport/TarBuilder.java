package ai.backend.dbstatus.testsupport;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * A tar that is being written: of each entry the name, a slash behind that of a directory.
 */
public final class TarBuilder {

	private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

	private final TarArchiveOutputStream tar = new TarArchiveOutputStream(this.bytes);

	{
		this.tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
	}

	public TarBuilder file(String name, String text) {
		return file(name, text.getBytes(StandardCharsets.UTF_8));
	}

	public TarBuilder file(String name, byte[] content) {
		TarArchiveEntry entry = new TarArchiveEntry(name);
		entry.setSize(content.length);
		return put(entry, content);
	}

	public TarBuilder directory(String name) {
		return put(new TarArchiveEntry(name), new byte[0]);
	}

	public TarBuilder link(String name, String target) {
		TarArchiveEntry entry = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
		entry.setLinkName(target);
		return put(entry, new byte[0]);
	}

	public TarBuilder hardLink(String name, String target) {
		TarArchiveEntry entry = new TarArchiveEntry(name, TarConstants.LF_LINK);
		entry.setLinkName(target);
		return put(entry, new byte[0]);
	}

	private TarBuilder put(TarArchiveEntry entry, byte[] content) {
		try {
			this.tar.putArchiveEntry(entry);
			this.tar.write(content);
			this.tar.closeArchiveEntry();
			return this;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * The whole of it; nothing can be added after.
	 */
	public byte[] bytes() {
		try {
			this.tar.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return this.bytes.toByteArray();
	}

}

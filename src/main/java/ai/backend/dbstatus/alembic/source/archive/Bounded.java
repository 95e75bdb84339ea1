package ai.backend.dbstatus.alembic.source.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

import ai.backend.dbstatus.alembic.source.archive.ArchiveException.Problem;

/**
 * What comes out of an archive, up to a limit.
 */
final class Bounded extends FilterInputStream {

	private final Growth growth;

	private long zeros;

	/** What is left for a header; of no content. */
	private long header = Long.MAX_VALUE;

	Bounded(InputStream in, Growth growth) {
		super(in);
		this.growth = growth;
	}

	/**
	 * Says that a header comes next, which is held in memory whatever it says.
	 * @param most how many bytes it may have; {@link Long#MAX_VALUE} for content
	 */
	void expectHeader(long most) {
		this.header = most;
	}

	private void count(long n) {
		this.growth.add(n);
		if (this.header != Long.MAX_VALUE) {
			this.header -= n;
			if (this.header < 0) {
				throw new ArchiveException(Problem.TOO_LARGE, null, "The archive has an entry with too large a header");
			}
		}
	}

	/**
	 * How many bytes that are zero came last.
	 */
	long trailingZeros() {
		return this.zeros;
	}

	@Override
	public int read() throws IOException {
		int b = super.read();
		if (b >= 0) {
			count(1);
			this.zeros = (b == 0) ? this.zeros + 1 : 0;
		}
		return b;
	}

	@Override
	public int read(byte[] bytes, int offset, int length) throws IOException {
		int n = super.read(bytes, offset, length);
		if (n > 0) {
			count(n);
			int i = offset + n;
			while (i > offset && bytes[i - 1] == 0) {
				i--;
			}
			this.zeros = (i == offset) ? this.zeros + n : offset + n - i;
		}
		return n;
	}

	@Override
	public long skip(long n) throws IOException {
		// All that is skipped is counted, too.
		byte[] buffer = new byte[(int) Math.min(8192, Math.max(1, n))];
		long skipped = 0;
		while (skipped < n) {
			int read = read(buffer, 0, (int) Math.min(buffer.length, n - skipped));
			if (read < 0) {
				break;
			}
			skipped += read;
		}
		return skipped;
	}

	@Override
	public boolean markSupported() {
		return false;
	}

}

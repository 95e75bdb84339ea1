package ai.backend.dbstatus.database.session;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * What a server says in PostgreSQL's protocol, up to what an answer may take. The driver keeps all notices, parameters,
 * notifications and results until the answer is over, in objects that take many times as much memory as the message; only
 * rows it bounds itself, by the bytes of their values. An answer is over with {@code ReadyForQuery} (PostgreSQL: Message
 * Formats).
 */
final class PostgresMeter extends FilterInputStream {

	/** The driver takes 4 MiB of values, and what counts values must not take more memory than they do. */
	static final int MOST_BYTES = 8 * 1024 * 1024;

	/** As many rows as those bytes have if they are short; the driver takes fifty bytes for one that has nothing. */
	static final int MOST_ROWS = 250_000;

	/** Other than rows. A notice takes some kilobytes in the driver, with the stack of whoever asks. */
	static final int MOST_MESSAGES = 1_000;

	private static final int HEADER = 5;

	private static final char ROW = 'D';

	private static final char READY = 'Z';

	private final byte[] header = new byte[HEADER];

	private int inHeader;

	/** What is left of the message that has begun. */
	private long body;

	private boolean first = true;

	private long bytes;

	private int rows;

	private int messages;

	PostgresMeter(InputStream in) {
		super(in);
	}

	@Override
	public int read() throws IOException {
		byte[] one = new byte[1];
		return (read(one, 0, 1) < 0) ? -1 : one[0] & 0xff;
	}

	@Override
	public int read(byte[] buffer, int offset, int length) throws IOException {
		int count = super.read(buffer, offset, length);
		if (count > 0) {
			count(buffer, offset, offset + count);
		}
		return count;
	}

	private void count(byte[] buffer, int from, int to) throws IOException {
		this.bytes += to - from;
		int position = from;
		while (position < to) {
			if (this.body > 0) {
				int passed = (int) Math.min(this.body, to - position);
				this.body -= passed;
				position += passed;
			}
			else {
				header(buffer[position++]);
			}
		}
		if (this.bytes > MOST_BYTES) {
			throw new AnswerTooLargeException("more than " + MOST_BYTES + " bytes");
		}
	}

	private void header(byte next) throws IOException {
		if (this.first && this.inHeader == 1 && next != 0) {
			// The byte before was no message but all that a server says that does not speak TLS.
			this.inHeader = 0;
		}
		this.header[this.inHeader++] = next;
		if (this.inHeader < HEADER) {
			return;
		}
		this.inHeader = 0;
		this.first = false;
		long length = 0;
		for (int i = 1; i < HEADER; i++) {
			length = (length << Byte.SIZE) | (this.header[i] & 0xff);
		}
		this.body = Math.max(0, length - (HEADER - 1));
		switch (this.header[0]) {
			case ROW -> {
				if (++this.rows > MOST_ROWS) {
					throw new AnswerTooLargeException("more than " + MOST_ROWS + " rows");
				}
			}
			case READY -> {
				this.bytes = 0;
				this.rows = 0;
				this.messages = 0;
			}
			default -> {
				if (++this.messages > MOST_MESSAGES) {
					throw new AnswerTooLargeException("more than " + MOST_MESSAGES + " messages");
				}
			}
		}
	}

	@Override
	public long skip(long count) throws IOException {
		byte[] passed = new byte[(int) Math.min(count, 8192)];
		return Math.max(0, read(passed, 0, passed.length));
	}

	@Override
	public boolean markSupported() {
		return false;
	}

}

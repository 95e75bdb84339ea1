package ai.backend.dbstatus.database.session;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PostgresMeterTests {

	private final ByteArrayOutputStream sent = new ByteArrayOutputStream();

	@Test
	void passesOnWhatAnswersHave() throws Exception {
		send('R', 4, 1);
		for (int answer = 0; answer < 30; answer++) {
			send('N', 10, 900);
			send('D', 100, 20_000);
			send('Z', 1, 1);
		}
		assertThat(received()).isEqualTo(this.sent.size());
	}

	@Test
	void endsAnAnswerOfTooManyBytes() {
		send('D', 1000, PostgresMeter.MOST_BYTES / 1000);
		assertThatExceptionOfType(AnswerTooLargeException.class).isThrownBy(this::received)
				.withMessage("more than 8388608 bytes");
	}

	@Test
	void endsAnAnswerOfTooManyRows() {
		send('D', 2, PostgresMeter.MOST_ROWS + 1);
		assertThatExceptionOfType(AnswerTooLargeException.class).isThrownBy(this::received)
				.withMessage("more than 250000 rows");
	}

	@Test
	void endsAnAnswerOfTooManyMessagesThatAreNoRows() throws Exception {
		send('N', 1, PostgresMeter.MOST_MESSAGES);
		send('D', 1, 1000);
		assertThat(received()).isEqualTo(this.sent.size());
		send('A', 1, 1);
		assertThatExceptionOfType(AnswerTooLargeException.class).isThrownBy(this::received)
				.withMessage("more than 1000 messages");
	}

	@Test
	void theByteOfAServerWithoutTlsIsNoMessage() {
		this.sent.write('N');
		send('S', 1, PostgresMeter.MOST_MESSAGES + 1);
		assertThatExceptionOfType(AnswerTooLargeException.class).isThrownBy(this::received);
	}

	private void send(char kind, int length, int times) {
		byte[] message = ByteBuffer.allocate(5 + length).put((byte) kind).putInt(length + 4).array();
		for (int i = 0; i < times; i++) {
			this.sent.writeBytes(message);
		}
	}

	/** In portions that end anywhere. */
	private int received() throws IOException {
		PostgresMeter meter = new PostgresMeter(new ByteArrayInputStream(this.sent.toByteArray()));
		byte[] buffer = new byte[777];
		int all = 0;
		for (int n = meter.read(buffer, 3, 774); n >= 0; n = meter.read(buffer, 3, 774)) {
			all += n;
		}
		return all;
	}

}

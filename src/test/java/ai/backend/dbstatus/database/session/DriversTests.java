package ai.backend.dbstatus.database.session;

import java.util.ArrayDeque;
import java.util.NoSuchElementException;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class DriversTests {

	@Test
	void tellsADriversFailureFromOurOwn() {
		NoSuchElementException failure = catchThrowableOfType(NoSuchElementException.class,
				() -> new ArrayDeque<String>().removeFirst());
		assertThat(Drivers.threw(failure)).isFalse();
		StackTraceElement[] frames = failure.getStackTrace();
		frames[1] = new StackTraceElement("org.postgresql.core.v3.QueryExecutorImpl", "processResults", null, 1);
		failure.setStackTrace(frames);
		assertThat(Drivers.threw(failure)).isTrue();
	}

}

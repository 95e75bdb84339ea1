package ai.backend.dbstatus.database.session;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;

import ai.backend.dbstatus.database.DatabaseException;
import ai.backend.dbstatus.database.DatabaseFailure;
import ai.backend.dbstatus.database.url.DatabaseUrl;
import org.junit.jupiter.api.Test;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;

import static org.assertj.core.api.Assertions.assertThat;

class FailuresTests {

	private static final DatabaseQuery<Integer> QUERY = new DatabaseQuery<>() {

		@Override
		public String subject() {
			return "table t";
		}

		@Override
		public Integer ask(DatabaseHandle handle) {
			throw new UnsupportedOperationException();
		}

	};

	@Test
	void whatTheDriverSaysOfAnAnswerIsNoErrorOfTheServer() {
		assertThat(of("postgresql://u:p@db/d",
				new PSQLException("The column index is out of range", PSQLState.INVALID_PARAMETER_VALUE)))
				.hasMessage("What db:5432 sent is no answer that its driver can read")
				.extracting("failure")
				.isEqualTo(DatabaseFailure.CONNECTION_LOST);
		assertThat(of("mysql://u:p@db/d", new SQLException("wrong", "HY000", -1)))
				.hasMessage("What db:3306 sent is no answer that its driver can read")
				.extracting("failure")
				.isEqualTo(DatabaseFailure.CONNECTION_LOST);
	}

	@Test
	void anUnknownErrorOfTheServerIsToldByItsNumber() {
		assertThat(of("mysql://u:p@db/d", new SQLException("wrong", "HY000", 1105)))
				.hasMessage("The server at db:3306 gave no answer but the error SQLSTATE HY000")
				.extracting("failure")
				.isEqualTo(DatabaseFailure.INTERNAL_ERROR);
	}

	private static DatabaseException of(String url, SQLException thrown) {
		DatabaseUrl parsed = DatabaseUrl.parse(url, null, null, Path.of(""));
		Duration second = Duration.ofSeconds(1);
		return new Failures(parsed, DatabaseAdapter.of(parsed.dialect()),
				new DatabaseTimeouts(second, second, second, second, second))
				.of(thrown, DatabaseFailure.QUERY_TIMEOUT, QUERY);
	}

}

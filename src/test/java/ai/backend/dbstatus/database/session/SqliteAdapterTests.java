package ai.backend.dbstatus.database.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Driver;
import java.sql.SQLException;
import java.time.Duration;

import ai.backend.dbstatus.database.DatabaseException;
import ai.backend.dbstatus.database.DatabaseFailure;
import ai.backend.dbstatus.database.url.DatabaseUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.NativeLibraryNotFoundException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

class SqliteAdapterTests {

	private static final Duration SECOND = Duration.ofSeconds(1);

	private static final DatabaseTimeouts TIMEOUTS = new DatabaseTimeouts(SECOND, SECOND, SECOND, SECOND, SECOND);

	@TempDir
	Path directory;

	/** As with a {@code /tmp} from which nothing may be run. */
	@Test
	void saysThatTheLibraryCannotBeRun() throws IOException, SQLException {
		Files.createFile(this.directory.resolve("a.db"));
		DatabaseUrl url = DatabaseUrl.parse("sqlite:///a.db", null, null, this.directory);
		for (Throwable failure : new Throwable[]{
				new SQLException("Error opening connection", new NativeLibraryNotFoundException("No library")),
				new UnsatisfiedLinkError("failed to map segment from shared object") }) {
			Driver driver = mock(Driver.class);
			given(driver.connect(any(), any())).willThrow(failure);
			assertThatExceptionOfType(DatabaseException.class)
					.isThrownBy(() -> new SqliteAdapter().connect(driver, url, TIMEOUTS))
					.withMessageContaining("cannot be put into " + System.getProperty("java.io.tmpdir"))
					.satisfies((ex) -> assertThat(ex.failure())
							.isEqualTo(DatabaseFailure.DATABASE_UNSUPPORTED));
		}
	}

}

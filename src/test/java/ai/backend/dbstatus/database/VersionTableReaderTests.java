package ai.backend.dbstatus.database;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import ai.backend.dbstatus.testsupport.TestPostgres;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the reader makes of a version table in PostgreSQL.
 */
class VersionTableReaderTests {

	private final TestPostgres postgres = TestPostgres.shared();

	private final VersionTableReader reader = new VersionTableReader(DatabaseTimeouts.DEFAULTS, 4,
			Duration.ofSeconds(30));

	@AfterEach
	void close() {
		this.reader.close();
	}

	private VersionTableState read(String url, VersionTable table) {
		return this.reader.read(DatabaseUrl.parse(url, null, null, Path.of("")), table);
	}

	@Test
	void readsTheRows() {
		String url = this.postgres.createStampedDatabase("rows", "abc123", "def456");
		assertThat(read(url, VersionTable.DEFAULT))
				.isEqualTo(new VersionTableState(true, List.of("abc123", "def456"), false));
	}

}

package ai.backend.dbstatus.testsupport;

import org.junit.jupiter.api.BeforeEach;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * A service for tests that watch it: {@code archive} cannot be reached, and {@code manager} has a database that tests
 * migrate by {@link #migrate}. It runs once for all of them.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = {
		"db-status.builtin-components=false", "db-status.workdir=src/test/resources/samples",
		"db-status.components.manager.alembic-config=alembic.ini",
		"db-status.components.archive.alembic-config=alembic-archive.ini",
		"db-status.components.archive.url=postgresql://postgres@localhost:1/archive",
		"db-status.events.max-clients=4", "db-status.events.heartbeat=100ms",
		"db-status.events.check-interval=50ms", "management.prometheus.metrics.export.enabled=true" })
public abstract class WatchedService {

	/** The base, and so the first, of the sample migrations of {@code manager}. */
	protected static final String BASE = "012abc345def";

	/** What two migrations follow. */
	protected static final String BEHIND = "abc123def456";

	/** The head. */
	protected static final String HEAD = "ghi789jkl012";

	private static final String DATABASE = "watched";

	@LocalServerPort
	private int port;

	protected Http http;

	@DynamicPropertySource
	static void database(DynamicPropertyRegistry registry) {
		String url = TestPostgres.shared().createStampedDatabase(DATABASE, BEHIND);
		registry.add("db-status.components.manager.url", () -> url);
	}

	@BeforeEach
	void connect() {
		this.http = new Http(this.port);
		migrate(BEHIND);
	}

	protected int port() {
		return this.port;
	}

	/**
	 * Does to the version table of {@code manager} what Alembic does at an upgrade.
	 */
	protected static void migrate(String revision) {
		TestPostgres.shared().execute(DATABASE, "UPDATE alembic_version SET version_num = '" + revision + "'");
	}

}

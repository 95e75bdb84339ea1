package ai.backend.dbstatus;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Path;

import ai.backend.dbstatus.testsupport.AlembicProjectFiles;
import ai.backend.dbstatus.testsupport.Http;
import ai.backend.dbstatus.testsupport.TestPostgres;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The five texts of the contract, byte for byte, from the service itself: one project and one database that go through
 * the five situations, while the service runs.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class ContractTextTests {

	private static final TestPostgres POSTGRES = TestPostgres.shared();

	@TempDir
	static Path workdir;

	private final AlembicProjectFiles project = new AlembicProjectFiles(workdir);

	@LocalServerPort
	private int port;

	@DynamicPropertySource
	static void project(DynamicPropertyRegistry registry) {
		registry.add("db-status.workdir", () -> workdir.toString());
	}

	@BeforeEach
	void startAnew() {
		this.project.clear()
				.script("base00000000", "Create sessions")
				.script("abc123def456", "Add session status field", "base00000000");
		useDatabase(POSTGRES.createStampedDatabase("contract", "abc123def456"));
	}

	@Test
	void upToDate() {
		assertThat(text(200)).isEqualTo("""
				✅ Database Status: Up-to-date

				Component: manager
				Current Revision: abc123def456 (Add session status field)
				Head Revision:    abc123def456 (Add session status field)

				Status: Database schema is current. No migrations pending.
				""");
	}

	@Test
	void behind() {
		this.project.script("between00000", "Add something", "abc123def456")
				.script("def456ghi789", "Add domain fair share", "between00000");
		assertThat(text(200)).isEqualTo("""
				⚠️ Database Status: Behind

				Component: manager
				Current Revision: abc123def456 (Add session status field)
				Head Revision:    def456ghi789 (Add domain fair share)

				Status: 2 migrations pending.

				Recommended action:
				Run /db-migrate to apply pending migrations.
				""");
	}

	@Test
	void diverged() {
		this.project.script("def456ghi789", "Add domain fair share", "abc123def456")
				.script("ghi789jkl012", "Add session priority", "abc123def456");
		assertThat(text(200)).isEqualTo("""
				🔀 Database Status: Diverged

				Component: manager
				Current Revision: abc123def456
				Head Revisions:   def456ghi789, ghi789jkl012

				Status: Multiple migration heads detected.

				Recommended action:
				Run /db-rebase to resolve diverged heads.

				🔀 Error: Multiple heads detected

				Details: Found 2 diverged migration heads

				Recommended actions:
				1. Review migration history: ./py -m alembic history --verbose
				2. Resolve heads: /db-rebase
				3. Verify result: /db-status

				Related skill: /db-rebase
				""");
	}

	@Test
	void noRevision() {
		useDatabase(POSTGRES.createDatabase("contract"));
		assertThat(text(200)).isEqualTo("""
				❓ Database Status: No revision

				Component: manager
				Current Revision: None
				Head Revision:    abc123def456

				Status: Database not initialized.

				Recommended action:
				Run /db-migrate for initial database setup.
				""");
	}

	@Test
	void unreachable() throws IOException {
		int closed = closedPort();
		useDatabase("postgresql+asyncpg://postgres@localhost:" + closed + "/contract");
		assertThat(text(503)).isEqualTo("""
				❌ Error: Cannot connect to database

				Details: Connection refused to localhost:%d

				Recommended actions:
				1. Check PostgreSQL is running: docker ps | grep postgres
				2. Verify database configuration in config file
				3. For halfstack setup: ./scripts/run-dev.sh

				Related skill: /cli-executor
				""".formatted(closed));
	}

	private String text(int code) {
		HttpResponse<String> response = new Http(this.port).get("/components/manager/db-status", "Accept",
				"text/plain");
		assertThat(response.statusCode()).isEqualTo(code);
		return response.body();
	}

	/** The configuration is read again where it has changed, so that no restart is needed. */
	private void useDatabase(String url) {
		this.project.write("alembic.ini", """
				[alembic]
				script_location = migrations
				sqlalchemy.url = %s
				""".formatted(url));
	}

	private static int closedPort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

}

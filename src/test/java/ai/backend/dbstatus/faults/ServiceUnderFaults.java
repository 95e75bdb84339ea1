package ai.backend.dbstatus.faults;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;

import ai.backend.dbstatus.testsupport.Http;
import ai.backend.dbstatus.testsupport.SampleDatabases;
import ai.backend.dbstatus.testsupport.TestPostgres;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * The service, with one component to which everything happens and a bystander to whom nothing does. The tests of this
 * package share it, one after the other.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = {
		"db-status.builtin-components=false", "db-status.database.connect-timeout=1s",
		"db-status.database.query-timeout=1s", "db-status.database.lock-timeout=300ms", "db-status.answer-timeout=10s",
		"db-status.components.subject.alembic-config=alembic.ini", "logging.level.ai.backend.dbstatus=trace",
		"db-status.security.token=" + ServiceUnderFaults.TOKEN })
abstract class ServiceUnderFaults {

	static final String TOKEN = "S3cr3tT0kenOfAllTests";

	static final Subject subject = Subject.create();

	private static final JsonMapper MAPPER = new JsonMapper();

	private final Http http;

	ServiceUnderFaults(@LocalServerPort int port) {
		this.http = new Http(port);
	}

	@DynamicPropertySource
	static void components(DynamicPropertyRegistry registry) {
		String bystander = TestPostgres.shared().createStampedDatabase("bystander", "c47d0b8e2f15");
		registry.add("db-status.workdir", subject.project::toString);
		registry.add("db-status.components.bystander.alembic-config",
				() -> Path.of(SampleDatabases.WORKDIR, "alembic-appproxy.ini").toAbsolutePath().toString());
		registry.add("db-status.components.bystander.url", () -> bystander);
	}

	HttpResponse<String> get(String path) {
		return this.http.get(path, "Authorization", "Bearer " + TOKEN);
	}

	/** Asks for the report of the component to which everything happens. */
	Answer status() {
		long start = System.nanoTime();
		String body = get("/components/subject/db-status").body();
		return new Answer(body, Duration.ofNanos(System.nanoTime() - start));
	}

	/**
	 * What was answered, and after what time.
	 */
	record Answer(String body, Duration time) {

		String reason() {
			return json().path("reason").asString();
		}

		JsonNode json() {
			return MAPPER.readTree(this.body);
		}

	}

}

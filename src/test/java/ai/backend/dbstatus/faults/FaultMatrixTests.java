package ai.backend.dbstatus.faults;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import ai.backend.dbstatus.testsupport.Http;
import ai.backend.dbstatus.testsupport.SampleDatabases;
import ai.backend.dbstatus.testsupport.TestPostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One fault after the other, over HTTP against the whole service: its reason, the time to answer, that nobody else is
 * delayed, that the first check after it is right again. In the end, everything that the service has said anywhere is
 * searched for what it must not say. The matrix is printed.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = {
		"db-status.builtin-components=false", "db-status.database.connect-timeout=1s",
		"db-status.database.query-timeout=1s", "db-status.database.lock-timeout=300ms", "db-status.answer-timeout=10s",
		"db-status.components.subject.alembic-config=alembic.ini",
		"db-status.security.token=" + FaultMatrixTests.TOKEN })
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@ExtendWith(OutputCaptureExtension.class)
@DirtiesContext
class FaultMatrixTests {

	static final String TOKEN = "S3cr3tT0ken";

	private static final Duration NOT_DELAYED = Duration.ofMillis(900);

	private static final Pattern CLASS_NAME = Pattern.compile("\\b(?:[a-z][a-z0-9_]*\\.){2,}[A-Z]\\w+");

	private static final JsonMapper MAPPER = new JsonMapper();

	private static final Subject subject = Subject.create();

	private final List<Result> results = new ArrayList<>();

	private final StringBuilder responses = new StringBuilder();

	private final StringBuilder metrics = new StringBuilder();

	private final Http http;

	/**
	 * A line of the matrix.
	 */
	private record Result(String fault, String reason, long millis, long recoveredMillis) {}

	FaultMatrixTests(@LocalServerPort int port) {
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

	static Stream<Fault> faults() {
		return new FaultCatalogue(subject).faults().stream();
	}

	@AfterAll
	void end() throws IOException {
		print();
		subject.close();
		Subject.delete(subject.project);
	}

	@Order(1)
	@ParameterizedTest(name = "{0}")
	@MethodSource("faults")
	void isReportedInTimeAndForgottenAtOnce(Fault fault) throws Exception {
		assertThat(reason(status())).as("before").isEqualTo("AT_HEAD");
		fault.begin().run();
		Answer answer;
		try {
			answer = status();
			everythingElse();
			assertThat(reason(answer)).as(answer.body()).isEqualTo(fault.reason());
			assertThat(answer.time()).isLessThan(fault.bound());
		}
		finally {
			fault.end().run();
		}
		Answer after = status();
		assertThat(reason(after)).as(after.body()).isEqualTo("AT_HEAD");
		subject.restoreFiles();
		this.results.add(new Result(fault.name(), fault.reason(), answer.time().toMillis(), after.time().toMillis()));
	}

	/** A server that stops and starts again while many ask. */
	@Order(2)
	@Test
	void aRestartUnderLoadIsSeenByAllAndForgottenByAll() throws Exception {
		List<String> reasons = java.util.Collections.synchronizedList(new ArrayList<>());
		java.util.concurrent.atomic.AtomicBoolean over = new java.util.concurrent.atomic.AtomicBoolean();
		List<Thread> pollers = new ArrayList<>();
		for (int i = 0; i < 16; i++) {
			pollers.add(Thread.ofVirtual().start(() -> {
				while (!over.get()) {
					reasons.add(reason(status()));
				}
			}));
		}
		subject.postgres.stop();
		String stopped = reason(status());
		subject.postgres.startAgain();
		Answer after = status();
		over.set(true);
		for (Thread poller : pollers) {
			poller.join();
		}
		assertThat(stopped).isEqualTo("CONNECTION_REFUSED");
		assertThat(reason(after)).as(after.body()).isEqualTo("AT_HEAD");
		assertThat(reasons).contains("AT_HEAD", "CONNECTION_REFUSED")
				.isSubsetOf("AT_HEAD", "CONNECTION_REFUSED", "CONNECTION_LOST", "SERVER_STARTING");
		this.results.add(new Result("server stopped and started under load", "CONNECTION_REFUSED", 0,
				after.time().toMillis()));
	}

	/** Whether one branch or the other is checked out, a report is of one of them. */
	@Order(2)
	@Test
	void anotherBranchCheckedOutInMidCheckIsNeverMixedWithTheFirst() throws Exception {
		Path other = subject.project.resolve("other");
		Files.createDirectories(other);
		for (int i = 0; i < 40; i++) {
			Files.writeString(other.resolve("o" + i + ".py"),
					Subject.text("o" + i, (i == 0) ? "None" : "\"o" + (i - 1) + '"'));
		}
		List<Answer> answers = java.util.Collections.synchronizedList(new ArrayList<>());
		java.util.concurrent.atomic.AtomicBoolean over = new java.util.concurrent.atomic.AtomicBoolean();
		Thread poller = Thread.ofVirtual().start(() -> {
			while (!over.get()) {
				answers.add(status());
			}
		});
		Path away = subject.project.resolve("away");
		for (int i = 0; i < 40; i++) {
			Files.move(subject.versions(), away);
			Files.move(other, subject.versions());
			Thread.sleep(15);
			Files.move(subject.versions(), other);
			Files.move(away, subject.versions());
			Thread.sleep(15);
		}
		over.set(true);
		poller.join();
		assertThat(answers).hasSizeGreaterThan(20);
		for (Answer answer : answers) {
			String heads = MAPPER.readTree(answer.body())
					.path("headRevisions")
					.findValuesAsString("revision")
					.toString();
			switch (reason(answer)) {
				case "AT_HEAD" -> assertThat(heads).isEqualTo("[b2]");
				case "UNKNOWN_REVISION" -> assertThat(heads).isEqualTo("[o39]");
				case "SCRIPTS_NOT_FOUND" -> assertThat(heads).isEqualTo("[]");
				default -> assertThat(answer.body()).contains("kept changing while they were read");
			}
		}
		assertThat(answers.stream().map(FaultMatrixTests::reason)).contains("AT_HEAD", "UNKNOWN_REVISION");
		subject.restoreFiles();
		Answer after = status();
		assertThat(reason(after)).isEqualTo("AT_HEAD");
		this.results.add(new Result("another branch checked out in mid-check", "UNKNOWN_REVISION", 0,
				after.time().toMillis()));
	}

	@Order(3)
	@Test
	void nothingLeaks(CapturedOutput output) {
		collect(this.metrics, "/actuator/prometheus");
		// An example of the URL's form, with words in capitals for its parts, is no URL.
		String said = this.responses.toString().replace("postgresql://USER:PASSWORD@HOST:PORT/DATABASE", "");
		assertThat(this.results).hasSizeGreaterThan(25);
		assertThat(said).contains("subject").contains("localhost");
		for (String text : List.of(said, this.metrics.toString(), output.getAll())) {
			assertThat(occurrences(text, "S3cr3t")).isEmpty();
			assertThat(occurrences(text, "(postgresql|oracle)(\\+\\w+)?://")).isEmpty();
			assertThat(occurrences(text, "jdbc:\\w+:")).isEmpty();
			assertThat(occurrences(text, "(?m)^\\s+at [\\w.$]+\\(")).isEmpty();
			assertThat(occurrences(text, "\\w+Exception\\b(?!Handler)")).isEmpty();
		}
		assertThat(occurrences(said, CLASS_NAME.pattern())).isEmpty();
		System.out.printf("Searched %d characters of responses, %d of metrics, %d of logs: no password, token, URL,"
				+ " stack trace or class name.%n", said.length(), this.metrics.length(), output.getAll().length());
	}

	private static List<String> occurrences(String text, String pattern) {
		return Pattern.compile(pattern)
				.matcher(text)
				.results()
				.map((match) -> text.substring(Math.max(0, match.start() - 80),
						Math.min(text.length(), match.end() + 40)))
				.limit(5)
				.toList();
	}

	/**
	 * What was answered, and after what time.
	 */
	private record Answer(String body, Duration time) {}

	private Answer status() {
		long start = System.nanoTime();
		String body = get("/components/subject/db-status").body();
		Duration time = Duration.ofNanos(System.nanoTime() - start);
		synchronized (this.responses) {
			this.responses.append(body).append('\n');
		}
		return new Answer(body, time);
	}

	private static String reason(Answer answer) {
		JsonNode report = MAPPER.readTree(answer.body());
		return report.path("reason").asString();
	}

	/** While the subject is asked and does not answer yet, others do; and all that is said is kept. */
	private void everythingElse() throws InterruptedException {
		List<Thread> callers = Stream
				.of("/components/subject/db-status?format=text", "/components/subject/revisions",
						"/actuator/health/dbStatus/subject")
				.map((path) -> Thread.ofVirtual().start(() -> collect(this.responses, path)))
				.toList();
		long start = System.nanoTime();
		assertThat(get("/components/bystander/db-status").statusCode()).isEqualTo(200);
		assertThat(get("/actuator/health/liveness").statusCode()).isEqualTo(200);
		assertThat(get("/actuator/health/readiness").statusCode()).isEqualTo(200);
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(NOT_DELAYED);
		collect(this.metrics, "/actuator/prometheus");
		for (Thread caller : callers) {
			caller.join();
		}
	}

	private void collect(StringBuilder where, String path) {
		HttpResponse<String> response = get(path);
		synchronized (where) {
			where.append(response.headers().map()).append('\n').append(response.body()).append('\n');
		}
	}

	private HttpResponse<String> get(String path) {
		return this.http.get(path, "Authorization", "Bearer " + TOKEN);
	}

	private void print() {
		System.out.printf(
				"%n| fault | reason | answered after ms | recovered, first check after ms |%n|---|---|---:|---:|%n");
		this.results.forEach((result) -> System.out.printf("| %s | %s | %s | yes, %d |%n", result.fault(),
				result.reason(), (result.millis() == 0) ? "" : String.valueOf(result.millis()),
				result.recoveredMillis()));
		System.out.println();
	}

}

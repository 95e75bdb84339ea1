package ai.backend.dbstatus.faults;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import ai.backend.dbstatus.testsupport.Pause;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One fault after the other, over HTTP against the whole service: its reason, the time to answer, that nobody else is
 * delayed, that the first check after it is right again. In the end, everything that the service has said anywhere is
 * searched for what it must not say. The matrix is printed.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@ExtendWith(OutputCaptureExtension.class)
class FaultMatrixTests extends ServiceUnderFaults {

	private static final Duration NOT_DELAYED = Duration.ofMillis(900);

	private static final Pattern CLASS_NAME = Pattern.compile("\\b(?:[a-z][a-z0-9_]*\\.){2,}[A-Z]\\w+");

	private final List<Result> results = new ArrayList<>();

	private final StringBuilder responses = new StringBuilder();

	private final StringBuilder metrics = new StringBuilder();

	private final StringBuilder logs = new StringBuilder();

	/**
	 * A line of the matrix.
	 */
	private record Result(String fault, String reason, long millis, long recoveredMillis) {}

	FaultMatrixTests(@LocalServerPort int port) {
		super(port);
	}

	static Stream<Fault> faults() {
		return new FaultCatalogue(subject).faults().stream();
	}

	/** What is captured of one test is gone with the next. */
	@AfterEach
	void keepTheLog(CapturedOutput output) {
		this.logs.append(output.getAll());
	}

	@AfterAll
	void end() {
		print();
	}

	@Order(1)
	@ParameterizedTest(name = "{0}")
	@MethodSource("faults")
	void isReportedInTimeAndForgottenAtOnce(Fault fault) throws Exception {
		assertThat(status().reason()).as("before").isEqualTo("AT_HEAD");
		// What is asked for the first time takes longer.
		assertThat(get("/components/bystander/db-status").statusCode()).isEqualTo(200);
		fault.begin().run();
		Answer answer;
		try {
			answer = status();
			everythingElse();
			assertThat(answer.reason()).as(answer.body()).isEqualTo(fault.reason());
			assertThat(answer.time()).isLessThan(fault.bound());
		}
		finally {
			fault.end().run();
		}
		Answer after = status();
		assertThat(after.reason()).as(after.body()).isEqualTo("AT_HEAD");
		subject.restoreFiles();
		this.results.add(new Result(fault.name(), fault.reason(), answer.time().toMillis(), after.time().toMillis()));
	}

	/** A server that stops and starts again while many ask. */
	@Order(2)
	@Test
	void aRestartUnderLoadIsSeenByAllAndForgottenByAll() throws Exception {
		List<String> reasons = Collections.synchronizedList(new ArrayList<>());
		AtomicBoolean over = new AtomicBoolean();
		List<Thread> pollers = new ArrayList<>();
		for (int i = 0; i < 16; i++) {
			pollers.add(Thread.ofVirtual().start(() -> {
				while (!over.get()) {
					reasons.add(status().reason());
				}
			}));
		}
		subject.postgres.stop();
		String stopped = status().reason();
		subject.postgres.startAgain();
		Answer after = status();
		over.set(true);
		for (Thread poller : pollers) {
			poller.join();
		}
		assertThat(stopped).isEqualTo("CONNECTION_REFUSED");
		assertThat(after.reason()).as(after.body()).isEqualTo("AT_HEAD");
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
		List<Answer> answers = Collections.synchronizedList(new ArrayList<>());
		AtomicBoolean over = new AtomicBoolean();
		Thread poller = Thread.ofVirtual().start(() -> {
			while (!over.get()) {
				answers.add(status());
			}
		});
		Path away = subject.project.resolve("away");
		long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
		try {
			while (!isEnough(answers) && System.nanoTime() < end) {
				Files.move(subject.versions(), away);
				Files.move(other, subject.versions());
				Pause.ofMillis(15);
				Files.move(subject.versions(), other);
				Files.move(away, subject.versions());
				Pause.ofMillis(15);
			}
		}
		finally {
			over.set(true);
			poller.join();
		}
		for (Answer answer : answers) {
			String heads = answer.json()
					.path("headRevisions")
					.findValuesAsString("revision")
					.toString();
			switch (answer.reason()) {
				case "AT_HEAD" -> assertThat(heads).isEqualTo("[b2]");
				case "UNKNOWN_REVISION" -> assertThat(heads).isEqualTo("[o39]");
				case "SCRIPTS_NOT_FOUND", "SCRIPTS_CHANGING" -> assertThat(heads).isEqualTo("[]");
				// Where other work holds up the server.
				default -> assertThat(answer.reason()).isIn("CONNECT_TIMEOUT", "QUERY_TIMEOUT");
			}
		}
		assertThat(answers.stream().map(Answer::reason)).contains("AT_HEAD", "UNKNOWN_REVISION");
		subject.restoreFiles();
		Answer after = Awaitility.await()
				.atMost(Duration.ofMinutes(1))
				.until(this::status, (answer) -> !answer.reason().endsWith("_TIMEOUT"));
		assertThat(after.reason()).isEqualTo("AT_HEAD");
		this.results.add(new Result("another branch checked out in mid-check", "UNKNOWN_REVISION", 0,
				after.time().toMillis()));
	}

	private static boolean isEnough(List<Answer> answers) {
		synchronized (answers) {
			return answers.size() > 60 && answers.stream().map(Answer::reason).anyMatch("AT_HEAD"::equals)
					&& answers.stream().map(Answer::reason).anyMatch("UNKNOWN_REVISION"::equals);
		}
	}

	@Order(3)
	@Test
	void nothingLeaks(CapturedOutput output) {
		this.logs.append(output.getAll());
		// That the log is searched at all: it tells how the component fared.
		assertThat(this.logs).contains("'subject'").contains("CONNECTION_REFUSED");
		collect(this.metrics, "/actuator/prometheus");
		// An example of the URL's form, with words in capitals for its parts, is no URL.
		String said = this.responses.toString().replace("postgresql://USER:PASSWORD@HOST:PORT/DATABASE", "");
		assertThat(this.results).hasSizeGreaterThan(25);
		assertThat(said).contains("subject").contains("localhost");
		for (String text : List.of(said, this.metrics.toString(), this.logs.toString())) {
			assertThat(occurrences(text, "S3cr3t")).isEmpty();
			assertThat(occurrences(text, "(postgresql|oracle)(\\+\\w+)?://")).isEmpty();
			assertThat(occurrences(text, "jdbc:\\w+:")).isEmpty();
			assertThat(occurrences(text, "(?m)^\\s+at [\\w.$]+\\(")).isEmpty();
			assertThat(occurrences(text, "\\w+Exception\\b(?!Handler)")).isEmpty();
		}
		assertThat(occurrences(said, CLASS_NAME.pattern())).isEmpty();
		System.out.printf("Searched %d characters of responses, %d of metrics, %d of logs: no password, token, URL,"
				+ " stack trace or class name.%n", said.length(), this.metrics.length(), this.logs.length());
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

	@Override
	Answer status() {
		Answer answer = super.status();
		synchronized (this.responses) {
			this.responses.append(answer.body()).append('\n');
		}
		return answer;
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

	private void print() {
		System.out.printf(
				"%n| fault | reason | answered after ms | recovered, first check after ms |%n|---|---|---:|---:|%n");
		this.results.forEach((result) -> System.out.printf("| %s | %s | %s | yes, %d |%n", result.fault(),
				result.reason(), (result.millis() == 0) ? "" : String.valueOf(result.millis()),
				result.recoveredMillis()));
		System.out.println();
	}

}

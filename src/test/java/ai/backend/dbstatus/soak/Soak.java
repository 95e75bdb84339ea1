package ai.backend.dbstatus.soak;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAccumulator;

import ai.backend.dbstatus.DbStatusApplication;
import ai.backend.dbstatus.testsupport.Http;
import ai.backend.dbstatus.testsupport.Pause;
import ai.backend.dbstatus.testsupport.TestPgBouncer;
import ai.backend.dbstatus.testsupport.TestPostgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The soak. Not among the tests of the build, because of its name; {@code src/soak/run} starts it.
 */
class Soak {

	private static final Duration LENGTH = Duration.ofMinutes(Long.getLong("soak.minutes", 1));

	private static final int POLLERS = Integer.getInteger("soak.pollers", 8);

	private static final String TIMEOUT = System.getProperty("soak.timeout", "1s");

	private static final Duration ANSWER = Duration.ofSeconds(Long.getLong("soak.answer", 10));

	private static final Duration BOUND = ANSWER.plusSeconds(1);

	/** How many wrong answers are shown at once. */
	private static final int SHOWN = 50;

	private static final JsonMapper MAPPER = new JsonMapper();

	@TempDir
	Path directory;

	private final AtomicLong answers = new AtomicLong();

	private final AtomicLong gates = new AtomicLong();

	private final AtomicLong opened = new AtomicLong();

	private final AtomicLong unchanged = new AtomicLong();

	private final Queue<String> wrong = new ConcurrentLinkedQueue<>();

	private final LongAccumulator slowest = new LongAccumulator(Math::max, 0);

	private final LongAccumulator slowestLiveness = new LongAccumulator(Math::max, 0);

	private volatile boolean over;

	@Test
	void everyAnswerIsRight() throws Exception {
		try (SoakComponent one = new SoakComponent("one", this.directory, 1);
				SoakComponent two = new SoakComponent("two", this.directory, 2);
				TestPostgres shared = TestPostgres.start();
				TestPgBouncer pooler = new TestPgBouncer(shared.port(), "transaction", 2);
				SoakComponent three = new SoakComponent("three", this.directory, 3, shared, pooler.port());
				SoakComponent four = new SoakComponent("four", this.directory, 4, shared, pooler.port())) {
			List<SoakComponent> components = List.of(one, two, three, four);
			int port = freePort();
			Process service = start(port, components);
			try {
				run(service, port, components);
			}
			finally {
				service.destroy();
				service.waitFor();
			}
		}
	}

	private Process start(int port, List<SoakComponent> components) throws IOException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
						"-XX:+UseSerialGC", "-Xmx192m"));
		command.addAll(program());
		command.addAll(List.of("--server.port=" + port, "--db-status.builtin-components=false",
				"--db-status.workdir=" + this.directory, "--db-status.database.connect-timeout=" + TIMEOUT,
				"--db-status.database.query-timeout=" + TIMEOUT, "--db-status.database.lock-timeout=300ms",
				"--db-status.answer-timeout=" + ANSWER.toSeconds() + "s"));
		for (SoakComponent component : components) {
			String prefix = "--db-status.components." + component.name + ".";
			command.add(prefix + "alembic-config=" + this.directory.resolve(component.name).resolve("alembic.ini"));
			command.add(prefix + "script-location=" + this.directory.resolve(component.name).resolve("migrations"));
			command.add(prefix + "url=" + component.url());
			command.add(prefix + "version-table=" + component.table());
		}
		return new ProcessBuilder(command).redirectErrorStream(true)
				.redirectOutput(this.directory.resolve("service.log").toFile())
				.start();
	}

	/** The jar, or the classes on a class path that is given. */
	private List<String> program() throws IOException {
		String classPath = System.getProperty("soak.classpath");
		return (classPath != null)
				? List.of("-cp", classPath, DbStatusApplication.class.getName())
				: List.of("-jar", Files.copy(Path.of("target/db-status.jar"), this.directory.resolve("db-status.jar"))
						.toString());
	}

	private void run(Process service, int port, List<SoakComponent> components) throws Exception {
		Http http = new Http(port);
		awaitStart(http);
		long end = System.nanoTime() + LENGTH.toNanos();
		List<Thread> threads = new ArrayList<>();
		for (SoakComponent component : components) {
			threads.add(Thread.ofPlatform().start(() -> tell(component)));
			threads.add(Thread.ofVirtual().start(() -> poll(() -> askGate(http, component))));
			ConditionalRequest conditional = new ConditionalRequest(http, component);
			threads.add(Thread.ofVirtual().start(() -> poll(conditional::ask)));
			for (int i = 0; i < POLLERS; i++) {
				threads.add(Thread.ofVirtual().start(() -> poll(() -> askOne(http, component))));
			}
		}
		threads.add(Thread.ofVirtual().start(() -> poll(() -> askAll(http, components))));
		threads.add(Thread.ofVirtual().start(() -> poll(() -> askLiveness(http))));
		Vitals vitals = new Vitals();
		while (System.nanoTime() < end && service.isAlive()) {
			Pause.ofMillis(5000);
			sample(vitals, service, http, components);
		}
		this.over = true;
		for (Thread thread : threads) {
			thread.join();
		}
		report(vitals, components);
		String log = Files.readString(this.directory.resolve("service.log"));
		assertThat(service.isAlive()).as(log).isTrue();
		// The level, and not the status that a line may be about.
		assertThat(log).doesNotContainPattern("(?m)^\\S+\\s+ERROR ").doesNotContain("Exception");
		assertThat(this.wrong.stream().limit(SHOWN)).isEmpty();
		assertThat(vitals.growth()).isEmpty();
		assertThat(Duration.ofNanos(this.slowest.get())).isLessThan(BOUND);
	}

	private static void sample(Vitals vitals, Process service, Http http, List<SoakComponent> components)
			throws IOException {
		int sessions = 0;
		for (SoakComponent component : components) {
			try {
				sessions += component.sessions();
			}
			catch (IllegalStateException ex) {
				// This server is stopped just now, and has no sessions.
			}
		}
		vitals.take(service.pid(), http.get("/actuator/prometheus").body(), sessions);
	}

	private void report(Vitals vitals, List<SoakComponent> components) {
		int events = components.stream().mapToInt((component) -> component.events.get()).sum();
		System.out.printf("%nSoak of %d minutes: %d answers, %d wrong, %d events (restarts, locks, networks, switches,"
				+ " checkouts, migrations); %d gates, %d of them open; %d times 304; slowest answer %d ms, slowest liveness"
				+ " %d ms.%n%n%s%n", LENGTH.toMinutes(), this.answers.get(), this.wrong.size(), events,
				this.gates.get(), this.opened.get(), this.unchanged.get(), this.slowest.get() / 1_000_000,
				this.slowestLiveness.get() / 1_000_000, vitals);
	}

	private void tell(SoakComponent component) {
		try {
			while (!this.over) {
				component.event();
			}
		}
		catch (Exception ex) {
			wrong("The soak itself failed: " + ex);
		}
	}

	private void poll(Runnable question) {
		while (!this.over) {
			try {
				question.run();
				Pause.ofMillis(ThreadLocalRandom.current().nextInt(50, 150));
			}
			catch (Exception ex) {
				wrong("No answer: " + ex);
			}
		}
	}

	private void askOne(Http http, SoakComponent component) {
		long from = System.nanoTime();
		Instant asked = Instant.now();
		String body = http.get("/components/" + component.name + "/db-status").body();
		long to = System.nanoTime();
		this.slowest.accumulate(to - from);
		verify(component, MAPPER.readTree(body), from, to, asked);
	}

	/** A gate opens only for what was true. That it stays shut a second longer is no mistake. */
	private void askGate(Http http, SoakComponent component) {
		long from = System.nanoTime();
		HttpResponse<String> response = http.get("/components/" + component.name + "/db-status?expect=UP_TO_DATE");
		Set<String> right = component.truth.between(from, System.nanoTime());
		this.gates.incrementAndGet();
		if (response.statusCode() == 200) {
			this.opened.incrementAndGet();
			if (right.stream().noneMatch((answer) -> answer.startsWith("AT_HEAD "))) {
				wrong("%s: the gate stood open, right was %s: %s".formatted(component.name, right, response.body()));
			}
		}
	}

	/**
	 * Somebody who keeps the last report, and asks whether it still holds.
	 */
	private final class ConditionalRequest {

		private final Http http;

		private final SoakComponent component;

		private String tag = "\"\"";

		private String kept = "";

		ConditionalRequest(Http http, SoakComponent component) {
			this.http = http;
			this.component = component;
		}

		void ask() {
			long from = System.nanoTime();
			HttpResponse<String> response = this.http.get("/components/" + this.component.name + "/db-status",
					"If-None-Match", this.tag);
			long to = System.nanoTime();
			if (response.statusCode() == 304) {
				Soak.this.unchanged.incrementAndGet();
			}
			else {
				this.kept = answer(MAPPER.readTree(response.body()));
				this.tag = response.headers().firstValue("ETag").orElse("\"\"");
			}
			Set<String> right = this.component.truth.between(from, to);
			if (!right.contains(this.kept)) {
				wrong("%s: %d for %s, right was %s".formatted(this.component.name, response.statusCode(), this.kept,
						right));
			}
		}

	}

	private void askAll(Http http, List<SoakComponent> components) {
		long from = System.nanoTime();
		Instant asked = Instant.now();
		JsonNode reports = MAPPER.readTree(http.get("/components/db-status").body()).path("components");
		long to = System.nanoTime();
		this.slowest.accumulate(to - from);
		for (SoakComponent component : components) {
			for (JsonNode report : reports) {
				if (report.path("component").asString().equals(component.name)) {
					verify(component, report, from, to, asked);
				}
			}
		}
	}

	private void askLiveness(Http http) {
		long from = System.nanoTime();
		int code = http.get("/actuator/health/liveness").statusCode();
		this.slowestLiveness.accumulate(System.nanoTime() - from);
		if (code != 200) {
			wrong("liveness answered " + code);
		}
	}

	private void verify(SoakComponent component, JsonNode report, long from, long to, Instant asked) {
		this.answers.incrementAndGet();
		Set<String> right = component.truth.between(from, to);
		String answer = answer(report);
		if (!right.contains(answer)) {
			wrong("%s at %s: %s was answered, right was %s: %s".formatted(component.name, asked, answer, right,
					report));
		}
		Instant checkedAt = Instant.parse(report.path("checkedAt").asString());
		if (checkedAt.isBefore(asked.minusMillis(1))) {
			wrong("%s: asked at %s and answered of %s".formatted(component.name, asked, checkedAt));
		}
	}

	private void wrong(String what) {
		this.wrong.add(what);
		if (this.wrong.size() <= SHOWN) {
			System.out.println(what);
		}
	}

	private static String answer(JsonNode report) {
		String reason = report.path("reason").asString();
		if (report.path("status").asString().equals("ERROR")) {
			return reason;
		}
		return reason + " " + report.path("currentRevisions").findValuesAsString("revision") + " "
				+ report.path("pendingCount");
	}

	private static void awaitStart(Http http) throws InterruptedException {
		for (int i = 0; i < 3000; i++) {
			try {
				if (http.get("/actuator/health/readiness").statusCode() == 200) {
					return;
				}
			}
			catch (RuntimeException ex) {
				// Not yet.
			}
			Pause.ofMillis(100);
		}
		throw new IllegalStateException("The service does not start");
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

}

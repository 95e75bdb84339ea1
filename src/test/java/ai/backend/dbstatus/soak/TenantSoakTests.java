package ai.backend.dbstatus.soak;

import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import ai.backend.dbstatus.testsupport.Http;
import ai.backend.dbstatus.testsupport.RecordedProject;
import ai.backend.dbstatus.testsupport.TestMariaDb;
import ai.backend.dbstatus.testsupport.TestPostgres;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tenants that are created, dropped, migrated and locked while they are asked for, and every single answer held against what
 * was true of each of them at that time: schemas of PostgreSQL, few of them for the sake of gates that are open now and then,
 * and databases of MariaDB where it is installed. The build runs a short one; a long one is
 * {@code -Dtest=TenantSoakTests -Dsoak.tenants=5000 -Dsoak.minutes=15}.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = {
		"db-status.builtin-components=false", "db-status.monitor.interval=0s", "db-status.database.lock-timeout=300ms",
		"db-status.database.query-timeout=20s", "db-status.answer-timeout=100s" })
class TenantSoakTests {

	private static final int TENANTS = Integer.getInteger("soak.tenants", 60);

	private static final Duration LENGTH = Duration.ofMinutes(Long.getLong("soak.minutes", 0));

	/** Of each component, where no length is given. */
	private static final int EVENTS = 40;

	private static final int FEW = 6;

	private static final int PARTS = 3;

	private static final int PAGE = 1000;

	private static final int SHOWN = 50;

	private static final Set<String> LATE = Set.of("QUERY_TIMEOUT", "CONNECT_TIMEOUT");

	private static final RecordedProject PROJECT = RecordedProject.manager();

	private static final JsonMapper MAPPER = new JsonMapper();

	private static final List<SoakTenants> ALL = new ArrayList<>();

	@TempDir
	static Path directory;

	private static @Nullable TestPostgres postgres;

	private static @Nullable TestMariaDb mariaDb;

	@LocalServerPort
	private int port;

	private final AtomicLong answers = new AtomicLong();

	private final AtomicLong told = new AtomicLong();

	/** Honest, and no wrong answer: what took longer than it may while the machine had other work. */
	private final AtomicLong late = new AtomicLong();

	private final AtomicInteger open = new AtomicInteger();

	private final AtomicInteger shut = new AtomicInteger();

	private final Queue<String> wrong = new ConcurrentLinkedQueue<>();

	private volatile boolean over;

	private volatile long end;

	@DynamicPropertySource
	static void components(DynamicPropertyRegistry registry) throws Exception {
		PROJECT.write(directory);
		List<String> revisions = PROJECT.history().subList(0, 3);
		TestPostgres server = TestPostgres.start();
		postgres = server;
		String url = server.createDatabase("soak");
		ALL.add(new SoakTenants("many", SoakTenants.Kind.SCHEMAS, () -> server.connect("soak"), TENANTS, revisions));
		// With the head alone, so that the gate is open unless one is locked.
		ALL.add(new SoakTenants("few", SoakTenants.Kind.SCHEMAS, () -> server.connect("soak"), FEW,
				PROJECT.history().subList(0, 1)));
		add(registry, "many", url, "schemas");
		add(registry, "few", url, "schemas");
		if (TestMariaDb.isInstalled()) {
			TestMariaDb other = new TestMariaDb();
			mariaDb = other;
			ALL.add(new SoakTenants("maria", SoakTenants.Kind.DATABASES, other::connect, Math.min(TENANTS, 300),
					revisions));
			add(registry, "maria", "mysql://root@127.0.0.1:" + other.port() + "/mysql", "databases");
		}
	}

	private static void add(DynamicPropertyRegistry registry, String name, String url, String kind) {
		String prefix = "db-status.components." + name + ".";
		registry.add(prefix + "alembic-config", () -> directory.resolve("alembic.ini").toString());
		registry.add(prefix + "script-location", () -> directory.resolve("migrations").toString());
		registry.add(prefix + "url", () -> url);
		registry.add(prefix + "tenants." + kind, () -> name + "\\_%");
	}

	@Test
	void everyAnswerIsRight() throws Exception {
		try (TestPostgres first = postgres; TestMariaDb second = mariaDb) {
			this.end = System.nanoTime() + LENGTH.toNanos();
			List<Thread> threads = new ArrayList<>();
			for (SoakTenants tenants : ALL) {
				for (int part = 0; part < PARTS; part++) {
					int own = part;
					threads.add(Thread.ofPlatform().start(() -> change(tenants, own)));
				}
				threads.add(Thread.ofPlatform().start(() -> ask(tenants, this::askForPages)));
				threads.add(Thread.ofPlatform().start(() -> ask(tenants, this::askForOne)));
				threads.add(Thread.ofPlatform().start(() -> ask(tenants, this::askForGate)));
			}
			for (Thread thread : threads) {
				thread.join();
			}
			System.out.printf(
					"%nSoak of tenants, %d minutes: %d answers that told of %d tenants, %d wrong, %d too late; %s events;"
							+ " gates open %d times, shut %d times.%n",
					LENGTH.toMinutes(), this.answers.get(), this.told.get(),
					this.wrong.size(), this.late.get(),
					ALL.stream().map((tenants) -> tenants.component + " " + tenants.events).toList(),
					this.open.get(), this.shut.get());
			assertThat(this.wrong.stream().limit(SHOWN)).isEmpty();
			assertThat(this.open).hasPositiveValue();
			assertThat(this.shut).hasPositiveValue();
			assertThat(first).isNotNull();
			assertThat(second == null).isNotEqualTo(TestMariaDb.isInstalled());
		}
		finally {
			ALL.clear();
		}
	}

	private void change(SoakTenants tenants, int part) {
		Random random = new Random(part);
		try {
			while (!this.over) {
				tenants.event(random, part, PARTS);
				// However busy the machine is: until gates were seen open and shut, too.
				this.over |= System.nanoTime() >= this.end && this.open.get() > 0 && this.shut.get() > 0
						&& ALL.stream().allMatch((each) -> each.events.get() >= EVENTS);
			}
		}
		catch (Exception ex) {
			wrong("The soak itself failed: " + ex);
			this.over = true;
		}
	}

	private void ask(SoakTenants tenants, Question question) {
		Http http = new Http(this.port);
		// At least once, however soon all has happened.
		do {
			try {
				question.ask(http, tenants);
				this.answers.incrementAndGet();
			}
			catch (UncheckedIOException ex) {
				if (!(ex.getCause() instanceof HttpTimeoutException)) {
					throw ex;
				}
				this.late.incrementAndGet();
			}
			catch (RuntimeException ex) {
				wrong("No answer: " + ex);
			}
		} while (!this.over && this.wrong.size() < SHOWN);
	}

	private void askForPages(Http http, SoakTenants tenants) {
		String after = "";
		while (after != null) {
			long from = System.nanoTime();
			HttpResponse<String> answer = http
					.get("/components/" + tenants.component + "/tenants?limit=" + PAGE + "&after=" + after);
			long to = System.nanoTime();
			JsonNode page = MAPPER.readTree(answer.body());
			if (LATE.contains(page.path("reason").asString())) {
				this.late.incrementAndGet();
				return;
			}
			if (answer.statusCode() != 200) {
				wrong("The tenants of " + tenants.component + " were not told: " + answer.body());
				return;
			}
			Map<String, String> found = new HashMap<>();
			page.path("tenants").forEach((tenant) -> found.put(tenant.path("tenant").asString(), answer(tenant)));
			String next = page.path("next").isNull() ? null : page.path("next").asString();
			SortedMap<String, Timeline> expected = tenants.truth.tailMap(after + '\0');
			expected = (next != null) ? expected.headMap(next + '\0') : expected;
			expected.forEach((tenant, truth) -> verify(tenant, truth.between(from, to),
					found.getOrDefault(tenant, SoakTenants.ABSENT)));
			after = next;
		}
	}

	private void askForOne(Http http, SoakTenants tenants) {
		List<String> names = List.copyOf(tenants.truth.keySet());
		String tenant = names.get(ThreadLocalRandom.current().nextInt(names.size()));
		long from = System.nanoTime();
		HttpResponse<String> answer = http
				.get("/components/" + tenants.component + "/tenants/" + tenant + "/db-status");
		long to = System.nanoTime();
		String told = (answer.statusCode() == 404)
				? SoakTenants.ABSENT
				: answerOfReport(MAPPER.readTree(answer.body()));
		if (LATE.contains(told)) {
			this.late.incrementAndGet();
			return;
		}
		verify(tenant, right(tenants, tenant, from, to), told);
	}

	/** Open only if each tenant was at the head at some time meanwhile, or not there; shut only if one was not. */
	private void askForGate(Http http, SoakTenants tenants) {
		String head = PROJECT.history().getFirst();
		boolean needs = ThreadLocalRandom.current().nextBoolean();
		long from = System.nanoTime();
		HttpResponse<String> answer = http.get("/components/" + tenants.component + "/db-status?"
				+ (needs ? "needs=" + head : "expect=UP_TO_DATE"));
		long to = System.nanoTime();
		JsonNode report = MAPPER.readTree(answer.body());
		boolean passed = (answer.statusCode() == 200);
		(passed ? this.open : this.shut).incrementAndGet();
		Set<String> passing = Set.of("AT_HEAD " + head, SoakTenants.ABSENT);
		boolean mayPass = true;
		boolean mayFail = false;
		boolean mayBeNone = true;
		for (String tenant : tenants.truth.keySet()) {
			Set<String> right = right(tenants, tenant, from, to);
			mayPass &= right.stream().anyMatch(passing::contains);
			mayFail |= !passing.containsAll(right);
			mayBeNone &= right.contains(SoakTenants.ABSENT);
		}
		boolean late = LATE.contains(report.path("reason").asString());
		if (passed ? !mayPass : !(late || mayFail || mayBeNone)) {
			wrong("The gate of " + tenants.component + " answered " + answer.statusCode() + ": " + answer.body());
		}
		if (late) {
			this.late.incrementAndGet();
		}
		else if (report.path("tenants").isNull() && !mayBeNone) {
			wrong("The tenants of " + tenants.component + " were not known: " + answer.body());
		}
	}

	private static Set<String> right(SoakTenants tenants, String tenant, long from, long to) {
		Timeline truth = tenants.truth.get(tenant);
		return (truth != null) ? truth.between(from, to) : Set.of();
	}

	private void verify(String tenant, Set<String> right, String answer) {
		this.told.incrementAndGet();
		if (!right.contains(answer)) {
			wrong("%s: %s was answered, right was %s".formatted(tenant, answer, right));
		}
	}

	private void wrong(String what) {
		this.wrong.add(what);
		if (this.wrong.size() <= SHOWN) {
			System.out.println(what);
		}
	}

	private static String answer(JsonNode tenant) {
		return answer(tenant.path("reason").asString(),
				tenant.path("currentRevisions").valueStream().map(JsonNode::asString).toList());
	}

	private static String answerOfReport(JsonNode report) {
		return answer(report.path("reason").asString(), report.path("currentRevisions").findValuesAsString("revision"));
	}

	private static String answer(String reason, List<String> revisions) {
		return revisions.isEmpty() ? reason : reason + " " + String.join(" ", revisions);
	}

	/**
	 * Something that is asked again and again.
	 */
	@FunctionalInterface
	private interface Question {

		void ask(Http http, SoakTenants tenants);

	}

}

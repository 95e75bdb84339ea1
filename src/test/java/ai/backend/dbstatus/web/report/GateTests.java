package ai.backend.dbstatus.web.report;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import ai.backend.dbstatus.status.wait.StatusWaits;
import ai.backend.dbstatus.testsupport.Http;
import ai.backend.dbstatus.testsupport.SqliteProject;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Deploy gates and histories over HTTP, on a component whose database the tests migrate.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = {
		"db-status.builtin-components=false", "db-status.wait.interval=50ms", "db-status.wait.max-clients=20",
		"db-status.components.broken.alembic-config=broken.ini" })
class GateTests {

	@TempDir
	private static Path directory;

	@SuppressWarnings("NullAway.Init")
	private static SqliteProject project;

	@Autowired
	private StatusWaits waits;

	@LocalServerPort
	private int port;

	private Http http;

	@DynamicPropertySource
	static void component(DynamicPropertyRegistry registry) {
		project = new SqliteProject(directory).script("a1aa", "One").script("b2bb", "Two", "a1aa");
		project.write("broken.ini", "[alembic]\nscript_location = nowhere\n");
		registry.add("db-status.workdir", directory::toString);
		registry.add("db-status.components.shop.alembic-config", () -> "alembic.ini");
		registry.add("db-status.default-component", () -> "shop");
	}

	@BeforeEach
	void behind() {
		this.http = new Http(this.port);
		project.stamp("a1aa");
	}

	@ParameterizedTest
	@CsvSource({ "/db-status?expect=BEHIND, 200", "/db-status?expect=UP_TO_DATE, 503",
			"/components/shop/db-status?expect=UP_TO_DATE&expect=BEHIND, 200", "/db-status?expect=ERROR, 503",
			"/components/broken/db-status?expect=ERROR, 200", "/components/db-status?expect=BEHIND, 503",
			"'/components/db-status?expect=BEHIND,ERROR', 200", "/db-status?expect=UP_TO_DATE&wait=0s, 503",
			"/db-status?expect=BEHIND&wait=10m, 200", "/components/db-status?expect=UP_TO_DATE&wait=100ms, 503" })
	void theCodeSaysWhetherTheExpectationHolds(String path, int code) {
		HttpResponse<String> response = this.http.get(path);
		assertThat(response.statusCode()).isEqualTo(code);
		assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
		assertThat(response.headers().firstValue("Retry-After").isPresent()).isEqualTo(code == 503);
		assertThat(this.http.send("HEAD", path).statusCode()).isEqualTo(code);
	}

	@Test
	void theBodyIsTheSameEitherWay() {
		assertThat(this.http.get("/db-status?expect=UP_TO_DATE&format=text").body())
				.isEqualTo(this.http.get("/db-status?format=text").body());
	}

	@ParameterizedTest
	@CsvSource({ "expect=, expect", "expect=FINE, expect", "wait=5s, wait", "expect=BEHIND&wait=5, wait",
			"expect=BEHIND&wait=11m, wait", "expect=BEHIND&wait=, wait" })
	void aBadParameterIsNamed(String query, String parameter) {
		HttpResponse<String> response = this.http.get("/db-status?" + query);
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
		assertThat(response.body()).contains("The parameter '" + parameter + "' must be").doesNotContain("FINE");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/components/nope/db-status?expect=UP_TO_DATE&wait=1m", "/components/nope/revisions",
			"/components/shop/revisions/zz", "/components/shop/revisions/base" })
	void whatIsNotThereIsNotWaitedFor(String path) {
		assertThat(this.http.get(path).statusCode()).isEqualTo(404);
	}

	@Test
	void aWaitEndsWithTheMigration() throws Exception {
		CompletableFuture<HttpResponse<String>> response = CompletableFuture
				.supplyAsync(() -> this.http.get("/db-status?expect=UP_TO_DATE&wait=1m"));
		awaitSize(1);
		project.stamp("b2bb");
		assertThat(response.get(30, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
		awaitSize(0);
	}

	@Test
	void aClientThatLeavesIsForgotten() throws Exception {
		Socket socket = connect("/db-status?expect=UP_TO_DATE&wait=10m");
		awaitSize(1);
		socket.close();
		awaitSize(0);
	}

	@Test
	void aClientThatSendsItsNextRequestMeanwhileHasNotLeft() throws Exception {
		try (Socket socket = connect("/db-status?expect=UP_TO_DATE&wait=10m")) {
			awaitSize(1);
			send(socket, "/components");
			// Six checks, each of which looks whether the client is there.
			Awaitility.await()
					.during(Duration.ofMillis(300))
					.atMost(Duration.ofSeconds(30))
					.until(() -> this.waits.size() == 1);
			project.stamp("b2bb");
			BufferedReader reader = new BufferedReader(
					new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
			assertThat(reader.readLine()).startsWith("HTTP/1.1 200");
			assertThat(reader.lines().anyMatch((line) -> line.contains("HTTP/1.1 200"))).isTrue();
		}
	}

	@Test
	void moreThanMayWaitAreToldToComeAgain() throws Exception {
		List<Socket> sockets = new ArrayList<>();
		for (int i = 0; i < 20; i++) {
			sockets.add(connect("/db-status?expect=UP_TO_DATE&wait=10m"));
		}
		awaitSize(20);
		HttpResponse<String> response = this.http.get("/db-status?expect=UP_TO_DATE&wait=10m");
		assertThat(response.statusCode()).isEqualTo(503);
		assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
		assertThat(response.headers().firstValue("Retry-After")).contains("1");
		for (Socket socket : sockets) {
			socket.close();
		}
		awaitSize(0);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/db-status?expect=BEHIND", "/db-status?expect=BEHIND&wait=1s", "/components/db-status",
			"/components/shop/revisions", "/components/shop/revisions?format=text", "/components/shop/revisions/a1",
			"/components/shop/revisions/head?format=text" })
	void whatHasNotChangedIsNotSentAgain(String path) {
		String tag = this.http.get(path).headers().firstValue("ETag").orElseThrow();
		assertThat(this.http.get(path, "If-None-Match", tag).statusCode()).isEqualTo(304);
		project.stamp("b2bb");
		assertThat(this.http.get(path, "If-None-Match", tag).statusCode()).isNotEqualTo(304);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/db-status?expect=UP_TO_DATE", "/db-status?expect=UP_TO_DATE&wait=50ms" })
	void aGateThatIsShutStaysShutForWhoHasSeenTheReport(String path) {
		String tag = this.http.get(path).headers().firstValue("ETag").orElseThrow();
		assertThat(this.http.get(path, "If-None-Match", tag).statusCode()).isEqualTo(503);
	}

	@Test
	void theHistoryIsListedNewestFirst() {
		JsonNode history = this.http.json("/components/shop/revisions");
		assertThat(history.path("component").asString()).isEqualTo("shop");
		assertThat(history.path("count").asInt()).isEqualTo(2);
		assertThat(history.path("revisions").path(0).toString()).isEqualTo(
				"""
						{"revision":"b2bb","description":"Two","downRevisions":["a1aa"],"dependsOn":[],"branchLabels":[],\
						"created":null,"release":null,"file":"b2bb.py","sourceUrl":null,"state":"PENDING","head":true,"effectiveHead":false,\
						"base":false,"branchPoint":false,"mergePoint":false,"current":false}""");
		assertThat(this.http.get("/components/shop/revisions", "Accept", "text/plain").body()).isEqualTo("""
				a1aa -> b2bb (head), Two
				<base> -> a1aa (current), One
				""");
	}

	@ParameterizedTest
	@CsvSource({ "state=PENDING, 1, b2bb", "state=APPLIED, 1, a1aa", "since=a1, 1, b2bb", "limit=1, 2, b2bb",
			"since=base&state=APPLIED, 1, a1aa" })
	void theHistoryIsFiltered(String query, int count, String first) {
		JsonNode history = this.http.json("/components/shop/revisions?" + query);
		assertThat(history.path("count").asInt()).isEqualTo(count);
		assertThat(history.path("revisions").findValuesAsString("revision")).containsExactly(first);
	}

	@ParameterizedTest
	@ValueSource(strings = { "state=FINE", "limit=-1", "limit=x", "since=zz" })
	void aBadFilterIsNamed(String query) {
		HttpResponse<String> response = this.http.get("/components/shop/revisions?" + query);
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(response.body()).contains("'" + query.substring(0, query.indexOf('=')) + "' must be");
	}

	@Test
	void withoutScriptsThereIsNoHistory() {
		HttpResponse<String> response = this.http.get("/components/broken/revisions");
		assertThat(response.statusCode()).isEqualTo(503);
		assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
		assertThat(response.body()).contains("\"reason\":\"SCRIPTS_NOT_FOUND\"");
	}

	private Socket connect(String path) throws IOException {
		Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.port);
		send(socket, path);
		return socket;
	}

	private static void send(Socket socket, String path) throws IOException {
		socket.getOutputStream()
				.write("GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n".formatted(path)
						.getBytes(StandardCharsets.US_ASCII));
	}

	private void awaitSize(int size) {
		Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> this.waits.size() == size);
	}

}

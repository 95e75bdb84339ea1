package ai.backend.dbstatus.faults;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

import ai.backend.dbstatus.testsupport.RawHttp;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Everything that the service's own OpenAPI description offers, asked for with what it does not offer: no defect, no hang,
 * and an answer in JSON, text or problem details. More requests with {@code -Dfuzz.requests=100000}.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = {
		"db-status.workdir=src/test/resources/samples", "db-status.components.manager.url=sqlite:///nowhere/at-all.db",
		"db-status.wait.max-duration=1s" })
class HttpFuzzTests {

	private static final int REQUESTS = Integer.getInteger("fuzz.requests", 400);

	private static final long SEED = Long.getLong("fuzz.seed", 4);

	private static final Duration SOON = Duration.ofSeconds(12);

	private static final List<String> METHODS = List.of("GET", "GET", "GET", "GET", "HEAD", "OPTIONS", "POST", "PUT",
			"DELETE", "PATCH", "TRACE", "FOO", "get");

	private static final List<String> VALUES = List.of("manager", "accountmgr", "nobody", "", ".", "..", "%2e%2e%2f",
			"%00",
			"%zz", "a;b", "%", "-1", "0", "1", "99999999999999999999", "1s", "PT1S", "-5s", "60m", "UP_TO_DATE",
			"BEHIND,,",
			"ERROR", "text", "json", "svg", "head", "heads", "head-1", "base", "base+1", "012abc345def", "012",
			"abc:def",
			"abc123def456:", "@head", "'", "\"", "%0d%0a", "{x}", "$%7Bx%7D", "%F0%9F%98%80", "%ff", "a".repeat(300),
			"*", "**", "+", "%2B", "null", "true", "[]", "a%20b", "%E2%80%AE");

	private static final List<String> HEADERS = List.of("Accept: text/plain", "Accept: */*", "Accept: text/html",
			"Accept: image/svg+xml", "Accept: text/event-stream;q=0", "Accept: nonsense", "If-None-Match: *",
			"If-None-Match: \"x\", W/\"y\"", "If-Match: \"x\"", "If-Modified-Since: x", "Range: bytes=5-1",
			"Accept-Encoding: gzip;q=x", "Content-Type: text/x", "X-Forwarded-For: ;;", "X-Forwarded-Host: <x>",
			"X-Forwarded-Port: x", "Forwarded: for=", "Cookie: a=b; $Version=1", "Authorization: Bearer",
			"Origin: null",
			"Last-Event-ID: -1", "Accept-Language: *;q=2", "Content-Length: 0");

	private final RawHttp http;

	private final Random random = new Random(SEED);

	HttpFuzzTests(@LocalServerPort int port) {
		this.http = new RawHttp(port);
	}

	@Test
	void nothingThatIsAskedForIsADefect() {
		JsonNode paths = new JsonMapper()
				.readTree(this.http.send("GET /v3/api-docs HTTP/1.1", "Accept: application/json").body())
				.path("paths");
		List<String> templates = new ArrayList<>(paths.propertyNames());
		templates.removeIf((template) -> template.contains("events"));
		templates.addAll(List.of("/actuator/health/{x}", "/actuator/health/dbStatus/{x}", "/actuator/{x}", "/{x}",
				"/components/{x}", "/v3/api-docs/{x}", "/swagger-ui/{x}", "/error"));
		assertThat(templates).contains("/components/{name}/db-status", "/db-status", "/components/db-status");
		Map<Integer, Integer> codes = new TreeMap<>();
		for (int i = 0; i < REQUESTS; i++) {
			String template = pick(templates);
			ask(pick(METHODS) + " " + path(template) + query(paths.path(template)) + " HTTP/1.1", codes);
		}
		System.out.printf("Fuzzed HTTP: %d requests to %d paths; answers by code: %s.%n", REQUESTS, templates.size(),
				codes);
	}

	private void ask(String request, Map<Integer, Integer> codes) {
		String header = pick(HEADERS);
		long start = System.nanoTime();
		RawHttp.Answer answer = this.http.send(request, header);
		Duration time = Duration.ofNanos(System.nanoTime() - start);
		codes.merge(answer.code(), 1, Integer::sum);
		String what = request + "\n" + header + "\n" + answer.head() + "\n" + answer.body();
		assertThat(answer.code()).as(what)
				.isIn(200, 302, 304, 308, 400, 401, 404, 405, 406, 409, 412, 414, 416, 417, 501, 503);
		assertThat(time).as(what).isLessThan(SOON);
		if (answer.code() >= 400 && answer.code() != 503 && !request.startsWith("HEAD")) {
			assertThat(answer.header("Content-Type")).as(what).startsWith("application/problem+json");
		}
		assertThat(answer.body()).as(what)
				.doesNotContain("Exception")
				.doesNotContain("\tat ")
				.doesNotContain("Whitelabel");
	}

	private String path(String template) {
		String path = template;
		while (path.contains("{")) {
			int from = path.indexOf('{');
			path = path.substring(0, from) + pick(VALUES).replace("{", "%7B")
					+ path.substring(path.indexOf('}', from) + 1);
		}
		return path;
	}

	private String query(JsonNode operations) {
		List<String> parameters = new ArrayList<>(List.of("x"));
		operations.path("get").path("parameters").forEach((parameter) -> {
			if (parameter.path("in").asString().equals("query")) {
				parameters.add(parameter.path("name").asString());
			}
		});
		StringBuilder query = new StringBuilder();
		int count = this.random.nextInt(4);
		for (int i = 0; i < count; i++) {
			String value = pick(VALUES);
			query.append(query.isEmpty() ? '?' : '&')
					.append(pick(parameters))
					.append('=')
					.append(this.random.nextBoolean() ? value : URLEncoder.encode(value, StandardCharsets.UTF_8));
		}
		return query.toString();
	}

	private String pick(List<String> values) {
		return values.get(this.random.nextInt(values.size()));
	}

}

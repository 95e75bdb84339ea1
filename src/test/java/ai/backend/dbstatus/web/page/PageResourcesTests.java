package ai.backend.dbstatus.web.page;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

import ai.backend.dbstatus.testsupport.Http;
import ai.backend.dbstatus.testsupport.SampleDatabases;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page's files and the pictures over HTTP.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class PageResourcesTests {

	@LocalServerPort
	private int port;

	private Http http;

	@DynamicPropertySource
	static void samples(DynamicPropertyRegistry registry) {
		SampleDatabases.start().properties().forEach((key, value) -> registry.add(key, () -> value));
	}

	@BeforeEach
	void connect() {
		this.http = new Http(this.port);
	}

	@ParameterizedTest
	@CsvSource({ "/, text/html", "/components/manager/, text/html", "/page/page.css, text/css",
			"/page/overview.js, text/javascript", "/page/icon-error.svg, image/svg+xml" })
	void thePageIsServedWithAStrictPolicyAndATag(String path, String type) {
		HttpResponse<String> response = this.http.get(path, "Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(header(response, "Content-Type")).isEqualTo(type + ";charset=UTF-8");
		assertThat(header(response, "Content-Security-Policy")).contains("default-src 'none'",
				"frame-ancestors 'none'").doesNotContain("unsafe");
		assertThat(header(response, "X-Content-Type-Options")).isEqualTo("nosniff");
		assertThat(header(response, "Referrer-Policy")).isEqualTo("no-referrer");
		assertThat(header(response, "Cache-Control")).isEqualTo("no-cache");
		assertThat(this.http
				.get(path, "Accept", "text/html", "If-None-Match", header(response, "ETag"))
				.statusCode()).isEqualTo(304);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/page/nosuch.js", "/page/..%2Fapplication.yml", "/page/%2e%2e/application.yml",
			"/static/page/page.css", "/index.html", "/page/", "/nosuch", "/nosuch/", "/error/" })
	void whatDoesNotExistIsAProblemInJsonEvenForABrowser(String path) {
		HttpResponse<String> response = this.http.get(path, "Accept", "text/html");
		assertThat(response.statusCode()).isIn(400, 404);
		assertThat(response.body()).doesNotContain("db-status:", "spring:");
		if (response.statusCode() == 404) {
			assertThat(header(response, "Content-Type")).isEqualTo("application/problem+json");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "/components/managr/", "/components/managr", "/components/managr/revisions",
			"/components/managr/graph", "/components/managr/graph.svg", "/components/managr/db-status",
			"/components/managr/plan" })
	void aPersonIsToldOfAnUnknownComponentByAPageAndAProgramByAProblem(String path) {
		HttpResponse<String> page = this.http.get(path, "Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
		assertThat(page.statusCode()).isEqualTo(404);
		assertThat(header(page, "Content-Type")).isEqualTo("text/html;charset=UTF-8");
		assertThat(header(page, "Content-Security-Policy")).contains("default-src 'none'").doesNotContain("unsafe");
		String root = "../".repeat((int) path.chars().filter((c) -> c == '/').count() - 1);
		assertThat(page.body()).contains("<a href=\"%s\">Database status</a>".formatted(root),
				"There is no component &#39;managr&#39;",
				"<a href=\"%scomponents/manager/\">manager</a>".formatted(root));
		if (!path.endsWith("/")) {
			for (String accept : List.of("*/*", "application/json")) {
				HttpResponse<String> problem = this.http.get(path, "Accept", accept);
				assertThat(problem.statusCode()).isEqualTo(404);
				assertThat(header(problem, "Content-Type")).isEqualTo("application/problem+json");
				assertThat(problem.body()).contains("\"components\":[\"manager\"").endsWith("}\n");
			}
		}
		assertThat(header(this.http.get(path + "?format=json", "Accept", "text/html"), "Content-Type"))
				.isEqualTo("application/problem+json");
	}

	@Test
	void whatSomebodyCallsAComponentIsTextOnThePage() {
		assertThat(this.http
				.get("/components/%3Cscript%3Ealert(1)%3C%2fscript%3E/revisions", "Accept", "text/html,*/*;q=0.8")
				.body()).doesNotContain("<script");
		assertThat(this.http.get("/components/%3Cb%3E%22/revisions", "Accept", "text/html,*/*;q=0.8").body())
				.contains("&lt;b&gt;&quot;")
				.doesNotContain("<b>");
	}

	@Test
	void anAddressWithASlashAtItsEndLeadsToTheResourceWithoutIt() {
		List<String> paths = new ArrayList<>(this.http.json("/v3/api-docs").path("paths").propertyNames());
		paths.removeIf((path) -> path.endsWith("/"));
		paths.addAll(List.of("/v3/api-docs", "/swagger-ui.html", "/page/page.css"));
		assertThat(paths).contains("/db-status", "/components", "/components/db-status",
				"/components/{name}/revisions/{id}").hasSizeGreaterThan(15);
		for (String path : paths) {
			if (path.startsWith("/actuator") || path.equals("/components/{name}")) {
				continue;
			}
			String address = path.replace("{name}", "manager").replaceAll("\\{\\w+}", "abc%20d");
			HttpResponse<String> response = this.http.get(address + "/?expect=BEHIND&q=a%20b");
			assertThat(response.statusCode()).as(address).isEqualTo(308);
			assertThat(URI.create(address + "/").resolve(header(response, "Location")))
					.hasToString(address + "?expect=BEHIND&q=a%20b");
		}
		assertThat(this.http.send("POST", "/components/manager/db-status/").statusCode()).isEqualTo(308);
		assertThat(this.http.send("POST", "/components/manager/graph/").statusCode()).isEqualTo(404);
		assertThat(this.http.send("HEAD", "/db-status/").statusCode()).isEqualTo(308);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/nosuch", "/components/manager/db-status?nosuch=1", "/actuator/health", "/actuator",
			"/components", "/components/manager/db-status", "/components/manager/revisions/nosuch" })
	void whateverIsJsonEndsAsALine(String path) {
		HttpResponse<String> response = this.http.get(path);
		assertThat(header(response, "Content-Type")).contains("json");
		assertThat(response.body()).endsWith("}\n");
	}

	@Test
	void withoutItsSlashTheHistoryPageIsElsewhere() {
		HttpResponse<String> response = this.http.get("/components/manager");
		assertThat(response.statusCode()).isEqualTo(308);
		assertThat(header(response, "Location")).isEqualTo("manager/");
	}

	@ParameterizedTest
	@ValueSource(strings = { "application/json", "text/plain" })
	void whoTakesNoPageIsLedFromThePageToTheReport(String accept) {
		HttpResponse<String> response = this.http.get("/components/manager/?expect=BEHIND", "Accept", accept);
		assertThat(response.statusCode()).isEqualTo(308);
		assertThat(header(response, "Location")).isEqualTo("db-status?expect=BEHIND");
		assertThat(header(response, "Vary")).contains("Accept");
		assertThat(this.http.get("/components/managr/", "Accept", accept).statusCode()).isEqualTo(404);
	}

	@Test
	void theGraphIsLaidOutAsJson() {
		JsonNode graph = this.http.json("/components/billing/graph");
		assertThat(graph.path("lanes").asInt()).isEqualTo(2);
		assertThat(graph.path("revisions").valueStream().map((node) -> node.path("revision").asString()))
				.containsExactly("6c2f8d5b3e70", "e91a3c7f5b04", "1b7e4a9c0d38");
		assertThat(graph.path("revisions").valueStream().map((node) -> node.path("state").asString()))
				.containsExactly("APPLIED", "PENDING", "APPLIED");
		assertThat(graph.path("divergence").valueStream().map((branch) -> branch.path("head").asString()))
				.containsExactly("6c2f8d5b3e70", "e91a3c7f5b04");
		assertThat(this.http.json("/components/reports/graph").path("unknownRows").get(0).asString())
				.isEqualTo("0a9f3e7c5d21");
	}

	@Test
	void thePictureHasItsTypeAndATagAndNamesItsStyleByHash() {
		HttpResponse<String> response = this.http.get("/components/manager/graph.svg");
		assertThat(header(response, "Content-Type")).isEqualTo("image/svg+xml;charset=UTF-8");
		assertThat(header(response, "Content-Security-Policy")).contains("style-src 'sha256-")
				.doesNotContain("unsafe");
		assertThat(response.body()).startsWith("<svg ").contains("def456ghi789", "database");
		assertThat(this.http.get("/components/manager/graph.svg", "If-None-Match", header(response, "ETag"))
				.statusCode()).isEqualTo(304);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/components/manager/?format=mermaid", "/components/manager/graph?format=mermaid",
			"/components/manager/graph.svg?format=mermaid" })
	void theGraphIsMermaidWhereThatIsAskedFor(String path) {
		HttpResponse<String> response = this.http.get(path);
		assertThat(header(response, "Content-Type")).isEqualTo("text/plain;charset=UTF-8");
		assertThat(response.body()).startsWith("flowchart BT\n").contains("ghi789jkl012");
	}

	@ParameterizedTest
	@ValueSource(strings = { "limit=0", "limit=-1", "limit=many", "limit=10001", "format=png" })
	void aWrongParameterIsAProblem(String query) {
		HttpResponse<String> response = this.http.get("/components/manager/graph.svg?" + query);
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(header(response, "Content-Type")).isEqualTo("application/problem+json");
	}

	private static String header(HttpResponse<String> response, String name) {
		return response.headers().firstValue(name).orElse("");
	}

}

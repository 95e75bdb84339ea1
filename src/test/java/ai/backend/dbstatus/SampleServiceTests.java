package ai.backend.dbstatus;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import ai.backend.dbstatus.status.report.Status;
import ai.backend.dbstatus.testsupport.Http;
import ai.backend.dbstatus.testsupport.SampleDatabases;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The whole service over HTTP, on the sample components: what a user sees who follows the README.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class SampleServiceTests {

	private static final String[] KEYS = { "component", "status", "reason", "summary", "details", "retryable",
			"currentRevisions", "headRevisions", "pendingCount", "pendingRevisions", "recommendedAction", "warnings",
			"checkedAt", "durationMillis" };

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
	@CsvSource({ "manager, 200, BEHIND, PENDING_MIGRATIONS", "accountmgr, 200, UNKNOWN, NO_VERSION_TABLE",
			"appproxy, 200, UP_TO_DATE, AT_HEAD", "billing, 200, DIVERGED, MULTIPLE_HEADS",
			"reports, 200, UNRECOGNIZED, UNKNOWN_REVISION", "archive, 503, ERROR, CONNECTION_REFUSED" })
	void everyStatusIsShown(String component, int code, String status, String reason) {
		HttpResponse<String> response = this.http.get("/components/" + component + "/db-status");
		JsonNode report = this.http.json("/components/" + component + "/db-status");
		assertThat(response.statusCode()).isEqualTo(code);
		assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
		assertThat(report.propertyNames()).contains(KEYS);
		assertThat(report.path("component").asString()).isEqualTo(component);
		assertThat(report.path("status").asString()).isEqualTo(status);
		assertThat(report.path("reason").asString()).isEqualTo(reason);
	}

	@ParameterizedTest
	@ValueSource(strings = { "manager", "accountmgr", "appproxy", "billing", "reports", "archive" })
	void theGraphAndTheHistoryTellTheSameOfEachRevision(String component) {
		Map<String, String> history = new TreeMap<>();
		this.http.json("/components/" + component + "/revisions")
				.path("revisions")
				.forEach((revision) -> history.put(revision.path("revision").asString(),
						revision.path("state").asString("UNKNOWN")));
		Map<String, String> graph = new TreeMap<>();
		this.http.json("/components/" + component + "/graph")
				.path("revisions")
				.forEach((revision) -> graph.put(revision.path("revision").asString(),
						revision.path("state").asString()));
		assertThat(graph).isNotEmpty().isEqualTo(history);
	}

	@Test
	void whatIsPendingIsListedInOrderWithWhatTheScriptsSay() {
		JsonNode report = this.http.json("/components/manager/db-status");
		assertThat(report.path("summary").asString()).isEqualTo("2 migrations pending.");
		assertThat(report.path("pendingCount").asInt()).isEqualTo(2);
		assertThat(report.path("currentRevisions").toString())
				.isEqualTo("""
						[{"revision":"abc123def456","description":"Add session status field"}]""");
		assertThat(report.path("headRevisions").toString()).isEqualTo("""
				[{"revision":"ghi789jkl012","description":"Add session priority"}]""");
		assertThat(report.path("pendingRevisions").path(0).toString()).isEqualTo(
				"""
						{"revision":"def456ghi789","description":"Add domain fair share","downRevisions":["abc123def456"],\
						"created":"2026-02-03T04:05:06","release":"26.8.0","file":"def456ghi789_add_domain_fair_share.py","sourceUrl":null}""");
		assertThat(report.path("pendingRevisions").path(1).path("revision").asString()).isEqualTo("ghi789jkl012");
		assertThat(report.path("recommendedAction").toString()).isEqualTo("""
				{"summary":"Run /db-migrate to apply pending migrations.",\
				"steps":["./py -m alembic -c alembic.ini upgrade head"],"relatedSkill":"/db-migrate"}""");
	}

	@Test
	void aLimitShortensTheListAndNotTheCount() {
		JsonNode report = this.http.json("/components/manager/db-status?pendingLimit=1");
		assertThat(report.path("pendingCount").asInt()).isEqualTo(2);
		assertThat(report.path("pendingRevisions").size()).isEqualTo(1);
	}

	@Test
	void theHeadsAreKnownThoughTheDatabaseIsAway() {
		JsonNode report = this.http.json("/components/archive/db-status");
		assertThat(report.path("headRevisions").path(0).path("revision").asString()).isEqualTo("2e8c6a0f4d53");
		assertThat(report.path("retryable").asBoolean()).isTrue();
		assertThat(report.path("pendingCount").isNull()).isTrue();
	}

	@Test
	void theDefaultComponentIsTheManager() {
		assertThat(this.http.json("/db-status").path("component").asString()).isEqualTo("manager");
	}

	@Test
	void allComponentsComeInConfiguredOrderWithTheWorstStatus() {
		JsonNode all = this.http.json("/components/db-status");
		assertThat(all.path("status").asString()).isEqualTo("ERROR");
		assertThat(all.path("components").findValuesAsString("component")).containsExactly("manager", "accountmgr",
				"appproxy", "billing", "reports", "archive");
	}

	@Test
	void theComponentsAreListedWithTheirLinks() {
		JsonNode first = this.http.json("/components").path("components").path(0);
		assertThat(first.path("name").asString()).isEqualTo("manager");
		assertThat(first.path("title").asString()).isEqualTo("Manager");
		assertThat(first.path("alembicConfig").asString()).isEqualTo("alembic.ini");
		assertThat(first.path("links").path("status").asString()).isEqualTo("/components/manager/db-status");
	}

	@ParameterizedTest
	@ValueSource(strings = { "text/plain", "text/plain;q=0.9, application/json;q=0.1", "text/*" })
	void textIsForWhoAcceptsIt(String accept) {
		HttpResponse<String> response = this.http.get("/components/appproxy/db-status", "Accept", accept);
		assertThat(response.headers().firstValue("Content-Type")).contains("text/plain;charset=UTF-8");
		assertThat(response.body()).isEqualTo("""
				✅ Database Status: Up-to-date

				Component: appproxy
				Current Revision: c47d0b8e2f15 (Add circuit endpoint)
				Head Revision:    c47d0b8e2f15 (Add circuit endpoint)

				Status: Database schema is current. No migrations pending.
				""");
	}

	@ParameterizedTest
	@ValueSource(strings = { "*/*", "application/json", "text/html,application/xhtml+xml,*/*;q=0.8" })
	void jsonIsForEverybodyElse(String accept) {
		assertThat(this.http.get("/components/appproxy/db-status", "Accept", accept).body()).startsWith("{");
	}

	@Test
	void theTextOfAllComponentsNamesTheComponentOfAnError() {
		String text = this.http.get("/components/db-status?format=text").body();
		assertThat(text).startsWith("⚠️ Database Status: Behind\n")
				.contains("\n---\n❓ Database Status: No revision\n")
				.contains("❌ Error: Cannot connect to database\n\nComponent: archive\nDetails: Connection refused to ");
	}

	@Test
	void anUnchangedReportHasTheSameTag() {
		String tag = this.http.get("/components/manager/db-status").headers().firstValue("ETag").orElseThrow();
		HttpResponse<String> again = this.http.get("/components/manager/db-status", "If-None-Match", tag);
		assertThat(again.statusCode()).isEqualTo(304);
		assertThat(again.body()).isEmpty();
		assertThat(this.http.get("/components/manager/db-status?format=text").headers().firstValue("ETag"))
				.isPresent()
				.isNotEqualTo(Optional.of(tag));
	}

	@Test
	void headIsAnsweredWithoutABody() {
		HttpResponse<String> response = this.http.send("HEAD", "/components/manager/db-status");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).isEmpty();
		assertThat(response.headers().firstValue("ETag")).isPresent();
	}

	@Test
	void anUnknownComponentIsAProblemThatNamesTheKnownOnes() {
		HttpResponse<String> response = this.http.get("/components/nobody/db-status");
		assertThat(response.statusCode()).isEqualTo(404);
		assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
		assertThat(response.body()).contains("\"components\":[\"manager\",\"accountmgr\",\"appproxy\"");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "/components/manager/db-status?format=xml | 400",
			"/components/manager/db-status?pendingLimit=-1 | 400",
			"/components/manager/db-status?pendingLimit=many | 400",
			"/components/manager/db-status?pendingLimit=99999999999 | 400", "/nowhere | 404",
			"/components/manager/nowhere | 404", "/actuator/env | 404" })
	void whatCannotBeAnsweredIsAProblem(String path, int code) {
		HttpResponse<String> response = this.http.get(path);
		assertThat(response.statusCode()).isEqualTo(code);
		assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
		assertThat(response.body()).contains("\"status\":" + code);
	}

	@ParameterizedTest
	@CsvSource({ "POST, /components/db-status", "POST, /components", "PUT, /components/manager/db-status",
			"DELETE, /components/manager/db-status", "PATCH, /components/manager/db-status" })
	void nothingCanBeWritten(String method, String path) {
		HttpResponse<String> response = this.http.send(method, path);
		assertThat(response.statusCode()).isEqualTo(405);
		assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
	}

	@ParameterizedTest
	@CsvSource({ "manager, 503, OUT_OF_SERVICE", "accountmgr, 503, OUT_OF_SERVICE", "appproxy, 200, UP",
			"billing, 503, OUT_OF_SERVICE", "reports, 503, OUT_OF_SERVICE", "archive, 503, DOWN" })
	void healthFollowsTheVerdict(String component, int code, String status) {
		HttpResponse<String> response = this.http.get("/actuator/health/dbStatus/" + component);
		JsonNode health = this.http.json("/actuator/health/dbStatus/" + component);
		assertThat(response.statusCode()).isEqualTo(code);
		assertThat(health.path("status").asString()).isEqualTo(status);
		assertThat(health.path("details").propertyNames()).containsExactlyInAnyOrder("status", "reason", "summary",
				"currentRevisions", "headRevisions", "pendingCount", "recommendedAction", "migration", "checkedAt");
	}

	@ParameterizedTest
	@CsvSource({ "/actuator/health/dbStatus, 503", "/actuator/health/deploy, 503", "/actuator/health/liveness, 200",
			"/actuator/health/readiness, 200" })
	void theGroupsAnswerForThoseWhomTheyConcern(String path, int code) {
		assertThat(this.http.get(path).statusCode()).isEqualTo(code);
	}

	@Test
	void theDeployGroupHoldsTheDatabasesAlone() {
		JsonNode health = this.http.json("/actuator/health/deploy");
		assertThat(health.path("components").propertyNames()).containsExactly("dbStatus");
		assertThat(health.path("components").path("dbStatus").path("components").propertyNames())
				.containsExactlyInAnyOrder("manager", "accountmgr", "appproxy", "billing", "reports", "archive");
	}

	@Test
	void jsonEndsWithALineEndForTerminals() {
		for (String path : List.of("/components", "/components/manager/db-status", "/components/manager/revisions")) {
			assertThat(this.http.get(path).body()).endsWith("}\n").doesNotEndWith("\n\n");
		}
	}

	@Test
	void healthTellsTimesInMillisecondsAsReportsDo() {
		assertThat(this.http.json("/actuator/health/dbStatus/manager").path("details").path("checkedAt").asString())
				.matches("[0-9T:-]+(\\.\\d{3})?Z");
	}

	@ParameterizedTest
	@EnumSource(Status.class)
	void theApiDescriptionHasATrueExampleOfEveryStatus(Status status) {
		JsonNode example = this.http.json("/v3/api-docs")
				.path("components")
				.path("examples")
				.path(status.name())
				.path("value");
		JsonNode real = this.http.json("/components/" + example.path("component").asString() + "/db-status"
				+ ((status == Status.DRIFTED) ? "?check=schema" : ""));
		assertThat(example.propertyNames()).containsExactlyElementsOf(real.propertyNames());
		assertThat(example.path("status")).isEqualTo(real.path("status"));
		assertThat(example.path("summary")).isEqualTo(real.path("summary"));
		assertThat(example.path("recommendedAction").toString())
				.isEqualTo(real.path("recommendedAction").toString().replaceFirst("-p \\d+ ", "-p 5432 "));
		assertThat(example.path("pendingRevisions")).isEqualTo(real.path("pendingRevisions"));
		assertThat(example.path("schema")).isEqualTo(real.path("schema"));
	}

	@Test
	void theApiDescriptionRefersToReportsAndTheirExamples() {
		JsonNode answers = this.http.json("/v3/api-docs")
				.path("paths")
				.path("/components/{name}/db-status")
				.path("get")
				.path("responses");
		assertThat(answers.propertyNames()).contains("200", "304", "400", "404", "503");
		JsonNode json = answers.path("200").path("content").path("application/json");
		assertThat(json.path("schema").path("$ref").asString()).isEqualTo("#/components/schemas/StatusReport");
		assertThat(json.path("examples").path("BEHIND").path("$ref").asString())
				.isEqualTo("#/components/examples/BEHIND");
	}

	@ParameterizedTest
	@CsvSource({ "/db-status, 200 304 400 401 404 503", "/components/db-status, 200 304 400 401 503",
			"/components/{name}/db-status, 200 304 400 401 404 503", "/components/{name}/badge, 200 304 400 401 404",
			"/components/{name}/revisions, 200 304 400 401 404 503",
			"/components/{name}/revisions/{id}, 200 304 400 401 404 409 503",
			"/components/{name}/graph, 200 304 400 401 404 503",
			"/components/{name}/graph.svg, 200 304 400 401 404 503" })
	void theApiDescriptionTellsOfEveryAnswer(String path, String codes) {
		JsonNode answers = this.http.json("/v3/api-docs").path("paths").path(path).path("get").path("responses");
		assertThat(answers.propertyNames()).containsExactlyInAnyOrder(codes.split(" "));
	}

}

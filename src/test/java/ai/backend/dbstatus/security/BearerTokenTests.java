package ai.backend.dbstatus.security;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import ai.backend.dbstatus.testsupport.RawHttp;
import ai.backend.dbstatus.testsupport.RawHttp.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A service that wants a token, taken from a file.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = {
		"db-status.workdir=src/test/resources/samples",
		"db-status.components.manager.url=sqlite:///nowhere/at-all.db" })
@ExtendWith(OutputCaptureExtension.class)
class BearerTokenTests {

	private static final String TOKEN = "tok.3n-_~+/S3cr3tMarker==";

	@TempDir
	static Path directory;

	@LocalServerPort
	private int port;

	private RawHttp http;

	@DynamicPropertySource
	static void token(DynamicPropertyRegistry registry) throws IOException {
		Path file = Files.writeString(directory.resolve("token"), TOKEN + "\n");
		registry.add("db-status.security.token-file", file::toString);
	}

	@BeforeEach
	void connect() {
		this.http = new RawHttp(this.port);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/db-status", "/components", "/components/manager/db-status", "/components/db-status",
			"/components/nobody/db-status", "/nowhere", "/error", "/actuator", "/actuator/health",
			"/actuator/health/deploy",
			"/actuator/health/dbStatus/manager", "/actuator/health/liveness/x", "/actuator/health/livenessx",
			"/actuator/prometheus", "/actuator/info", "/v3/api-docs", "/swagger-ui",
			"/swagger-ui/x/y",
			"/actuator/health/liveness/../deploy" })
	void nothingIsSaidToStrangers(String path) {
		for (String method : new String[]{ "GET", "HEAD", "POST", "OPTIONS" }) {
			Answer answer = this.http.send(method + " " + path + " HTTP/1.1");
			assertThat(answer.code()).as(method).isIn(path.contains("..") ? 400 : 401, 401);
			assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
		}
	}

	@ParameterizedTest
	@CsvSource({ "/, overview.js", "/components/manager/, graph.js", "/components/nobody/, graph.js",
			"/page/page.css, :root", "/swagger-ui/index.html, swagger-initializer.js",
			"/swagger-ui/swagger-initializer.js, Authorization", "/?status=ERROR, overview.js" })
	void aBrowserIsGivenAPageThatKnowsNothingAndAsksForTheToken(String path, String content) {
		Answer answer = this.http.send("GET " + path + " HTTP/1.1",
				"Accept: text/html,application/xhtml+xml,*/*;q=0.8");
		assertThat(answer.code()).isEqualTo(200);
		assertThat(answer.body()).contains(content).doesNotContain("manager", "nobody", "S3cr3t");
		assertThat(answer.header("Content-Security-Policy")).contains("script-src 'self'").doesNotContain("sandbox");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/?format=text", "/components/manager", "/components/manager/?format=mermaid",
			"/components/manager/graph", "/components", "/nowhere", "/v3/api-docs" })
	void aBrowserIsToldNothingElse(String path) {
		assertThat(this.http.send("GET " + path + " HTTP/1.1", "Accept: text/html").code()).isEqualTo(401);
	}

	@Test
	void aStrangerIsToldWhatIsWanted() {
		Answer answer = this.http.send("GET /db-status HTTP/1.1");
		assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"db-status\"");
		assertThat(answer.header("Set-Cookie")).isEmpty();
		assertThat(answer.body()).contains("\"status\":401");
	}

	@ParameterizedTest
	@ValueSource(strings = { "Bearer", "Bearer ", "Bearer x", "Bearer tok.3n-_~+/S3cr3tMarker=",
			"Bearer tok.3n-_~+/S3cr3tMarker===", "Bearer TOK.3n-_~+/S3cr3tMarker==", "Basic dXNlcjpwYXNzd29yZA==",
			"tok.3n-_~+/S3cr3tMarker==", "Digest tok.3n-_~+/S3cr3tMarker==",
			"Bearer x, Bearer tok.3n-_~+/S3cr3tMarker==" })
	void anotherTokenIsNoToken(String authorization) {
		Answer answer = this.http.send("GET /db-status HTTP/1.1", "Authorization: " + authorization);
		assertThat(answer.code()).isEqualTo(401);
		assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer realm=\"db-status\"");
		assertThat(answer.body()).doesNotContain("S3cr3t");
	}

	@ParameterizedTest
	@ValueSource(strings = { "?token=tok.3n-_~+/S3cr3tMarker==", "?access_token=tok.3n-_~+/S3cr3tMarker==" })
	void aTokenInTheQueryIsNotLookedAt(String query) {
		assertThat(this.http.send("GET /db-status" + query + " HTTP/1.1").code()).isEqualTo(401);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/components", "/v3/api-docs", "/actuator/prometheus", "/actuator/info" })
	void whoShowsTheTokenIsAnswered(String path, CapturedOutput output) {
		for (String scheme : new String[]{ "Bearer", "bearer", "BEARER" }) {
			Answer answer = this.http.send("GET " + path + " HTTP/1.1", "Authorization: " + scheme + " " + TOKEN);
			assertThat(answer.code()).isEqualTo(200);
			assertThat(answer.header("Set-Cookie")).isEmpty();
			assertThat(answer.body()).doesNotContain("S3cr3t");
		}
		assertThat(output).doesNotContain("S3cr3t").doesNotContain("generated security password");
	}

	@Test
	void theTokenDoesNotMakeAPathGood() {
		assertThat(this.http.send("GET /nowhere HTTP/1.1", "Authorization: Bearer " + TOKEN).code()).isEqualTo(404);
		assertThat(this.http.send("POST /db-status HTTP/1.1", "Authorization: Bearer " + TOKEN).code()).isEqualTo(405);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/actuator/health/liveness", "/actuator/health/readiness" })
	void probesNeedNoToken(String path) {
		assertThat(this.http.send("GET " + path + " HTTP/1.1").code()).isEqualTo(200);
	}

}

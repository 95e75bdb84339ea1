package ai.backend.dbstatus.security;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import ai.backend.dbstatus.testsupport.Pause;
import ai.backend.dbstatus.testsupport.RawHttp;
import ai.backend.dbstatus.testsupport.RawHttp.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * What nobody sends who means well, byte by byte. No component needs a database for it.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = {
		"db-status.workdir=src/test/resources/samples", "db-status.components.manager.url=sqlite:///nowhere/at-all.db",
		"db-status.wait.max-duration=1s", "server.tomcat.connection-timeout=3s" })
class HostileRequestTests {

	@LocalServerPort
	private int port;

	private RawHttp http;

	@BeforeEach
	void connect() {
		this.http = new RawHttp(this.port);
	}

	private static Answer isProblem(Answer answer, int... codes) {
		assertThat(codes).as(answer.head() + answer.body()).contains(answer.code());
		assertThat(answer.header("Content-Type")).as(answer.head()).startsWith("application/problem+json");
		assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
		assertThat(answer.body()).contains("\"status\":" + answer.code())
				.doesNotContain("Exception")
				.doesNotContain("org.")
				.doesNotContain("Tomcat")
				.doesNotContain("<html");
		assertThat(answer.header("Server")).isEmpty();
		assertThat(answer.header("Set-Cookie")).isEmpty();
		return answer;
	}

	@ParameterizedTest
	@ValueSource(strings = { "..%2f..%2fetc", "%2e%2e%2f%2e%2e", "%2e%2e/%2e%2e", "../..", "..\\..", "..%5c..", "a%00b",
			"a;b=c", "%3b", "a//b", "%2f", "%252e%252e%252f", "%ff%fe", "%c0%ae%c0%ae", "\u00ff\u00fe", "a%0d%0ab",
			"a%zz",
			"a b", "<script>", "%3Cscript%3E", "{name}", "manager%20", "Manager", ".", "a?b", "'%20OR%201=1",
			"$%7Bx%7D" })
	void noNameLeadsOutOfItsPlace(String name) {
		isProblem(this.http.send("GET /components/" + name + "/db-status HTTP/1.1"), 400, 404);
		isProblem(this.http.send("GET /components/" + name + "/revisions HTTP/1.1"), 400, 404);
		isProblem(this.http.send("GET /actuator/health/dbStatus/" + name + "/x HTTP/1.1"), 400, 404);
		isProblem(this.http.send("GET /" + name + "/application.yml HTTP/1.1"), 400, 404);
	}

	@ParameterizedTest
	@ValueSource(ints = { 64, 1000, 7000, 20_000, 1_000_000 })
	void anOverlongNameIsRefused(int length) {
		isProblem(this.http.send("GET /components/" + "a".repeat(length) + "/db-status HTTP/1.1"), 400, 404);
	}

	@ParameterizedTest
	@ValueSource(strings = { "format=%00", "format=", "format=xml", "format=json%0d%0aX:%20y", "pendingLimit=%zz",
			"pendingLimit=-1", "pendingLimit=1e9", "pendingLimit=99999999999999999999", "pendingLimit=%F0%9F%92%A9",
			"pendingLimit=", "pendingLimit=0x10", "a[]={}|", "%zz=1", "=%" })
	void noParameterHarms(String query) {
		isProblem(this.http.send("GET /components/manager/db-status?" + query + " HTTP/1.1"), 400);
	}

	@Test
	void tooManyMediaTypesAreRefused() {
		String fifty = String.join(",", IntStream.range(0, 50).mapToObj((i) -> "text/a" + i).toList());
		isProblem(this.http.send("GET /db-status HTTP/1.1", "Accept: " + fifty), 406);
		isProblem(this.http.send("GET /db-status HTTP/1.1", "Accept: " + fifty + ",*/*"), 406);
		isProblem(this.http.send("GET /db-status HTTP/1.1", "Accept: " + fifty, "Accept: */*"), 406);
	}

	@Test
	void aRequestThatArrivesByteByByteIsNotWaitedFor() throws Exception {
		try (Socket socket = new Socket("localhost", this.port)) {
			socket.setSoTimeout(60_000);
			Thread sender = Thread.ofVirtual().start(() -> trickle(socket));
			assertThat(answer(socket)).isEmpty();
			sender.join();
		}
	}

	private static byte[] answer(Socket socket) throws SocketTimeoutException {
		try {
			return socket.getInputStream().readAllBytes();
		}
		catch (SocketTimeoutException ex) {
			throw ex;
		}
		catch (IOException ex) {
			return new byte[0];
		}
	}

	/** Until the other side has closed the connection. */
	private static void trickle(Socket socket) {
		try {
			socket.getOutputStream().write("GET /db-status HTTP/1.1\r\nX: ".getBytes(StandardCharsets.UTF_8));
			while (true) {
				socket.getOutputStream().write('x');
				Pause.ofMillis(100);
			}
		}
		catch (IOException | InterruptedException ex) {
			// what this waits for
		}
	}

	@Test
	void tooManyParametersAreRefused() {
		String query = String.join("&", IntStream.range(0, 500).mapToObj((i) -> "a" + i + "=1").toList());
		isProblem(this.http.send("GET /components/manager/db-status?" + query + " HTTP/1.1"), 400);
	}

	@ParameterizedTest
	@ValueSource(strings = { "POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND", "FOO", "get" })
	void nothingButReadingIsPossible(String method) {
		for (String path : List.of("/db-status", "/components/db-status", "/components", "/components/manager/graph",
				"/actuator/health/liveness", "/actuator/prometheus", "/v3/api-docs")) {
			isProblem(this.http.send(method + " " + path + " HTTP/1.1"), 405);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "/components/manager/db-status", "/components/manager/revisions" })
	void scriptsAreAllThatCanBeSent(String path) {
		isProblem(this.http.send("POST " + path + " HTTP/1.1"), 415);
		isProblem(this.http.send("PUT " + path + " HTTP/1.1"), 405);
	}

	static Stream<byte[]> noise() {
		return Stream.of("GET\r\n\r\n", "\r\n\r\n\r\n", "GET /db-status\r\n\r\n",
				"GET /db-status HTTP/9.9\r\nHost: x\r\n\r\n",
				"GET /db-status HTTP/1.1\r\n\r\n", "GET /db-status HTTP/1.1\r\nHost: a b\r\n\r\n",
				"GET /db-status HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n",
				"GET /db-status HTTP/1.1\r\nHost: x\r\nContent-Length: abc\r\n\r\n",
				"GET /db-status HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
				"GET /db-status HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: foo\r\n\r\n",
				"GET /db-status HTTP/1.1\r\nHost: x\r\nX: " + "a".repeat(9000) + "\r\n\r\n",
				"GET /db-status HTTP/1.1\r\nHost: x\r\n" + "X: y\r\n".repeat(1000) + "\r\n",
				"GET /db-status HTTP/1.1\r\nHost: x\r\nA\u0000B: c\r\n\r\n",
				"GET /db-status HTTP/1.1\r\nHost: x\r\n folded: c\r\n\r\n",
				"CONNECT a:80 HTTP/1.1\r\nHost: a:80\r\n\r\n",
				"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\r\n\r\n",
				"*1\r\n$4\r\nPING\r\n\r\n").map((text) -> text.getBytes(StandardCharsets.ISO_8859_1));
	}

	@ParameterizedTest
	@MethodSource
	void noise(byte[] request) {
		Answer answer = this.http.send(request);
		// Nothing at all is an answer to empty lines, and to HTTP/0.9.
		if (answer.code() != 0) {
			isProblem(answer, 400, 404, 431, 501, 505);
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "Accept: image/png | 406", "Accept: nonsense | 406", "Accept: ;;; | 406",
			"Accept: text/plain;q=7 | 406", "Accept: \u0085 | 406", "If-None-Match: \"\"\" | 503",
			"Range: bytes=0-1 | 503",
			"Accept-Language: \u00ff | 503", "Content-Type: ///// | 503", "Authorization: Bearer x | 503",
			"X-HTTP-Method-Override: DELETE | 503", "X-Forwarded-Prefix: //evil | 503", "Origin: http://evil | 503",
			"Expect: 200-ok | 417", "Upgrade: h2c | 503" })
	void noHeaderHarms(String header, int code) {
		Answer answer = this.http.send("GET /components/manager/db-status HTTP/1.1", header);
		if (code == 503) {
			assertThat(answer.code()).isEqualTo(503);
			assertThat(answer.body()).startsWith("{\"component\":\"manager\",\"status\":\"ERROR\"");
			assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
		}
		else {
			isProblem(answer, code);
		}
	}

	@Test
	void aBodyIsNotListenedTo() {
		String head = "POST /components/manager/db-status HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
				+ "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 10000000\r\n\r\n";
		isProblem(this.http.send((head + "a=1&".repeat(2_500_000)).getBytes(StandardCharsets.ISO_8859_1)), 400, 405,
				413);
	}

	@ParameterizedTest
	@ValueSource(strings = { "env", "beans", "heapdump", "threaddump", "configprops", "loggers", "mappings", "shutdown",
			"metrics", "httpexchanges", "caches", "scheduledtasks", "conditions", "logfile", "startup", "sbom" })
	void noOtherEndpointIsThere(String endpoint) {
		isProblem(this.http.send("GET /actuator/" + endpoint + " HTTP/1.1"), 404);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/components", "/components/manager/db-status", "/actuator/prometheus", "/v3/api-docs",
			"/nowhere" })
	void browsersAreToldToDoNothingWithData(String path) {
		Answer answer = this.http.send("GET " + path + " HTTP/1.1");
		assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
		assertThat(answer.header("Content-Security-Policy")).contains("default-src 'none'")
				.contains("frame-ancestors 'none'");
		assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
		assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
		assertThat(answer.header("Set-Cookie")).isEmpty();
	}

	@Test
	void theDocumentationMayRunItsOwnScripts() {
		Answer answer = this.http.send("GET /swagger-ui/index.html HTTP/1.1");
		assumeThat(answer.code()).isEqualTo(200);
		assertThat(answer.header("Content-Security-Policy")).contains("script-src 'self'")
				.contains("frame-ancestors 'none'");
	}

	@Test
	void theErrorPageIsNoResource() {
		isProblem(this.http.send("GET /error HTTP/1.1"), 404);
		isProblem(this.http.send("GET /nowhere HTTP/1.1", "Accept: text/html"), 404);
	}

}

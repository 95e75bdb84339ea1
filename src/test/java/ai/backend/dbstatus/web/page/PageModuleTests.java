package ai.backend.dbstatus.web.page;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import ai.backend.dbstatus.testsupport.Browser;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIf;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs {@code page-tests/*.test.js}, the tests of the page's modules that know no document, in a worker of a real browser.
 */
@EnabledIf(value = "ai.backend.dbstatus.testsupport.Browser#isInstalled", disabledReason = "There is no Chromium with its driver")
class PageModuleTests {

	@SuppressWarnings("NullAway.Init")
	private static HttpServer server;

	@SuppressWarnings("NullAway.Init")
	private static Browser browser;

	@BeforeAll
	static void start() throws IOException {
		server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		server.createContext("/", PageModuleTests::answer);
		server.start();
		browser = new Browser();
	}

	@AfterAll
	static void stop() {
		browser.close();
		server.stop(0);
	}

	/** An empty page, and the modules that it loads. */
	private static void answer(HttpExchange exchange) throws IOException {
		try (exchange) {
			String path = exchange.getRequestURI().getPath();
			Resource file = new ClassPathResource(
					path.replaceFirst("^/page/", "static/page/").replaceFirst("^/tests/", "page-tests/"));
			byte[] body = path.endsWith(".js")
					? file.getContentAsByteArray()
					: "<!doctype html>".getBytes(StandardCharsets.UTF_8);
			exchange.getResponseHeaders().set("Content-Type", path.endsWith(".js") ? "text/javascript" : "text/html");
			exchange.sendResponseHeaders(200, body.length);
			exchange.getResponseBody().write(body);
		}
	}

	@TestFactory
	Stream<DynamicContainer> modules() throws IOException {
		Resource[] files = new PathMatchingResourcePatternResolver().getResources("classpath:page-tests/*.test.js");
		assertThat(files).isNotEmpty();
		return Arrays.stream(files)
				.map(Resource::getFilename)
				.map(Objects::requireNonNull)
				.sorted()
				.map((file) -> DynamicContainer.dynamicContainer(file, tests(file).stream()));
	}

	private static List<DynamicTest> tests(String file) {
		browser.open("http://localhost:" + server.getAddress().getPort() + "/");
		Object results = browser.asyncScript(
				"""
						const done = arguments[arguments.length - 1];
						const worker = new Worker('/tests/worker.js', { type: 'module' });
						worker.onmessage = ({ data }) => done(data);
						worker.onerror = (event) =>
							done([{ name: 'worker.js is loaded', error: event.message ?? 'It is not' }]);
						worker.postMessage('./%s');
						"""
						.formatted(file));
		assertThat(results).asInstanceOf(InstanceOfAssertFactories.LIST).as(file).isNotEmpty();
		return ((List<?>) Objects.requireNonNull(results)).stream()
				.map((result) -> (Map<?, ?>) result)
				.map((result) -> DynamicTest.dynamicTest(String.valueOf(result.get("name")),
						() -> assertThat(result.get("error")).isNull()))
				.toList();
	}

}

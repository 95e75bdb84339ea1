package ai.backend.dbstatus.web.page;

import java.nio.file.Path;
import java.util.Map;

import ai.backend.dbstatus.testsupport.Browser;
import ai.backend.dbstatus.testsupport.SampleDatabases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * Makes the picture of the README anew, of the samples: {@code ./mvnw test -Dtest=ScreenshotTests
 * -Ddbstatus.screenshot=src/docs/images/status-page.png}.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@EnabledIf(value = "ai.backend.dbstatus.testsupport.Browser#isInstalled", disabledReason = "There is no Chromium with its driver")
@EnabledIfSystemProperty(named = "dbstatus.screenshot", matches = ".+")
class ScreenshotTests {

	@LocalServerPort
	private int port;

	@DynamicPropertySource
	static void samples(DynamicPropertyRegistry registry) {
		SampleDatabases.start().properties().forEach((key, value) -> registry.add(key, () -> value));
	}

	@Test
	void theStatusPage() {
		try (Browser browser = new Browser()) {
			browser.resize(1400, 1050);
			browser.command("Emulation.setScrollbarsHidden", Map.of("hidden", true));
			browser.prefer("light");
			browser.open("http://localhost:" + this.port + "/");
			browser.await("all cards", () -> browser.all(".card .position").size() == 5);
			browser.find("#connection[data-state=live]");
			browser.screenshot(Path.of(System.getProperty("dbstatus.screenshot")));
		}
	}

}

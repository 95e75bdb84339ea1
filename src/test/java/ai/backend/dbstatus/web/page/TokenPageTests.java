package ai.backend.dbstatus.web.page;

import java.util.List;

import ai.backend.dbstatus.testsupport.Browser;
import ai.backend.dbstatus.testsupport.Http;
import ai.backend.dbstatus.testsupport.SampleDatabases;
import ai.backend.dbstatus.testsupport.TestPostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.openqa.selenium.Keys;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The pages of a service that wants a token, in a real browser.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@EnabledIf(value = "ai.backend.dbstatus.testsupport.Browser#isInstalled", disabledReason = "There is no Chromium with its driver")
class TokenPageTests {

	private static final String TOKEN = "pages.T0ken-of-this-test";

	private static Browser browser;

	@LocalServerPort
	private int port;

	@DynamicPropertySource
	static void samples(DynamicPropertyRegistry registry) {
		SampleDatabases.start().properties().forEach((key, value) -> registry.add(key, () -> value));
		registry.add("db-status.security.token", () -> TOKEN);
	}

	@BeforeAll
	static void start() {
		browser = new Browser();
	}

	@AfterAll
	static void stop() {
		browser.close();
	}

	@BeforeEach
	void forget() {
		browser.resize(1280, 900);
		open("/");
		browser.script("sessionStorage.clear()");
	}

	private void open(String path) {
		browser.open("http://localhost:" + this.port + path);
	}

	private static void give(String token) {
		browser.find("#token:not([hidden])");
		browser.find("#token-field").sendKeys(token + Keys.ENTER);
	}

	@Test
	void thePageAsksForTheTokenAndSaysNothingElseIsWrong() {
		open("/");
		assertThat(browser.text("#token:not([hidden])")).contains("This service wants a token.");
		assertThat(browser.text("#connection")).isEqualTo("Token wanted");
		assertThat(browser.all("#lost:not([hidden])")).isEmpty();
		assertThat(browser.all(".entry")).isEmpty();
		assertThat(browser.violations()).isEqualTo(List.of());
	}

	@Test
	void aWrongTokenIsCalledWrongAndAskedForAgain() {
		open("/");
		give("another.T0ken-altogether");
		browser.find("#token-words", "That is not the token of this service."::equals);
		give(TOKEN);
		browser.find(".card[data-component=manager][data-status=BEHIND]");
	}

	@Test
	void theDescriptionOfTheApiAsksForTheTokenAndSendsItWithWhatIsTried() {
		open("/swagger-ui.html");
		browser.find("#token input").sendKeys("another.T0ken-altogether" + Keys.ENTER);
		browser.find("#token label", (text) -> text.startsWith("That is not the token of this service."));
		assertThat(browser.all(".opblock")).isEmpty();
		browser.find("#token input").sendKeys(TOKEN + Keys.ENTER);
		browser.find("#operations-Status-defaultStatus .opblock-summary-control").click();
		browser.find("#operations-Status-defaultStatus .try-out__btn").click();
		browser.find("#operations-Status-defaultStatus .execute").click();
		browser.find("#operations-Status-defaultStatus .live-responses-table .response-col_status",
				(text) -> text.startsWith("200"));
		open("/swagger-ui/index.html");
		browser.find(".opblock");
		assertThat(browser.all("#token")).isEmpty();
		assertThat(browser.all(".topbar, .download-url-input")).isEmpty();
	}

	@Test
	void theTokenServesAllPagesOfTheTabAndTheStream() {
		open("/components/manager/");
		give(TOKEN);
		browser.find(".row", (text) -> text.startsWith("ghi789jkl012"));
		browser.find("#connection[data-state=live]");
		browser.find("nav a").click();
		browser.find(".card[data-component=manager][data-status=BEHIND]");
		browser.find("#connection[data-state=live]");
		TestPostgres.shared().execute("manager", "UPDATE alembic_version SET version_num = 'ghi789jkl012'");
		try {
			new Http(this.port).get("/components/manager/db-status", "Authorization", "Bearer " + TOKEN);
			browser.find(".line[data-component=manager][data-status=UP_TO_DATE]");
		}
		finally {
			TestPostgres.shared().execute("manager", "UPDATE alembic_version SET version_num = 'abc123def456'");
		}
		assertThat(browser.script("return document.cookie + location.href")).asString().doesNotContain(TOKEN);
	}

}

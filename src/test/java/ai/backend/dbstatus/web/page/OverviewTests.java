package ai.backend.dbstatus.web.page;

import java.nio.file.Path;
import java.util.List;

import ai.backend.dbstatus.testsupport.Browser;
import ai.backend.dbstatus.testsupport.Http;
import ai.backend.dbstatus.testsupport.RecordedProject;
import ai.backend.dbstatus.testsupport.TestPostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.WebElement;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The overview of many components, in a terminal and in a real browser.
 */
@DirtiesContext
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = {
		"db-status.builtin-components=false", "db-status.monitor.interval=2s" })
class OverviewTests {

	private static final RecordedProject PROJECT = RecordedProject.manager();

	private static final int MANY = 300;

	@TempDir
	static Path directory;

	@LocalServerPort
	private int port;

	private static String id(int pending) {
		return PROJECT.history().get(pending);
	}

	@DynamicPropertySource
	static void components(DynamicPropertyRegistry registry) throws Exception {
		PROJECT.write(directory);
		TestPostgres postgres = TestPostgres.shared();
		String current = postgres.createStampedDatabase("overview0", id(0));
		String behind = postgres.createStampedDatabase("overview2", id(2));
		String further = postgres.createStampedDatabase("overview5", id(5));
		for (int i = 0; i < MANY; i++) {
			add(registry, "unit-%03d".formatted(i), (i == 150) ? behind : current);
		}
		add(registry, "billing-staging", current);
		add(registry, "billing-canary", behind);
		add(registry, "billing-production", further);
		for (String environment : List.of("staging", "canary", "production")) {
			registry.add("db-status.components.billing-" + environment + ".group", () -> "billing");
			registry.add("db-status.components.billing-" + environment + ".environment", () -> environment);
		}
	}

	private static void add(DynamicPropertyRegistry registry, String name, String url) {
		String prefix = "db-status.components." + name + ".";
		registry.add(prefix + "alembic-config", () -> directory.resolve("alembic.ini").toString());
		registry.add(prefix + "script-location", () -> directory.resolve("migrations").toString());
		registry.add(prefix + "url", () -> url);
	}

	private String terminal(String query) {
		return new Http(this.port).get("/" + query)
				.body()
				.replaceAll("for \\d+ (s|min)", "for 1 s")
				.replace("127.0.0.1:" + this.port, "HOST");
	}

	@Test
	void aTerminalGetsALineAComponentTheWorstFirst() {
		String text = terminal("?group=billing");
		assertThat(text).isEqualTo(
				"""
						⚠️ 2 of 3 need attention: 2 Behind, 1 Up-to-date

						⚠️ billing-canary      canary      Behind      for 1 s  26.12.0  2 migrations pending.
						⚠️ billing-production  production  Behind      for 1 s  26.11.0  5 migrations pending.
						✅ billing-staging     staging     Up-to-date  for 1 s  26.12.0  %s

						curl 'http://HOST/components/billing-canary/db-status?format=text'  # what to do about billing-canary
						curl 'http://HOST/?status=BEHIND'                                   # only these
						curl 'http://HOST/?q=TEXT'                                          # those with a text
						curl 'http://HOST/components/db-status'                             # all reports as JSON
						"""
						.formatted(id(0)));
		assertThat(terminal("").lines().limit(5)).anyMatch((line) -> line.startsWith("⚠️ unit-150"));
	}

	@Test
	void aTerminalChooses() {
		assertThat(terminal("?q=UNIT-15&status=BEHIND").lines().skip(2).findFirst().orElseThrow())
				.startsWith("⚠️ unit-150");
		assertThat(terminal("?q=nowhere")).startsWith("No component is as asked.");
		assertThat(new Http(this.port).get("/?environment=productoin").body())
				.contains(
						"The parameter 'environment' must be an environment of a component, as canary, production, staging.");
		assertThat(new Http(this.port).get("/?qq=a").statusCode()).isEqualTo(400);
	}

	@Test
	void reportsAndComponentsAreChosenTheSameWay() {
		Http http = new Http(this.port);
		assertThat(http.json("/components/db-status?group=billing&status=BEHIND").at("/components")).hasSize(2);
		assertThat(http.json("/components/db-status?environment=production,canary&pendingLimit=0")
				.at("/components/1/pendingCount")
				.asInt()).isEqualTo(5);
		assertThat(http.json("/components?q=billing&environment=staging").at("/components/0/name").asString())
				.isEqualTo("billing-staging");
		http.get("/components/unit-150/db-status");
		assertThat(http.json("/components?status=BEHIND&q=unit").at("/components/0/last/pendingCount").asInt())
				.isEqualTo(2);
	}

	@Test
	void whatIsNotShownKeepsAGateShut() {
		Http http = new Http(this.port);
		assertThat(http.get("/components/db-status?group=billing&status=UP_TO_DATE&expect=UP_TO_DATE").statusCode())
				.isEqualTo(503);
		assertThat(http.get("/components/db-status?environment=staging&expect=UP_TO_DATE").statusCode()).isEqualTo(200);
		assertThat(http.get("/components/db-status?q=nowhere&expect=UP_TO_DATE").statusCode()).isEqualTo(400);
		assertThat(http.get("/components/db-status?group=biling&expect=UP_TO_DATE").statusCode()).isEqualTo(400);
		assertThat(http.get("/components/unit-000/db-status?group=billing").statusCode()).isEqualTo(400);
	}

	@Test
	void anUnknownComponentNamesTheNearOnesOnly() {
		assertThat(new Http(this.port).get("/components/billing-prodution/db-status").body())
				.contains("near it are billing-production; /components lists all 303.")
				.doesNotContain("unit-");
		assertThat(new Http(this.port).json("/components/unit-1500/db-status").at("/components")).hasSize(10);
	}

	@Test
	void theLastChangesTellWhatWasApplied() {
		Http http = new Http(this.port);
		String url = "/components/billing-canary/";
		http.get(url + "db-status");
		TestPostgres.shared().execute("overview2", "UPDATE alembic_version SET version_num = '" + id(0) + "'");
		try {
			assertThat(http.json(url + "db-status").at("/since").asString())
					.isEqualTo(http.json(url + "changes").at("/changes/0/at").asString());
			var change = http.json(url + "changes?limit=1").at("/changes/0");
			assertThat(change.at("/statusBefore").asString()).isEqualTo("BEHIND");
			assertThat(change.at("/status").asString()).isEqualTo("UP_TO_DATE");
			assertThat(change.at("/applied/1/revision").asString()).isEqualTo(id(0));
			assertThat(change.at("/appliedCount").asInt()).isEqualTo(2);
			assertThat(change.at("/applied/0/ageSeconds").isNumber()).isTrue();
			assertThat(change.at("/reverted")).isEmpty();
		}
		finally {
			TestPostgres.shared().execute("overview2", "UPDATE alembic_version SET version_num = '" + id(2) + "'");
		}
		http.get(url + "db-status");
		assertThat(http.json(url + "changes").at("/changes/0/reverted/0/revision").asString()).isEqualTo(id(0));
	}

	@Nested
	@EnabledIf(value = "ai.backend.dbstatus.testsupport.Browser#isInstalled", disabledReason = "There is no Chromium with its driver")
	class InABrowser {

		@SuppressWarnings("NullAway.Init")
		private static Browser browser;

		@BeforeAll
		static void start() {
			browser = new Browser();
		}

		@AfterAll
		static void stop() {
			browser.close();
		}

		private void open(String query) {
			browser.resize(1280, 900);
			browser.open("http://localhost:" + OverviewTests.this.port + "/" + query);
			browser.find("#connection[data-state=live]");
			browser.await("all were checked", () -> !browser.all("#tally .count").isEmpty()
					&& browser.all(".entry[data-status='']").isEmpty());
		}

		@Test
		void theBadOnesAreSeenAndTheOthersFolded() {
			open("");
			assertThat(browser.all("#tally .count").stream().map((count) -> count.getText().replace('\n', ' ')))
					.containsExactly("3 Behind", "300 Up-to-date");
			assertThat(browser.all("#cards .entry")).hasSize(2);
			assertThat(browser.text("#good-count")).isEqualTo("299 components up-to-date");
			assertThat(browser.all(".line")).isEmpty();
		}

		@Test
		void whatIsOutOfSightIsNotMade() {
			open("?good=open");
			browser.find(".line");
			assertThat(browser.all(".line").size()).isLessThan(200);
			browser.script("scrollTo(0, 1e6)");
			browser.find(".line[data-component=unit-299]");
		}

		@Test
		void aFilterStandsInTheAddressAndComesBackFromIt() {
			open("");
			browser.find("#tally .count[data-status=BEHIND]").click();
			browser.find("#tally .count[data-status=BEHIND][aria-pressed=true]");
			browser.find("#words").sendKeys("unit-15");
			browser.await("one left", () -> browser.all(".entry").size() == 1);
			assertThat(browser.script("return location.search")).isEqualTo("?q=unit-15&status=BEHIND");
			open("?q=unit-15&status=BEHIND");
			assertThat(browser.all(".entry")).hasSize(1);
			assertThat(browser.find("#words").getAttribute("value")).isEqualTo("unit-15");
			browser.find("#clear").click();
			browser.await("all again", () -> browser.all("#cards .entry").size() == 2);
			browser.script("history.back()");
			browser.await("the filter again", () -> browser.all(".entry").size() == 1);
		}

		@Test
		void aGroupShowsItsEnvironmentsSideBySideAndWhatSeparatesThem() {
			open("?group=billing");
			assertThat(browser.all(".member .place").stream().map(WebElement::getText)).containsExactly("staging",
					"canary", "production");
			assertThat(browser.text(".member[data-component=billing-production]")).contains("Behind", "26.11.0", id(5));
			assertThat(browser.all(".between").stream().map(WebElement::getText)).containsExactly(
					"canary has 2 migrations more pending", "production has 3 migrations more pending");
			browser.all(".between summary").get(1).click();
			browser.find(".revisions-between", (text) -> text.contains("3 migrations pending only in production")
					&& text.contains(id(4)));
			browser.find(".member[data-component=billing-canary] button").click();
			browser.find(".card[data-component=billing-canary] .action");
			assertThat(browser.script("return location.search")).isEqualTo("?group=billing&open=billing-canary");
			assertThat(browser.violations()).isEqualTo(List.of());
			assertThat(browser.errors()).isEmpty();
		}

		@Test
		void aLineUnfoldsToACardAndFoldsAgain() {
			open("?q=unit-000");
			browser.find(".line button").click();
			browser.find(".card[data-component=unit-000] .position");
			browser.find(".card[data-component=unit-000] .fold").click();
			browser.find(".line[data-component=unit-000]");
			assertThat(browser.violations()).isEqualTo(List.of());
		}

		@Test
		void aPhoneNeedsNoSidewaysScrolling() {
			open("?group=billing&open=billing-canary&good=open");
			browser.resize(390, 844);
			assertThat(browser.script("return document.documentElement.scrollWidth")).isEqualTo(390L);
		}

	}

}

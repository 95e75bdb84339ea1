package ai.backend.dbstatus.web.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import ai.backend.dbstatus.testsupport.Browser;
import ai.backend.dbstatus.testsupport.Http;
import ai.backend.dbstatus.testsupport.RecordedProject;
import ai.backend.dbstatus.testsupport.SampleDatabases;
import ai.backend.dbstatus.testsupport.TestPostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The status page in a real browser, on the sample components and on a history of a real project's shape.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@EnabledIf(value = "ai.backend.dbstatus.testsupport.Browser#isInstalled", disabledReason = "There is no Chromium with its driver")
class StatusPageTests {

	private static final RecordedProject MANAGER = RecordedProject.manager();

	private static final int PENDING = 6;

	@TempDir
	static Path directory;

	private static Browser browser;

	@LocalServerPort
	private int port;

	@DynamicPropertySource
	static void components(DynamicPropertyRegistry registry) throws IOException {
		SampleDatabases.start().properties().forEach((key, value) -> registry.add(key, () -> value));
		Path project = Files.createDirectories(directory.resolve("core"));
		MANAGER.write(project);
		String url = TestPostgres.shared().createStampedDatabase("core", MANAGER.history().get(PENDING));
		registry.add("db-status.components.core.title", () -> "Core");
		registry.add("db-status.components.core.alembic-config", () -> project.resolve("alembic.ini").toString());
		registry.add("db-status.components.core.script-location", () -> project.resolve("migrations").toString());
		registry.add("db-status.components.core.url", () -> url);
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
	void begin() {
		browser.resize(1280, 900);
		browser.prefer("light");
	}

	private void open(String path) {
		browser.open("http://localhost:" + this.port + path);
	}

	private void openGraph(String component) {
		open("/components/" + component + "/");
		browser.find(".row");
	}

	private void openOverview() {
		open("/");
		browser.await("a status on each", () -> browser.all(".entry[data-status]").size() == 7
				&& browser.all(".card .position").size() == 6);
		browser.find("#connection[data-state=live]");
	}

	@Test
	void everyStatusIsShownInWordsAndByAShape() {
		openOverview();
		Map<String, String> words = Map.of("manager", "Behind", "accountmgr", "No revision", "appproxy", "Up-to-date",
				"billing", "Diverged", "reports", "Unrecognized", "archive", "Error");
		words.forEach((component, word) -> {
			WebElement card = browser.find(".entry[data-component=" + component + "]");
			assertThat(card.getText()).contains(word);
		});
		assertThat(browser.script("return new Set([...document.querySelectorAll('.entry .badge')].map((badge) => "
				+ "[...badge.querySelectorAll('path')].map((path) => path.getAttribute('d')).join())).size"))
				.isEqualTo(6L);
	}

	@Test
	void aCardSaysWhereTheDatabaseIsAndWhatToDo() {
		openOverview();
		String text = browser.text(".card[data-component=manager]");
		assertThat(text).contains("2 migrations pending.", "abc123def456 Add session status field",
				"ghi789jkl012 Add session priority", "def456ghi789 26.8.0 2026-02-03", "Add domain fair share",
				"Run /db-migrate to apply pending migrations.", "./py -m alembic -c alembic.ini upgrade head",
				"Checked");
	}

	@Test
	void theTabTellsTheWorstStatus() {
		openOverview();
		browser.await("the title", () -> browser.title().equals("❌ Error · 6 of 7 need attention"));
		assertThat(browser.find("link[rel=icon]").getAttribute("href")).endsWith("/page/icon-error.svg");
	}

	@Test
	void aChangeAppearsWithoutAReload() {
		openOverview();
		browser.script("window.marker = 'still here'");
		try {
			migrate("ghi789jkl012");
			browser.find(".line[data-component=manager][data-status=UP_TO_DATE]");
			assertThat(browser.find("#announcer").getAttribute("textContent")).contains("Manager: Up-to-date.");
		}
		finally {
			migrate("abc123def456");
		}
		browser.find(".card[data-component=manager][data-status=BEHIND]");
		assertThat(browser.script("return window.marker")).isEqualTo("still here");
	}

	private void migrate(String revision) {
		TestPostgres.shared().execute("manager", "UPDATE alembic_version SET version_num = '" + revision + "'");
		// Whoever checks, the page hears of it.
		new Http(this.port).get("/components/manager/db-status");
	}

	@Test
	void aButtonChecksNow() {
		openOverview();
		String before = browser.find(".card[data-component=manager] .checked time").getAttribute("datetime");
		browser.find(".card[data-component=manager] .check-now").click();
		browser.await("a newer check", () -> !String.valueOf(before)
				.equals(browser.find(".card[data-component=manager] .checked time").getAttribute("datetime")));
	}

	@Test
	void aButtonCopiesACommand() {
		browser.command("Browser.grantPermissions",
				Map.of("permissions", List.of("clipboardReadWrite", "clipboardSanitizedWrite")));
		openOverview();
		browser.find(".card[data-component=manager] .copy").click();
		browser.find(".card[data-component=manager] .copy", "Copied"::equals);
		assertThat(browser.asyncScript("navigator.clipboard.readText().then(arguments[arguments.length - 1])"))
				.isEqualTo("./py -m alembic -c alembic.ini upgrade head");
	}

	@Test
	void aLostConnectionIsSaidAndOldFiguresAreMarked() {
		openOverview();
		browser.command("Network.enable", Map.of());
		connected(false);
		try {
			WebElement banner = browser.find("#lost:not([hidden])");
			assertThat(banner.getText()).contains("The service does not answer", "may no longer be true");
			assertThat(browser.text("#connection")).isEqualTo("No connection");
			assertThat(browser.text(".line[data-component=appproxy]")).contains("Last known: Up-to-date");
			assertThat(browser.text(".card[data-component=manager]")).contains("Last known: Behind", "Checked at ");
			browser.await("the title", () -> browser.title().startsWith("No connection"));
		}
		finally {
			connected(true);
		}
		browser.await("the banner gone", () -> browser.all("#lost:not([hidden])").isEmpty());
		assertThat(browser.text(".line[data-component=appproxy]")).doesNotContain("Last known");
	}

	private static void connected(boolean connected) {
		browser.command("Network.emulateNetworkConditions", Map.of("offline", !connected, "latency", 0,
				"downloadThroughput", -1, "uploadThroughput", -1));
	}

	@Test
	void withoutEventsThePagePolls() {
		browser.command("Network.enable", Map.of());
		browser.command("Network.setBlockedURLs", Map.of("urls", List.of("*/events*")));
		try {
			open("/");
			browser.find("#connection[data-state=polling]");
			browser.find(".card[data-component=manager][data-status=BEHIND]");
		}
		finally {
			browser.command("Network.setBlockedURLs", Map.of("urls", List.of()));
		}
	}

	@Test
	void aHistoryOf484RevisionsIsThereAtOnceAndOnlyWhatIsSeenIsDrawn() {
		openGraph("core");
		assertThat(browser.text("#headline")).contains("484 revisions · 29 merges · 6 pending");
		assertThat(browser.text(".row.fold")).contains("applied revisions folded");
		browser.find("#fold").click();
		browser.await("all unfolded", () -> browser.all(".row.fold").isEmpty());
		assertThat(browser.all(".row").size()).isBetween(20, 100);
		browser.script("document.getElementById('list').scrollTop = 1e6");
		browser.find(".row[role=option] code", MANAGER.history().getLast()::equals);
		assertThat(browser.all(".row").size()).isBetween(20, 100);
	}

	@Test
	void theGraphMarksDatabaseHeadMergesAndReleases() {
		openGraph("core");
		assertThat(row(MANAGER.history().get(PENDING))).contains("database").doesNotContain("pending");
		assertThat(row(MANAGER.history().getFirst())).contains("head", "pending");
		assertThat(browser.all(".row .tag.pending")).hasSize(PENDING);
		assertThat(browser.all(".canvas .node.pending")).hasSize(PENDING);
		assertThat(browser.text(".row.divider")).isEqualTo("26.12.0");
		browser.find("#fold").click();
		String merge = MANAGER.history()
				.stream()
				.filter((id) -> MANAGER.downRevisions(id).size() > 1)
				.findFirst()
				.orElseThrow();
		search(merge);
		assertThat(browser.text("#details")).contains("Merges")
				.contains(MANAGER.downRevisions(merge));
		assertThat(browser.all(".canvas path.node")).isNotEmpty();
	}

	private static String row(String revision) {
		return browser.find(".row", (text) -> text.startsWith(revision)).getText();
	}

	private static void search(String words) {
		WebElement field = browser.find("#words");
		field.clear();
		field.sendKeys(words + Keys.ENTER);
		browser.find("#details h2");
	}

	@ParameterizedTest
	@CsvSource({ "c5a91e37d40b, Step number 484", "STEP 335.py, Step number 335", "_step_250.py, Step number 250" })
	void aSearchFindsAnIdAWordAndAFile(String words, String description) {
		openGraph("core");
		search(words);
		assertThat(browser.text("#details")).contains(description);
		assertThat(browser.text(".row[aria-selected=true]")).contains(description);
		assertThat(browser.text("#hits")).startsWith("1 of ");
	}

	@Test
	void aDivergedHistoryIsExplained() {
		openGraph("billing");
		assertThat(browser.text("#divergence")).contains("2 heads: lines that no revision merges",
				"Head 6c2f8d5b3e70", "Head e91a3c7f5b04", "The lines part at 1b7e4a9c0d38");
		assertThat(row("1b7e4a9c0d38")).contains("lines part here");
		assertThat(browser.all(".canvas .line.own")).hasSize(2);
		assertThat(browser.script("return new Set([...document.querySelectorAll('.canvas circle.node')]"
				+ ".map((node) => node.getAttribute('cx'))).size")).isEqualTo(2L);
	}

	@Test
	void aDatabaseAheadOfTheScriptsIsShownBesideThem() {
		openGraph("reports");
		assertThat(row("0a9f3e7c5d21")).contains("database", "Not among these scripts");
	}

	@Test
	void withTheDatabaseAwayTheRevisionsAreShown() {
		openGraph("archive");
		browser.find("#headline", (text) -> text.contains("an unknown revision"));
		assertThat(browser.all(".canvas .node.unknown")).hasSize(1);
	}

	@Test
	void theGraphIsWalkedByKeys() {
		openGraph("core");
		WebElement list = browser.find("#list");
		list.sendKeys(Keys.HOME, Keys.ARROW_DOWN, Keys.ARROW_DOWN, Keys.ENTER);
		assertThat(browser.text("#details h2")).isEqualTo(MANAGER.history().get(2));
		assertThat(String.valueOf(browser.script("const list = document.getElementById('list');"
				+ "return document.getElementById(list.getAttribute('aria-activedescendant')).textContent")))
				.startsWith(MANAGER.history().get(2));
		list.sendKeys(Keys.ESCAPE);
		browser.await("the details closed", () -> browser.all("#details h2").isEmpty());
	}

	@ParameterizedTest
	@CsvSource({ "light, /", "dark, /", "light, /components/core/", "dark, /components/core/",
			"light, /components/billing/", "dark, /components/billing/" })
	void nothingIsWrongForAxeNorInTheConsole(String scheme, String path) {
		browser.prefer(scheme);
		open(path);
		browser.find((path.equals("/")) ? ".card[data-status=ERROR]" : ".row");
		browser.find("#connection[data-state=live]");
		if (!path.equals("/")) {
			browser.find(".row[role=option]").click();
			browser.find("#details h2");
		}
		assertThat(browser.script("return getComputedStyle(document.documentElement).getPropertyValue('--card')"))
				.isEqualTo(scheme.equals("dark") ? "#171c23" : "#ffffff");
		assertThat(browser.violations()).isEqualTo(List.of());
		assertThat(browser.errors()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/components/core/", "/components/billing/" })
	void nothingLeavesTheOriginAndAPhoneNeedsNoSidewaysScrolling(String path) {
		browser.resize(390, 844);
		open(path);
		browser.find((path.equals("/")) ? ".card[data-status=ERROR]" : ".row");
		assertThat(browser.script("return performance.getEntriesByType('resource')"
				+ ".filter((entry) => !entry.name.startsWith(location.origin)).length")).isEqualTo(0L);
		assertThat(browser.script("return document.documentElement.scrollWidth")).isEqualTo(390L);
	}

}

package ai.backend.dbstatus.web.page;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import ai.backend.dbstatus.testsupport.Browser;
import ai.backend.dbstatus.testsupport.RecordedProject;
import ai.backend.dbstatus.testsupport.TestPostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.WebElement;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a real browser shows of a component with tenants.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = {
		"db-status.builtin-components=false", "db-status.monitor.interval=0s" })
@EnabledIf(value = "ai.backend.dbstatus.testsupport.Browser#isInstalled", disabledReason = "There is no Chromium with its driver")
class TenantsOnThePageTests {

	private static final RecordedProject PROJECT = RecordedProject.manager();

	private static final String DATABASE = "page_tenants";

	private static final int MANY = 40;

	@TempDir
	static Path directory;

	@SuppressWarnings("NullAway.Init")
	private static Browser browser;

	@LocalServerPort
	private int port;

	private static String id(int pending) {
		return PROJECT.history().get(pending);
	}

	@DynamicPropertySource
	static void component(DynamicPropertyRegistry registry) throws Exception {
		PROJECT.write(directory);
		String url = TestPostgres.shared().createDatabase(DATABASE);
		List<String> statements = new ArrayList<>();
		for (int i = 0; i < MANY; i++) {
			String revision = switch (i) {
				case 7 -> "ffffffffffff";
				case 8, 9 -> id(2);
				default -> id(0);
			};
			statements.add("CREATE SCHEMA tenant_%02d".formatted(i));
			statements.add("CREATE TABLE tenant_%02d.alembic_version AS SELECT '%s'::varchar(32) AS version_num"
					.formatted(i, revision));
		}
		TestPostgres.shared().execute(DATABASE, statements.toArray(String[]::new));
		registry.add("db-status.components.shop.alembic-config", () -> directory.resolve("alembic.ini").toString());
		registry.add("db-status.components.shop.script-location", () -> directory.resolve("migrations").toString());
		registry.add("db-status.components.shop.url", () -> url);
		registry.add("db-status.components.shop.tenants.schemas", () -> "tenant\\_%");
	}

	@BeforeAll
	static void start() {
		browser = new Browser();
	}

	@AfterAll
	static void stop() {
		browser.close();
	}

	private void open(int width) {
		browser.resize(width, 900);
		browser.open("http://localhost:" + this.port + "/?open=shop");
		browser.find(".card[data-component=shop] .tenants");
	}

	@Test
	void tenantsComeInGroupsAndTheOutliersByName() {
		open(1280);
		assertThat(browser.text(".tenants h4")).isEqualTo("40 tenants");
		assertThat(browser.all(".tenant-counts li").stream().map((count) -> count.getText().replaceAll("\\s+", " ")))
				.containsExactly("1 Unrecognized", "2 Behind", "37 Up-to-date");
		assertThat(browser.all(".tenant-revisions li").stream().map(WebElement::getText))
				.containsExactly("37 at " + id(0), "2 at " + id(2), "1 at ffffffffffff");
		assertThat(browser.all(".outliers li code").stream().map(WebElement::getText)).containsExactly("tenant_07",
				"tenant_08", "tenant_09");
		assertThat(browser.find(".tenant-counts li[data-status=BEHIND] a").getAttribute("href"))
				.endsWith("/components/shop/tenants?status=BEHIND");
		assertThat(browser.violations()).isEqualTo(List.of());
		assertThat(browser.errors()).isEmpty();
	}

	@Test
	void whatBecomesOfATenantIsSeenWithoutReloading() {
		open(1280);
		browser.find("#connection[data-state=live]");
		TestPostgres.shared().execute(DATABASE, "CREATE SCHEMA tenant_99");
		try {
			browser.find(".tenants h4", (text) -> text.equals("41 tenants"));
			browser.find(".outliers", (text) -> text.contains("tenant_99"));
		}
		finally {
			TestPostgres.shared().execute(DATABASE, "DROP SCHEMA tenant_99");
		}
		browser.find(".tenants h4", (text) -> text.equals("40 tenants"));
	}

	@Test
	void aPhoneNeedsNoSidewaysScrolling() {
		open(390);
		assertThat(browser.script("return document.documentElement.scrollWidth")).isEqualTo(390L);
	}

}

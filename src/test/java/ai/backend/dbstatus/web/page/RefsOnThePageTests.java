package ai.backend.dbstatus.web.page;

import java.nio.file.Path;

import ai.backend.dbstatus.testsupport.Browser;
import ai.backend.dbstatus.testsupport.GitCommands;
import ai.backend.dbstatus.testsupport.SqliteProject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A component's page by the scripts of another branch or tag, in a real browser.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "db-status.builtin-components=false")
@EnabledIf(value = "ai.backend.dbstatus.testsupport.Browser#isInstalled", disabledReason = "There is no Chromium with its driver")
class RefsOnThePageTests {

	@TempDir
	private static Path directory;

	@SuppressWarnings("NullAway.Init")
	private static Browser browser;

	@SuppressWarnings("NullAway.Init")
	private static String commit;

	@LocalServerPort
	private int port;

	/** The work tree and the database are at 1.0; 2.0 has a script more. */
	@DynamicPropertySource
	static void component(DynamicPropertyRegistry registry) {
		GitCommands git = GitCommands.init(directory.resolve("project"));
		SqliteProject project = new SqliteProject(git.directory()).script("a1aa", "One").stamp("a1aa");
		git.write(".gitignore", "shop.db\n").commit("One");
		git.run("tag", "1.0");
		project.script("b2bb", "Two", "a1aa");
		git.commit("Two");
		git.run("tag", "2.0");
		git.run("checkout", "-q", "1.0");
		registry.add("db-status.workdir", git.directory()::toString);
		registry.add("db-status.default-component", () -> "shop");
		registry.add("db-status.components.shop.alembic-config", () -> "alembic.ini");
		registry.add("db-status.components.next.git.ref", () -> "2.0");
		commit = git.run("rev-parse", "2.0");
		for (String name : new String[]{ "shop", "next" }) {
			registry.add("db-status.components." + name + ".source-url",
					() -> "https://git.example.org/shop/blob/{commit}/{file}#L{line}");
		}
	}

	@BeforeAll
	static void start() {
		browser = new Browser();
	}

	@AfterAll
	static void stop() {
		browser.close();
	}

	private void open(String query) {
		browser.open("http://localhost:" + this.port + "/components/shop/" + query);
		browser.find(".row");
	}

	@Test
	void thePageShowsTheScriptsOfTheRefInItsAddress() {
		open("");
		browser.await("the work tree's revision", () -> browser.all(".row").size() == 1);
		browser.find("#badge[data-status=UP_TO_DATE]");
		open("?ref=2.0");
		browser.await("both revisions", () -> browser.all(".row").size() == 2);
		browser.find("#badge[data-status=BEHIND]");
		assertThat(browser.find("#ref").getAttribute("value")).isEqualTo("2.0");
		assertThat(browser.find("#picture").getAttribute("href")).endsWith("graph.svg?ref=2.0");
	}

	@Test
	void aRevisionLeadsToItsSource() {
		String source = "https://git.example.org/shop/blob/" + commit + "/migrations/versions/b2bb.py#L2";
		open("?ref=2.0#b2bb");
		assertThat(browser.find("#details a.source").getAttribute("href")).isEqualTo(source);
		browser.open("http://localhost:" + this.port + "/");
		assertThat(browser.find("[data-component=next] .pending a.source").getAttribute("href")).isEqualTo(source);
	}

	@Test
	void theFieldCompletesRefsAndGoesThere() {
		open("");
		browser.find("#ref").sendKeys("2");
		browser.await("what the tag makes of the database", () -> !browser.all("#refs option[value='2.0']").isEmpty());
		assertThat(browser.find("#refs option[value='2.0']").getAttribute("label")).isEqualTo("2.0 · Behind");
		browser.find("#ref").sendKeys(".0");
		browser.find("#scripts button").click();
		browser.await("the page of the ref", () -> browser.all(".row").size() == 2);
		browser.find("#badge[data-status=BEHIND]");
	}

}

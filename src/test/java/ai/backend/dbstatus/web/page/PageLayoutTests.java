package ai.backend.dbstatus.web.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import ai.backend.dbstatus.testsupport.AlembicProjectFiles;
import ai.backend.dbstatus.testsupport.Browser;
import ai.backend.dbstatus.testsupport.RecordedProject;
import ai.backend.dbstatus.testsupport.SampleDatabases;
import ai.backend.dbstatus.testsupport.TestPostgres;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every page, from the narrowest phone to a wide screen, in both colour schemes: nothing for axe to find, nothing clipped,
 * nothing on top of something else. {@code -Ddbstatus.screenshots=DIRECTORY} writes what was seen.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@EnabledIf(value = "ai.backend.dbstatus.testsupport.Browser#isInstalled", disabledReason = "There is no Chromium with its driver")
class PageLayoutTests {

	private static final RecordedProject CORE = RecordedProject.manager();

	private static final int NARROWEST = 320;

	private static final int WIDEST = 1440;

	private static final int[] WIDTHS = { NARROWEST, 390, 768, 1024, WIDEST };

	private static final int HEIGHT = 900;

	/** Pages of components; the empty name is that of all components. */
	private static final List<String> PAGES = List.of("", "billing", "reports", "archive", "core", "wide", "broken",
			"nosuch");

	private static final int NOT_UP_TO_DATE = 8;

	@TempDir
	static Path directory;

	private static Browser browser;

	@LocalServerPort
	private int port;

	@DynamicPropertySource
	static void components(DynamicPropertyRegistry registry) throws IOException {
		SampleDatabases.start().properties().forEach((key, value) -> registry.add(key, () -> value));
		TestPostgres postgres = TestPostgres.shared();
		Path core = Files.createDirectories(directory.resolve("core"));
		CORE.write(core);
		add(registry, "core", core, postgres.createStampedDatabase("layout_core", CORE.history().get(6)));
		Path wide = Files.createDirectories(directory.resolve("wide"));
		wide(new AlembicProjectFiles(wide));
		add(registry, "wide", wide, postgres.createStampedDatabase("layout_wide", id(0)));
		registry.add("db-status.components.wide.title", () -> "The database of the Donaudampfschifffahrtselektrizitäten"
				+ "hauptbetriebswerkbauunterbeamtengesellschaft in production");
		registry.add("db-status.components.wide.group", () -> "wide-things");
		registry.add("db-status.components.wide.environment", () -> "production-eu-central-1");
		Path halfDone = Files.createDirectories(directory.resolve("found/half-done"));
		Files.writeString(halfDone.resolve("alembic.ini"), "[alembic]\nscript_location = nowhere\n");
		registry.add("db-status.discover", directory.resolve("found")::toString);
		add(registry, "broken", directory.resolve("nowhere"), "postgresql://postgres@localhost:1/none");
	}

	private static void add(DynamicPropertyRegistry registry, String name, Path project, String url) {
		String prefix = "db-status.components." + name + ".";
		registry.add(prefix + "alembic-config", () -> project.resolve("alembic.ini").toString());
		registry.add(prefix + "script-location", () -> project.resolve("migrations").toString());
		registry.add(prefix + "url", () -> url);
	}

	/** Long ids, many labels, long descriptions, and no release yet. */
	private static void wide(AlembicProjectFiles files) {
		for (int number = 0; number < 4; number++) {
			files.rawScript("%d_wide.py".formatted(number),
					"""
							'''Add_the_column_that_everybody_has_been_waiting_for %s'''
							# Part of: NEXT_RELEASE_VERSION
							revision = "%s"
							down_revision = %s
							branch_labels = (%s)
							""".formatted("and more words ".repeat(9), id(number),
							(number == 0) ? "None" : "'" + id(number - 1) + "'",
							(number == 3) ? "'label-of-some-length', 'another-label-of-some-length'," : ""));
		}
	}

	private static String id(int number) {
		return String.valueOf(number).repeat(32);
	}

	@BeforeAll
	static void start() {
		browser = new Browser();
	}

	@AfterAll
	static void stop() {
		browser.close();
	}

	static Stream<Arguments> pages() {
		return Stream.of("light", "dark")
				.flatMap((scheme) -> PAGES.stream().map((component) -> Arguments.of(scheme, component)));
	}

	@ParameterizedTest
	@MethodSource("pages")
	void everythingCanBeReadAndNothingIsWrongForAxe(String scheme, String component) {
		open(scheme, component);
		for (int width : WIDTHS) {
			resize(width);
			picture("%s-%d-%s.png".formatted(component.isEmpty() ? "all" : component, width, scheme));
			assertThat(browser.script("return document.documentElement.scrollWidth > innerWidth"))
					.as("scrolls sideways at %d", width)
					.isEqualTo(false);
			assertThat(texts()).as("clipped, or on top of each other at %d", width).isEqualTo(List.of());
			if (width == NARROWEST || width == WIDEST) {
				// What is far from a reader is not laid out, and as high as it was last.
				browser.script("scrollTo(0, document.documentElement.scrollHeight)");
				assertThat(browser.violations()).as("at %d", width).isEqualTo(List.of());
			}
		}
		if (!component.equals("broken") && !component.equals("nosuch")) {
			// There, a browser notes that the graph is answered with 503, and the page with 404.
			assertThat(browser.errors()).isEmpty();
		}
	}

	private void open(String scheme, String component) {
		browser.resize(WIDEST, HEIGHT);
		browser.prefer(scheme);
		String address = "http://localhost:" + this.port;
		if (component.isEmpty()) {
			browser.open(address + "/");
			browser.await("all cards", () -> browser.all(".card .position").size() == NOT_UP_TO_DATE);
			browser.script("document.getElementById('unused').open = true");
		}
		else if (component.equals("nosuch")) {
			browser.open(address + "/components/nosuch/revisions");
			browser.find("main a", "manager"::equals);
			return;
		}
		else {
			browser.open(address + "/components/" + component + "/");
			browser.find("#badge .badge");
			browser.find(component.equals("broken") ? "#headline .action" : ".row");
		}
		browser.find("#connection[data-state=live]");
	}

	/** Gives the page another width, and lets it lay itself out. */
	private static void resize(int width) {
		browser.resize(width, HEIGHT);
		browser.asyncScript("const done = arguments[0];"
				+ "requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(done)))");
	}

	private static void picture(String name) {
		String images = System.getProperty("dbstatus.screenshots");
		if (images != null) {
			browser.screenshot(Path.of(images, name));
		}
	}

	/**
	 * Texts that can be seen and are cut off without a sign of it, and pairs of texts that lie on each other.
	 */
	private static @Nullable Object texts() {
		return browser
				.script("""
						const seen = [];
						const found = [];
						const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
						for (let node = walker.nextNode(); node; node = walker.nextNode()) {
							const parent = node.parentElement;
							if (!node.data.trim() || parent.closest('.unseen, .skip, script, style, noscript, option')
								|| !parent.checkVisibility({ visibilityProperty: true })) {
								continue;
							}
							const range = document.createRange();
							range.selectNodeContents(node);
							for (const rect of range.getClientRects()) {
								let { left, right, top, bottom } = rect;
								for (let box = parent; box !== null && box !== document.body; box = box.parentElement) {
									const style = getComputedStyle(box);
									if (style.overflowX !== 'visible') {
										const edge = box.getBoundingClientRect();
										if (right > edge.right + 1.5 && style.overflowX === 'hidden' && style.textOverflow !== 'ellipsis'
											&& !box.classList.contains('canvas')) {
											found.push(`clipped: ${node.data.trim()}`);
										}
										[left, right] = [Math.max(left, edge.left), Math.min(right, edge.right)];
										[top, bottom] = [Math.max(top, edge.top), Math.min(bottom, edge.bottom)];
									}
								}
								if (right > left && bottom > top) {
									if (right > innerWidth + 1) {
										found.push(`beyond the edge: ${node.data.trim()}`);
									}
									seen.push({ node, left, right, top, bottom });
								}
							}
						}
						for (let i = 0; i < seen.length; i++) {
							for (let j = i + 1; j < seen.length; j++) {
								const [a, b] = [seen[i], seen[j]];
								if (a.node !== b.node && Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2
									&& Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 5) {
									found.push(`on each other: ${a.node.data.trim()} and ${b.node.data.trim()}`);
								}
							}
						}
						return found;
						""");
	}

	@Test
	void whatCouldNotBeSeenIsNotCalledNone() {
		open("light", "");
		assertThat(browser.text(".card[data-component=archive]")).contains("Current revision Not known")
				.doesNotContain("None");
		assertThat(browser.text(".card[data-component=accountmgr]")).contains("Current revision None");
		assertThat(browser.text(".card[data-component=broken]")).contains("Head revision Not known");
		open("light", "archive");
		assertThat(browser.text("#headline")).contains("what is pending is not known")
				.doesNotContain("0 pending");
	}

	@Test
	void whatWasFoundAndIsNotUsedIsNamedWithTheReason() {
		open("light", "");
		assertThat(browser.text("#unused-count")).isEqualTo("1 file found and not used");
		assertThat(browser.text("#unused-files")).contains("found/half-done/alembic.ini",
				"the script directory 'nowhere' does not exist");
	}

	@Test
	void aBrokenComponentsPageSaysOnceWhatIsWrongAndWhatToDo() {
		open("light", "broken");
		assertThat(browser.text("body").split("Migration scripts not found", -1)).hasSize(2);
		assertThat(browser.text("#headline .action")).contains("Point script_location at the migration scripts.");
		assertThat(browser.find("#search").isDisplayed()).isFalse();
	}

	@Test
	void whatBelongsToNoReleaseYetIsUnreleased() {
		open("light", "");
		assertThat(browser.text(".card[data-component=wide]")).contains("unreleased")
				.doesNotContain("NEXT_RELEASE_VERSION");
		open("light", "wide");
		assertThat(browser.text("#list")).contains("unreleased").doesNotContain("NEXT_RELEASE_VERSION");
	}

	@Test
	void theAddressLeadsToARevisionAndFollowsTheReader() {
		open("light", "manager");
		browser.script("location.hash = '#def456ghi789'");
		browser.find("#details h2", "def456ghi789"::equals);
		browser.find(".row", (text) -> text.startsWith("012abc345def")).click();
		browser.find("#details h2", "012abc345def"::equals);
		assertThat(browser.script("return location.hash")).isEqualTo("#012abc345def");
		browser.find("#details [aria-label=Close]").click();
		assertThat(browser.script("return location.hash")).isEqualTo("");
	}

}

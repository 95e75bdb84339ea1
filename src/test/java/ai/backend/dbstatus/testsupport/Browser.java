package ai.backend.dbstatus.testsupport;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * A headless Chromium. It is taken from where distributions install it, and nothing is downloaded: tests are skipped
 * where there is none.
 */
public final class Browser implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofSeconds(15);

	private static final Duration INTERVAL = Duration.ofMillis(50);

	private static final String RULES = "['wcag2a','wcag2aa','wcag21a','wcag21aa','wcag22aa','best-practice']";

	private final Path profile;

	private final ChromeDriverService service;

	private final ChromeDriver driver;

	/**
	 * Starts a browser with an empty profile.
	 */
	public Browser() {
		try {
			this.profile = Files.createTempDirectory("browser");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.service = new ChromeDriverService.Builder()
				.usingDriverExecutable(Objects.requireNonNull(driverFile()).toFile())
				.usingAnyFreePort()
				.build();
		this.driver = new ChromeDriver(this.service, options());
		this.driver.manage().timeouts().scriptTimeout(PATIENCE.multipliedBy(2));
	}

	private ChromeOptions options() {
		LoggingPreferences logs = new LoggingPreferences();
		logs.enable(LogType.BROWSER, Level.ALL);
		ChromeOptions options = new ChromeOptions();
		options.setBinary(Objects.requireNonNull(browserFile()).toFile());
		options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
				"--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
				"--disable-sync", "--user-data-dir=" + this.profile);
		options.setCapability("goog:loggingPrefs", logs);
		return options;
	}

	/**
	 * Whether a Chromium and its driver are there.
	 */
	public static boolean isInstalled() {
		return browserFile() != null && driverFile() != null;
	}

	private static @Nullable Path browserFile() {
		return first("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome",
				"/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");
	}

	private static @Nullable Path driverFile() {
		return first("/usr/bin/chromedriver", "/usr/lib/chromium-browser/chromedriver",
				"/usr/lib/chromium/chromedriver", "/usr/local/bin/chromedriver", "/opt/homebrew/bin/chromedriver");
	}

	private static @Nullable Path first(String... files) {
		return Stream.of(files).map(Path::of).filter(Files::isExecutable).findFirst().orElse(null);
	}

	/**
	 * Opens a page anew.
	 */
	public void open(String url) {
		this.driver.get("about:blank");
		errors();
		this.driver.get(url);
	}

	/**
	 * Sets the size of the window, as of a phone or a screen.
	 */
	public void resize(int width, int height) {
		command("Emulation.setDeviceMetricsOverride",
				Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
	}

	/**
	 * Sets the colour scheme that the reader prefers.
	 * @param scheme {@code light} or {@code dark}
	 */
	public void prefer(String scheme) {
		command("Emulation.setEmulatedMedia",
				Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
	}

	/**
	 * Gives a command of the DevTools protocol.
	 */
	public void command(String name, Map<String, Object> parameters) {
		this.driver.executeCdpCommand(name, parameters);
	}

	/**
	 * The elements that there are now.
	 */
	public List<WebElement> all(String selector) {
		return this.driver.findElements(By.cssSelector(selector));
	}

	/**
	 * Waits for an element.
	 */
	public WebElement find(String selector) {
		await(selector, () -> !all(selector).isEmpty());
		return all(selector).getFirst();
	}

	/**
	 * Waits for an element whose text is as wanted.
	 */
	public WebElement find(String selector, Predicate<String> text) {
		await(selector + " with the text wanted",
				() -> all(selector).stream().anyMatch((element) -> text.test(element.getText())));
		return all(selector).stream().filter((element) -> text.test(element.getText())).findFirst().orElseThrow();
	}

	/**
	 * The text of an element in one line, as it is read; waits for the element.
	 */
	public String text(String selector) {
		return find(selector).getText().replaceAll("\\s+", " ");
	}

	/**
	 * Waits for what has to come.
	 */
	public void await(String what, BooleanSupplier condition) {
		try {
			Awaitility.await()
					.pollInSameThread()
					.pollDelay(Duration.ZERO)
					.pollInterval(INTERVAL)
					.atMost(PATIENCE)
					// The page has just replaced what was looked at.
					.ignoreException(StaleElementReferenceException.class)
					.until(condition::getAsBoolean);
		}
		catch (ConditionTimeoutException ex) {
			throw new AssertionError(
					"Not within %s: %s%n%s".formatted(PATIENCE, what, all("body").getFirst().getText()), ex);
		}
	}

	public String title() {
		return String.valueOf(this.driver.getTitle());
	}

	/**
	 * Runs a script in the page, as its body.
	 */
	public @Nullable Object script(String script) {
		return this.driver.executeScript(script);
	}

	/**
	 * Runs a script that calls back with its result, its last argument.
	 */
	public @Nullable Object asyncScript(String script) {
		return this.driver.executeAsyncScript(script);
	}

	/**
	 * Writes what the window shows, as a PNG.
	 */
	public void screenshot(Path file) {
		try {
			Files.write(file, this.driver.getScreenshotAs(OutputType.BYTES));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * What the console said that is no mere information, since the last call.
	 */
	public List<String> errors() {
		return this.driver.manage()
				.logs()
				.get(LogType.BROWSER)
				.getAll()
				.stream()
				.filter((entry) -> entry.getLevel().intValue() >= Level.WARNING.intValue())
				.map((entry) -> entry.getMessage())
				.toList();
	}

	/**
	 * What axe-core finds wrong with the page for WCAG 2.2 AA: the rule and the elements, a line each.
	 */
	public Object violations() {
		script(axe());
		return Objects.requireNonNull(asyncScript("""
				const done = arguments[arguments.length - 1];
				axe.run(document, { runOnly: %s }).then(
					(found) => done(found.violations.map((one) => one.id + ': '
						+ one.nodes.map((node) => node.html + ' ' + node.failureSummary).join(' | '))),
					(error) => done(['axe failed: ' + error]));
				""".formatted(RULES)));
	}

	private static String axe() {
		try (InputStream source = Browser.class.getResourceAsStream("/axe.min.js")) {
			return new String(Objects.requireNonNull(source).readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		this.driver.quit();
		this.service.close();
		try (Stream<Path> files = Files.walk(this.profile)) {
			files.sorted(java.util.Comparator.reverseOrder()).forEach((file) -> file.toFile().delete());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}

package ai.backend.dbstatus.documentation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import ai.backend.dbstatus.DbStatusApplication;
import ai.backend.dbstatus.testsupport.GitCommands;
import ai.backend.dbstatus.testsupport.SampleDatabases;
import ai.backend.dbstatus.testsupport.TestPostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

/**
 * Runs the commands of the README and of the pages as a reader does: in a shell, beside a project of the reader's own, against
 * a service with the samples. Gates are held against a second service, too, whose databases are up to date: a gate is shut for
 * the first and open for the second.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class CommandTests {

	/** What a reader has, and a machine that tests may lack: functions of the shell in their place. */
	private static final String STAND_INS = "gh() { cat; }; docker() { :; }; ";

	private static final String SHELL = "/bin/sh";

	private static final Pattern REDIRECTED = Pattern.compile(" > (\\S+)$");

	private static final int SHUT = 22;

	private static final int OPEN = 0;

	@TempDir
	static Path directory;

	private static Path project;

	private static ConfigurableApplicationContext upToDate;

	@LocalServerPort
	private int port;

	@DynamicPropertySource
	static void samples(DynamicPropertyRegistry registry) throws IOException {
		GitCommands repository = copyOfSamples("service");
		repository.run("tag", "26.7.0");
		repository.run("branch", "feature/quota");
		SampleDatabases.start().properties().forEach((key, value) -> registry.add(key, () -> value));
		registry.add("db-status.workdir", () -> repository.directory().toString());
	}

	@BeforeAll
	static void startAServiceThatIsUpToDate() throws IOException {
		Assumptions.assumeTrue(List.of(SHELL, "/usr/bin/curl", "/usr/bin/jq", "/usr/bin/git")
				.stream()
				.allMatch((program) -> Files.isExecutable(Path.of(program))),
				"There is no shell with curl, jq and git");
		GitCommands reader = copyOfSamples("reader");
		reader.write("alembic.ini", "[alembic]\nscript_location = %(here)s/src/myapp/alembic\n").commit("Second");
		project = reader.directory();
		TestPostgres postgres = TestPostgres.shared();
		upToDate = new SpringApplicationBuilder(DbStatusApplication.class).run("--server.port=0",
				"--db-status.workdir=" + SampleDatabases.WORKDIR,
				"--db-status.components.manager.url="
						+ postgres.createStampedDatabase("documented_manager", "ghi789jkl012"),
				"--db-status.components.accountmgr.url="
						+ postgres.createStampedDatabase("documented_accountmgr", "8f3b6d2a4c91"),
				"--db-status.components.appproxy.url="
						+ postgres.createStampedDatabase("documented_appproxy", "c47d0b8e2f15"));
	}

	/** The samples in a repository, with the manager's scripts also where the pages have those of an application. */
	private static GitCommands copyOfSamples(String name) throws IOException {
		GitCommands git = GitCommands.init(directory.resolve(name));
		Path samples = Path.of(SampleDatabases.WORKDIR);
		FileSystemUtils.copyRecursively(samples, git.directory());
		FileSystemUtils.copyRecursively(samples.resolve("manager"), git.directory().resolve("src/myapp/alembic"));
		git.commit("First");
		return git;
	}

	@AfterAll
	static void stop() {
		if (upToDate != null) {
			upToDate.close();
		}
	}

	@TestFactory
	Stream<DynamicTest> everyCommandDoesWhatItsPageSays() {
		return Page.all()
				.stream()
				.flatMap((page) -> Command.of(page).stream())
				.filter((command) -> NotRun.reason(command).isEmpty())
				.map((command) -> dynamicTest(command.toString(), () -> run(command)));
	}

	private void run(Command command) {
		Run run = shell(command, this.port);
		if (command.isGate()) {
			assertThat(run.code()).as(run.toString()).isEqualTo(SHUT);
			Run again = shell(command, upToDatePort());
			assertThat(again.code()).as(again.toString()).isEqualTo(OPEN);
			return;
		}
		if (command.isPlanGate()) {
			assertThat(run.code()).as(run.toString()).isIn(OPEN, SHUT);
			assertThat(run.output()).isNotBlank().doesNotContain("Bad parameter");
			return;
		}
		assertThat(run.code()).as(run.toString()).isZero();
		Matcher file = REDIRECTED.matcher(command.text());
		String answer = file.find() ? read(project.resolve(file.group(1))) : run.output();
		assertThat(answer).isNotBlank().doesNotContain("\"title\":").doesNotStartWith("❌ Error");
		if (command.output() != null) {
			assertThat(run.output().strip()).matches(pattern(Objects.requireNonNull(command.output()).strip()));
		}
	}

	/** A line {@code …} stands for any lines, a {@code …} within one for any text. */
	private static Pattern pattern(String shown) {
		return Pattern.compile(
				Arrays.stream(shown.split("…", -1)).map(Pattern::quote).collect(Collectors.joining(".*")),
				Pattern.DOTALL);
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static int upToDatePort() {
		return upToDate.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
	}

	private Run shell(Command command, int service) {
		String text = here(command.text(), service);
		ProcessBuilder builder = new ProcessBuilder(SHELL, "-c", STAND_INS + text).directory(project.toFile())
				.redirectError(directory.resolve("errors").toFile());
		builder.environment()
				.putAll(Map.of("HEAD_REVISION", "ghi789jkl012", "GIT_COMMIT", "26.7.0", "DB_STATUS_TOKEN", "none",
						"DB_STATUS", "http://localhost:" + service, "no_proxy", "localhost"));
		try {
			Process process = builder.start();
			process.getOutputStream().close();
			String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
			return new Run(process.exitValue(), output.replace("localhost:" + service, "localhost:8080"),
					read(directory.resolve("errors")));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/** The service that the test has, no long wait, and of a stream that never ends the first event. */
	private static String here(String command, int service) {
		String text = command.replaceAll("http://db-status(:8080)?/", "http://localhost:8080/")
				.replace("localhost:8080", "localhost:" + service)
				.replaceAll("([?&]wait=)\\d+[smh]", "$10s")
				.replaceAll("(--retry(?:-max-time)?'? '?)\\d+", "$10");
		return text.startsWith("curl -N ") ? text + " | sed '/^data:/q'" : text;
	}

	private record Run(int code, String output, String errors) {}

}

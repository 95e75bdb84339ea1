package ai.backend.dbstatus.documentation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

/**
 * The pages as texts: what their blocks are, where their links lead, and how long the README is.
 */
class DocumentationTests {

	private static final Set<String> LANGUAGES = Set.of("sh", "console", "yaml", "json", "js", "dockerfile", "markdown",
			"mermaid", "promql", "properties", "python", "sql", "text", "ini", "toml");

	@TestFactory
	Stream<DynamicTest> everyBlockSaysWhatItIs() {
		return Page.all().stream().map((page) -> dynamicTest(page.toString(), () -> {
			for (Page.Block block : page.blocks()) {
				boolean drawing = block.language().isEmpty() && block.text().matches("(?s).*[│─▶\\\\/].*")
						&& page.file().endsWith("architecture.md");
				assertThat(drawing || LANGUAGES.contains(block.language()))
						.as("%s:%d begins a block that is '%s'", page.file(), block.line(), block.language())
						.isTrue();
			}
			assertThat(page.prose()).as("blocks are fenced, so that it is known what they are")
					.noneMatch((line) -> line.matches("( {4}|\t)\\S.*"));
		}));
	}

	@TestFactory
	Stream<DynamicTest> everyLinkLeadsSomewhere() {
		return Page.all().stream().map((page) -> dynamicTest(page.toString(), () -> {
			for (String target : page.targets()) {
				if (!target.matches("[a-z]+:.*")) {
					assertLeadsSomewhere(page, target);
				}
			}
		}));
	}

	private static void assertLeadsSomewhere(Page page, String target) {
		String[] fileAndAnchor = target.split("#", 2);
		Path file = fileAndAnchor[0].isEmpty()
				? page.file()
				: page.file().resolveSibling(fileAndAnchor[0]).normalize();
		assertThat(file).as("%s links to %s", page, target).exists();
		if (fileAndAnchor.length > 1) {
			assertThat(Page.read(file).anchors()).as("%s links to %s", page, target).contains(fileAndAnchor[1]);
		}
	}

	@Test
	void everyPageIsInTheMap() throws IOException {
		List<String> map = Page.read(Path.of("src/docs/README.md")).targets();
		List<String> readme = Page.read(Path.of("README.md")).targets();
		try (Stream<Path> files = Files.list(Path.of("src/docs"))) {
			List<String> names = files.map((file) -> file.getFileName().toString())
					.filter((name) -> name.endsWith(".md") && !name.equals("README.md"))
					.toList();
			assertThat(map).containsAll(names);
			assertThat(readme).containsAll(names.stream().map((name) -> "src/docs/" + name).toList());
		}
	}

	@Test
	void theReadmeIsShort() throws IOException {
		String readme = Files.readString(Path.of("README.md"));
		assertThat(readme.split("\\s+").length).isLessThan(1500);
	}

	@TestFactory
	Stream<DynamicTest> noShellTakesAnAddressForAPattern() {
		return commands().map((command) -> dynamicTest(command.toString(),
				() -> assertThat(command.unquoted()).as("zsh looks for files: quote it").doesNotContain("?", "*")));
	}

	@TestFactory
	Stream<DynamicTest> everyFileThatACommandStartsIsThere() {
		return commands().map(Command::text)
				.flatMap((text) -> Arrays.stream(text.split(" ")))
				.filter((word) -> word.matches("(\\./|src/).*"))
				.filter((word) -> !word.startsWith("src/myapp/"))
				.distinct()
				.map((word) -> dynamicTest(word, () -> assertThat(Path.of(word)).exists()));
	}

	@Test
	void everyEntryOfTheListOfWhatIsNotRunIsNeeded() {
		Map<String, Boolean> needed = new HashMap<>();
		NotRun.REASONS.keySet()
				.forEach((prefix) -> needed.put(prefix,
						commands().anyMatch((command) -> command.text().startsWith(prefix))));
		assertThat(needed).doesNotContainValue(false);
	}

	private static Stream<Command> commands() {
		return Page.all().stream().flatMap((page) -> Command.of(page).stream());
	}

}

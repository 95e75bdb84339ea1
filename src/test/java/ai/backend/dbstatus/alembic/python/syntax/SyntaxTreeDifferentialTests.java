package ai.backend.dbstatus.alembic.python.syntax;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import ai.backend.dbstatus.alembic.python.syntax.parser.PythonParser;
import ai.backend.dbstatus.alembic.python.syntax.token.PythonSyntaxException;
import ai.backend.dbstatus.alembic.python.syntax.token.SourceDecoder;
import ai.backend.dbstatus.testsupport.PythonProcess;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares syntax trees, bodies of functions and classes included, with those that Python makes of the same texts. More texts,
 * or others: {@code -Ddbstatus.script.texts=1000000 -Ddbstatus.script.seed=7}. All Python files below some directories:
 * {@code -Ddbstatus.python.files=/usr/lib/python3.11,/elsewhere}. Another Python: {@code -Ddbstatus.python=python3.13}.
 */
@EnabledIf("isPythonAvailable")
class SyntaxTreeDifferentialTests {

	/** What Python checks after parsing, and this parser does not. */
	private static final List<String> LATER_CHECKS = List.of("global", "nonlocal", "from __future__ imports must occur",
			"assignment expression cannot", "assignment expression within", "too many statically nested blocks",
			"comprehension", "makes remaining patterns unreachable",
			"alternative patterns bind different names", "multiple assignments to name",
			"'break', 'continue' and 'return' cannot appear", "'return' with value in async generator",
			"'await' outside async function", "(unicode error)", "UnicodeEncodeError");

	private static final int BATCH = 50;

	static boolean isPythonAvailable() {
		return PythonProcess.isAvailable(11);
	}

	@Test
	void treesOfMadeUpModulesAreThoseOfPython() throws IOException {
		int texts = Integer.getInteger("dbstatus.script.texts", 10_000);
		SyntaxTexts generator = new SyntaxTexts(Long.getLong("dbstatus.script.seed", 20261126));
		Map<String, Integer> outcomes = new TreeMap<>();
		try (PythonProcess python = new PythonProcess(SyntaxTreeDifferentialTests.class, "tree.py")) {
			List<String> batch = new ArrayList<>();
			for (int done = 0; done < texts; done += batch.size()) {
				batch.clear();
				for (int i = 0; i < BATCH; i++) {
					String text = (i % 2 == 0) ? generator.sound() : generator.damaged();
					batch.add(text);
					python.ask(text.getBytes(StandardCharsets.UTF_8));
				}
				python.flush();
				for (String text : batch) {
					String answer = python.answer();
					String outcome = outcome(text.getBytes(StandardCharsets.UTF_8), answer);
					assertThat(outcome).as("%s%n%s", outcome, text)
							.isIn("same tree", "refused by both", "accepted by leniency");
					outcomes.merge(outcome, 1, Integer::sum);
				}
			}
		}
		System.out.println(texts + " texts: " + outcomes);
		assertThat(outcomes.get("same tree")).isGreaterThan(texts / 3);
		assertThat(outcomes.get("refused by both")).isGreaterThan(texts / 10);
	}

	@Test
	@EnabledIfSystemProperty(named = "dbstatus.python.files", matches = ".+")
	void treesOfRealFilesAreThoseOfPython() throws IOException {
		Map<String, Integer> outcomes = new TreeMap<>();
		List<String> differences = new ArrayList<>();
		try (PythonProcess python = new PythonProcess(SyntaxTreeDifferentialTests.class, "tree.py")) {
			for (Path file : files()) {
				byte[] bytes = Files.readAllBytes(file);
				python.ask(bytes);
				python.flush();
				String outcome = outcome(bytes, python.answer());
				outcomes.merge(outcome.lines().findFirst().orElseThrow(), 1, Integer::sum);
				if (!outcome.equals("same tree") && !outcome.equals("refused by both")) {
					differences.add(file + ": " + outcome);
				}
			}
		}
		outcomes.forEach((outcome, count) -> System.out.println(count + " files: " + outcome));
		assertThat(differences).isEmpty();
	}

	private static List<Path> files() {
		return Arrays.stream(System.getProperty("dbstatus.python.files").split(","))
				.flatMap((directory) -> {
					try (Stream<Path> found = Files.walk(Path.of(directory))) {
						return found.filter((file) -> file.toString().endsWith(".py") && Files.isRegularFile(file))
								.sorted()
								.toList()
								.stream();
					}
					catch (IOException ex) {
						throw new UncheckedIOException(ex);
					}
				})
				.toList();
	}

	private static String outcome(byte[] source, String answer) {
		String[] parts = answer.split("\t", -1);
		boolean accepted = parts[0].equals("T");
		SyntaxTree tree;
		String dump;
		try {
			tree = PythonParser.parse(SourceDecoder.decode(source));
			dump = TreeDump.of(tree);
		}
		catch (PythonSyntaxException ex) {
			return accepted ? "refused in line " + ex.line() + ": " + ex.getMessage() : "refused by both";
		}
		if (accepted) {
			String difference = difference(dump, parts[1]);
			return (difference == null) ? "same tree" : difference;
		}
		boolean lenient = tree.tokens().python2() || tree.tokens().newer()
				|| LATER_CHECKS.stream().anyMatch(parts[2]::contains);
		return lenient ? "accepted by leniency" : "accepted, Python says: " + parts[2] + " in line " + parts[1];
	}

	/** Returns where two trees differ; the characters of some strings are not known here. */
	private static @Nullable String difference(String here, String there) {
		String[] ours = here.split(" ");
		String[] theirs = there.split(" ");
		for (int i = 0; i < Math.max(ours.length, theirs.length); i++) {
			String our = (i < ours.length) ? ours[i] : "";
			String their = (i < theirs.length) ? theirs[i] : "";
			if (!our.equals(their) && !(our.equals(TreeDump.UNKNOWN) && their.startsWith("\""))) {
				return "another tree%n--- here: %s%n--- Python: %s".formatted(around(ours, i), around(theirs, i));
			}
		}
		return null;
	}

	private static String around(String[] words, int index) {
		return String.join(" ",
				Arrays.asList(words)
						.subList(Math.clamp(index - 12L, 0, words.length), Math.min(index + 12, words.length)));
	}

}

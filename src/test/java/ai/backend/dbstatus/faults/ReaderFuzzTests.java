package ai.backend.dbstatus.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

import ai.backend.dbstatus.alembic.config.AlembicConfigException;
import ai.backend.dbstatus.alembic.config.AlembicConfigReader;
import ai.backend.dbstatus.alembic.config.ConfigLocation;
import ai.backend.dbstatus.alembic.environment.EnvironmentScriptReader;
import ai.backend.dbstatus.alembic.script.ScriptException;
import ai.backend.dbstatus.alembic.script.ScriptReader;
import ai.backend.dbstatus.alembic.source.live.LiveFiles;
import ai.backend.dbstatus.testsupport.SampleDatabases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The readers of files on arbitrary bytes: they read them or say what is wrong with them, soon, with little memory. More
 * of them with {@code -Dfuzz.count=1000000}, others with {@code -Dfuzz.seed=7}.
 */
class ReaderFuzzTests {

	private static final int COUNT = Integer.getInteger("fuzz.count", 1000);

	private static final long SEED = Long.getLong("fuzz.seed", 4);

	private static final Duration SOON = Duration.ofSeconds(2);

	private static final Path SAMPLES = Path.of(SampleDatabases.WORKDIR);

	@TempDir
	Path directory;

	@Test
	void anyIniFile() throws IOException {
		List<String> words = List.of("[alembic]", "[", "]", "=", ":", "%(here)s", "%%", "%(", ")s", "#", ";", "\n",
				"\n  ",
				"script_location", "sqlalchemy.url", "version_locations = ", "recursive_version_locations = true", "\t",
				"\0",
				"\u00e9", "\r", "[DEFAULT]", "a = %(b)s\nb = %(a)s\n", "prepend_sys_path = ");
		List<byte[]> seeds = List.of(read(SAMPLES.resolve("alembic.ini")), read(SAMPLES.resolve("alembic-billing.ini")),
				"[alembic]\nscript_location = %(here)s/x\nversion_locations = a:b c\n"
						.getBytes(StandardCharsets.UTF_8));
		Files.createDirectories(this.directory.resolve("x"));
		fuzz("ini", new Mutator(SEED, seeds, words), "alembic.ini", this::readConfiguration);
	}

	@Test
	void anyTomlFile() {
		List<String> words = List.of("[tool.alembic]", "[[", "]]", "[", "]", "{", "}", "=", "\"", "\"\"\"", "'", "'''",
				"\\u0000", "\\", ",", "true", "1e9999", "-inf", "2026-01-01", "0x", "\n", "script_location", "a.b.c",
				"\0",
				"\u00e9", "%(here)s");
		List<byte[]> seeds = List.of("""
				[project]
				name = "x"
				[tool.alembic]
				script_location = "%(here)s/x"
				version_locations = ["a", "b"]
				[[tool.alembic.post_write_hooks]]
				name = "ruff"
				""".getBytes(StandardCharsets.UTF_8));
		fuzz("toml", new Mutator(SEED, seeds, words), "pyproject.toml", (file) -> {
			try {
				AlembicConfigReader
						.read(new LiveFiles(),
								new ConfigLocation(this.directory, "pyproject.toml", "alembic", List.of(), null,
										List.of()));
			}
			catch (AlembicConfigException ex) {
				assertThat(ex.getMessage()).isNotBlank();
			}
		});
	}

	private void readConfiguration(Path file) {
		try {
			AlembicConfigReader
					.read(new LiveFiles(),
							new ConfigLocation(this.directory, "alembic.ini", "alembic", List.of(), null, List.of()));
		}
		catch (AlembicConfigException ex) {
			assertThat(ex.getMessage()).isNotBlank();
		}
	}

	@Test
	void anyScript() throws IOException {
		ScriptReader reader = new ScriptReader(List.of(this.directory), this.directory);
		fuzz("script", new Mutator(SEED, scripts(), pythonWords()), "script.py", (file) -> {
			try {
				assertThat(reader.read(new LiveFiles(), file).revision()).isNotNull();
			}
			catch (ScriptException ex) {
				assertThat(ex.getMessage()).isNotBlank();
			}
		});
	}

	@Test
	void anyEnvironment() throws IOException {
		fuzz("env.py", new Mutator(SEED, scripts(), pythonWords()), "env.py",
				(file) -> assertThat(
						EnvironmentScriptReader.read(new LiveFiles(), file, List.of(this.directory), Map.of()))
						.isNotNull());
	}

	@ParameterizedTest
	@ValueSource(strings = { "class A:", "class A: A\n", "def f(): f()\nf()\n", "@f\ndef f(): f\n", "x = x + x\n",
			"x += x\n", "x = f'{x}{x}'\n", "x *= 9\n", "x=1;", "y=f'a'\n", "if a:\n def f(): f\n", "if x:\n y=1\n",
			"a, = " })
	void muchOfOneThing(String word) throws IOException {
		Path file = Files.writeString(this.directory.resolve("script.py"),
				"x = 'ab'\n" + word.repeat((1 << 20) / word.length()));
		long start = System.nanoTime();
		try {
			new ScriptReader(List.of(this.directory), this.directory).read(new LiveFiles(), file);
		}
		catch (ScriptException ex) {
			assertThat(ex.getMessage()).contains("script.py").hasSizeLessThan(1000);
		}
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
	}

	private static List<String> pythonWords() {
		return List.of("revision", "down_revision", " = ", "None", "\"\"\"", "'", "\"", "(", ")", "[", "]", "{", "}",
				",",
				"\\", "\n", "\n    ", "\n\t", "f\"{", "}\"", "lambda: ", "if ", ":", "else", "def f():", "class A:",
				"import x", "from . import y", "# coding: latin-1\n", "# Part of: 1.0\n", "*", "**", "\0", "\u00e9",
				"\f",
				"1_0", "0x", "1e5", ";", "->", ":=", "@", "...", "not ", "-", "~", "async ", "await ", "\r", "\u2028",
				"rb'",
				"u''", "match x:\n case _:", "context.configure(version_table=\"v\")");
	}

	private static List<byte[]> scripts() throws IOException {
		try (Stream<Path> files = Files.walk(SAMPLES)) {
			return files.filter((file) -> file.toString().endsWith(".py")).sorted().map(ReaderFuzzTests::read).toList();
		}
	}

	private static byte[] read(Path file) {
		try {
			return Files.readAllBytes(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void fuzz(String what, Mutator mutator, String fileName, Consumer<Path> reader) {
		Path file = this.directory.resolve(fileName);
		long slowest = 0;
		for (int i = 0; i < COUNT; i++) {
			byte[] input = mutator.next();
			long start = 0;
			try {
				Files.write(file, input);
				start = System.nanoTime();
				reader.accept(file);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
			catch (Throwable ex) {
				throw new AssertionError("Input " + i + " of seed " + SEED + ": " + shown(input), ex);
			}
			long time = System.nanoTime() - start;
			slowest = Math.max(slowest, time);
			assertThat(Duration.ofNanos(time)).as(() -> shown(input)).isLessThan(SOON);
		}
		System.out.printf("Fuzzed %s: %d inputs, slowest %d ms.%n", what, COUNT, slowest / 1_000_000);
	}

	private static String shown(byte[] input) {
		return HexFormat.of().formatHex(input, 0, Math.min(input.length, 4000)) + "\n"
				+ new String(input, StandardCharsets.ISO_8859_1).substring(0, Math.min(input.length, 1000));
	}

}

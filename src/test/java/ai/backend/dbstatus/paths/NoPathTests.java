package ai.backend.dbstatus.paths;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

class NoPathTests {

	@TempDir
	Path directory = Path.of("");

	@Test
	void namesTheLocaleThatLacksTheLetters() throws Exception {
		assumeTrue(System.getProperty("os.name").equals("Linux"));
		assertThat(inLocale(Map.of("LC_ALL", "C")))
				.isEqualTo("the locale of this service (LC_ALL=C) has the encoding US-ASCII, which lacks some of its"
						+ " characters; start the service with the environment variable LC_ALL=C.UTF-8");
		assertThat(inLocale(Map.of("LANG", "C"))).startsWith("the locale of this service (LANG=C) has");
		assertThat(inLocale(Map.of())).startsWith("the locale of this service (neither LC_ALL,");
		assertThat(inLocale(Map.of("LC_ALL", "C.UTF-8"))).isEqualTo("it is one");
	}

	@Test
	void whatNoLocaleHasIsNotTheLocales() {
		assertThat(whyNot("a\0b")).isEqualTo("Nul character not allowed");
	}

	/** A process of its own, because the locale is that in which it was started. */
	private String inLocale(Map<String, String> environment) throws IOException {
		Path program = Files.writeString(this.directory.resolve("Asked.java"), """
								import ai.backend.dbstatus.paths.NoPath;
								import java.nio.file.Files;
				import java.nio.file.InvalidPathException;
								import java.nio.file.Path;
								class Asked {
									public static void main(String[] arguments) {
										try {
											Path.of("caf\\u00e9");
											System.out.println("it is one");
										}
										catch (InvalidPathException ex) {
											System.out.println(NoPath.because(ex));
										}
									}
								}
								""");
		ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-cp", System.getProperty("java.class.path"), program.toString());
		builder.environment().keySet().removeIf((name) -> name.startsWith("LC_") || name.startsWith("LANG"));
		builder.environment().putAll(environment);
		Process process = builder.start();
		return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
	}

	private static String whyNot(String path) {
		try {
			Path _ = Path.of(path);
			return "it is one";
		}
		catch (InvalidPathException ex) {
			return NoPath.because(ex);
		}
	}

}

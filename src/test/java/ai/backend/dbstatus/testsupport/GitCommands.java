package ai.backend.dbstatus.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The real {@code git}, in a directory, with no configuration but the repository's.
 *
 * @param directory where it is run
 */
public record GitCommands(Path directory) {

	/**
	 * A new repository with the branch {@code main}.
	 */
	public static GitCommands init(Path directory, String... options) {
		List<String> command = new ArrayList<>(List.of("init", "-q", "-b", "main"));
		command.addAll(Arrays.asList(options));
		GitCommands git = new GitCommands(createDirectories(directory));
		git.run(command.toArray(String[]::new));
		return git;
	}

	private static Path createDirectories(Path directory) {
		try {
			return Files.createDirectories(directory);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Runs a command.
	 * @return what it printed, without white space around it
	 */
	public String run(String... command) {
		return in(this.directory, Arrays.asList(command));
	}

	/**
	 * Writes a file, with its directories.
	 */
	public GitCommands write(String file, String text) {
		try {
			Path path = this.directory.resolve(file);
			createDirectories(path.resolve("..").normalize());
			Files.writeString(path, text);
			return this;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Commits all files as they are.
	 * @return the id of the commit
	 */
	public String commit(String message) {
		run("add", "-A");
		run("commit", "-q", "--allow-empty", "-m", message);
		return run("rev-parse", "HEAD");
	}

	private String in(Path place, List<String> command) {
		List<String> all = new ArrayList<>(List.of("git", "-c", "protocol.file.allow=always"));
		all.addAll(command);
		ProcessBuilder builder = new ProcessBuilder(all).directory(place.toFile()).redirectErrorStream(true);
		Map<String, String> environment = builder.environment();
		environment.keySet().removeIf((name) -> name.startsWith("GIT_"));
		environment.putAll(Map.of("GIT_CONFIG_GLOBAL", "/dev/null", "GIT_CONFIG_NOSYSTEM", "1", "GIT_AUTHOR_NAME", "A",
				"GIT_AUTHOR_EMAIL", "a@example.com", "GIT_COMMITTER_NAME", "A", "GIT_COMMITTER_EMAIL",
				"a@example.com", "GIT_AUTHOR_DATE", "2026-01-02T03:04:05Z", "GIT_COMMITTER_DATE",
				"2026-01-02T03:04:05Z"));
		try {
			Process process = builder.start();
			String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			if (process.waitFor() != 0) {
				throw new IllegalStateException(String.join(" ", all) + " failed: " + output);
			}
			return output.strip();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}

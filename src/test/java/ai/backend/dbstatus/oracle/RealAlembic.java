package ai.backend.dbstatus.oracle;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The Alembic that is installed. A Python process of its own answers most questions through Alembic's Python interface,
 * since a start of Python each would take too long; {@link #run} starts the command itself.
 */
final class RealAlembic implements AutoCloseable {

	static final JsonMapper JSON = JsonMapper.shared();

	private final List<String> command;

	private final Process process;

	private final BufferedWriter questions;

	private final BufferedReader answers;

	private final String version;

	private RealAlembic(List<String> command, List<String> python) throws IOException {
		this.command = command;
		List<String> driver = new ArrayList<>(python);
		try (InputStream code = Objects.requireNonNull(RealAlembic.class.getResourceAsStream("alembic_driver.py"))) {
			driver.addAll(List.of("-c", new String(code.readAllBytes(), StandardCharsets.UTF_8)));
		}
		this.process = new ProcessBuilder(driver).redirectError(ProcessBuilder.Redirect.DISCARD).start();
		this.questions = this.process.outputWriter(StandardCharsets.UTF_8);
		this.answers = this.process.inputReader(StandardCharsets.UTF_8);
		this.version = ask(question("version")).path("version").asString();
	}

	/**
	 * Starts the Alembic that the environment variable {@code ALEMBIC} names, or the one on the {@code PATH}.
	 * @return nothing where there is none
	 */
	static Optional<RealAlembic> start() {
		List<String> command = List.of(Objects.requireNonNullElse(System.getenv("ALEMBIC"), "alembic").split(" +"));
		try {
			Optional<List<String>> python = python(command);
			return python.isPresent() ? Optional.of(new RealAlembic(command, python.get())) : Optional.empty();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** The interpreter of {@code python3 -m alembic}, or of the script that the command is. */
	private static Optional<List<String>> python(List<String> command) throws IOException {
		int module = command.indexOf("-m");
		if (module > 0) {
			return Optional.of(command.subList(0, module));
		}
		Optional<Path> file = Stream
				.concat(Stream.of(""), Arrays.stream(System.getenv("PATH").split(File.pathSeparator)))
				.map((directory) -> Path.of(directory, command.getFirst()))
				.filter(Files::isExecutable)
				.filter(Files::isRegularFile)
				.findFirst();
		if (file.isEmpty()) {
			return Optional.empty();
		}
		try (BufferedReader reader = Files.newBufferedReader(file.get())) {
			String first = Objects.requireNonNullElse(reader.readLine(), "");
			return first.startsWith("#!")
					? Optional.of(List.of(first.substring(2).strip().split(" +")))
					: Optional.empty();
		}
	}

	String version() {
		return this.version;
	}

	/** 119 for 1.19. */
	int number() {
		String[] parts = this.version.split("\\D+");
		return Integer.parseInt(parts[0]) * 100 + Integer.parseInt(parts[1]);
	}

	static ObjectNode question(String operation) {
		return JSON.createObjectNode().put("op", operation);
	}

	JsonNode ask(JsonNode question) {
		try {
			this.questions.write(JSON.writeValueAsString(question));
			this.questions.write('\n');
			this.questions.flush();
			return JSON.readTree(Objects.requireNonNull(this.answers.readLine(), "The Python process has ended."));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Runs the command in a directory.
	 * @param id finds an id, as its first group, in a line of the output
	 * @return the ids in the output's order
	 */
	List<String> run(Path directory, Pattern id, String... arguments) throws IOException {
		List<String> line = new ArrayList<>(this.command);
		line.addAll(List.of(arguments));
		ProcessBuilder builder = new ProcessBuilder(line).directory(directory.toFile())
				.redirectError(ProcessBuilder.Redirect.DISCARD);
		builder.environment().put("PYTHONIOENCODING", "utf-8");
		List<String> ids = new ArrayList<>();
		try (BufferedReader output = builder.start().inputReader(StandardCharsets.UTF_8)) {
			output.lines().map(id::matcher).filter(Matcher::find).forEach((matcher) -> ids.add(matcher.group(1)));
		}
		return ids;
	}

	@Override
	public void close() {
		this.process.destroy();
	}

}

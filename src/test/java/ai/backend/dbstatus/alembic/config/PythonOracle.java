package ai.backend.dbstatus.alembic.config;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A Python process that runs a script of the test resources, which answers each line of JSON with a line of JSON.
 */
final class PythonOracle implements AutoCloseable {

	private static final int BATCH = 100;

	private static final JsonMapper JSON = JsonMapper.shared();

	private final Process process;

	private final BufferedWriter questions;

	private final BufferedReader answers;

	private PythonOracle(Process process) {
		this.process = process;
		this.questions = process.outputWriter(StandardCharsets.UTF_8);
		this.answers = process.inputReader(StandardCharsets.UTF_8);
	}

	static boolean isAvailable() {
		try {
			return new ProcessBuilder("python3", "--version").redirectErrorStream(true).start().waitFor() == 0;
		}
		catch (IOException ex) {
			return false;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	static PythonOracle start(String script) {
		try (InputStream resource = Objects.requireNonNull(PythonOracle.class.getResourceAsStream(script))) {
			String code = new String(resource.readAllBytes(), StandardCharsets.UTF_8);
			return new PythonOracle(new ProcessBuilder("python3", "-I", "-c", code)
					.redirectError(ProcessBuilder.Redirect.INHERIT)
					.start());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	List<JsonNode> ask(List<JsonNode> requests) {
		List<JsonNode> responses = new ArrayList<>(requests.size());
		try {
			for (int start = 0; start < requests.size(); start += BATCH) {
				int end = Math.min(start + BATCH, requests.size());
				for (JsonNode request : requests.subList(start, end)) {
					this.questions.write(JSON.writeValueAsString(request));
					this.questions.write('\n');
				}
				this.questions.flush();
				for (int index = start; index < end; index++) {
					responses.add(JSON.readTree(
							Objects.requireNonNull(this.answers.readLine(), "The Python process ended.")));
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return responses;
	}

	@Override
	public void close() {
		this.process.destroy();
	}

}

package ai.backend.dbstatus.documentation;

import java.util.Map;
import java.util.Optional;

/**
 * The commands of the pages that a test cannot run, and why.
 */
final class NotRun {

	/** The beginning of the command, and the reason. */
	static final Map<String, String> REASONS = Map.of("./mvnw ", "it is the build that runs this test", "java -jar ",
			"the jar is made after the tests", "docker ", "it takes a container engine", "PROJECT=",
			"it takes a container engine", "kubectl ", "it takes a cluster", "promtool ",
			"it takes a tool of Prometheus; where it is there, ObservabilityFilesTests run it", "src/soak/run ",
			"it runs for minutes",
			"ROWS=", "it runs for minutes, on a quiet machine", "echo '{\"name\": \"shop\"",
			"it is the input of a build with a checkout of one's own");

	private NotRun() {
	}

	/**
	 * Why a command is not run; empty if it is.
	 */
	static Optional<String> reason(Command command) {
		return REASONS.entrySet()
				.stream()
				.filter((entry) -> command.text().startsWith(entry.getKey()))
				.map(Map.Entry::getValue)
				.findFirst();
	}

}

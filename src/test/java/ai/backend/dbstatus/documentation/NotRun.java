package ai.backend.dbstatus.documentation;

import java.util.Map;
import java.util.Optional;

import static java.util.Map.entry;

/**
 * The commands of the pages that a test cannot run, and why.
 */
final class NotRun {

	/** The beginning of the command, and the reason. */
	static final Map<String, String> REASONS = Map.ofEntries(entry("./mvnw ", "it is the build that runs this test"),
			entry("java -jar ", "the jar is made after the tests"), entry("docker ", "it takes a container engine"),
			entry("PROJECT=", "it takes a container engine"), entry("kubectl ", "it takes a cluster"),
			entry("promtool ", "it takes a tool of Prometheus; where it is there, ObservabilityFilesTests run it"),
			entry("src/soak/run ", "it runs for minutes"), entry("ROWS=", "it runs for minutes, on a quiet machine"),
			entry("src/test/clients/run ", "it takes generators from the network"),
			entry("echo '{\"name\": \"shop\"", "it is the input of a build with a checkout of one's own"));

	private NotRun() {
	}

	/**
	 * Why a command is not run; empty if it is.
	 */
	static Optional<String> reason(Command command) {
		return REASONS.entrySet()
				.stream()
				.filter((reason) -> command.text().startsWith(reason.getKey()))
				.map(Map.Entry::getValue)
				.findFirst();
	}

}

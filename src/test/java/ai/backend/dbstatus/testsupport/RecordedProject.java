package ai.backend.dbstatus.testsupport;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The shape of a real project, with descriptions, dates and releases made up: Backend.AI's manager with 484 revisions
 * and 29 merges.
 */
public final class RecordedProject {

	private static final String DIRECTORY = "src/ai/backend/manager/models/alembic";

	private static final int REVISIONS_A_RELEASE = 40;

	private final JsonNode project;

	private RecordedProject(JsonNode project) {
		this.project = project;
	}

	/**
	 * Reads the record.
	 */
	public static RecordedProject manager() {
		JsonMapper mapper = new JsonMapper();
		try (InputStream stream = RecordedProject.class.getResourceAsStream("/vectors/projects.jsonl.gz");
				BufferedReader lines = new BufferedReader(new InputStreamReader(
						new GZIPInputStream(Objects.requireNonNull(stream)), StandardCharsets.UTF_8))) {
			JsonNode manager = lines.lines()
					.filter((line) -> line.contains(DIRECTORY))
					.map(mapper::readTree)
					.filter((project) -> project.path("directory").asString().equals(DIRECTORY))
					.findFirst()
					.orElseThrow();
			return new RecordedProject(manager);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * The ids, newest first.
	 */
	public List<String> history() {
		return strings(this.project.path("history"));
	}

	/**
	 * The down revisions of a revision.
	 */
	public List<String> downRevisions(String revision) {
		for (JsonNode script : this.project.path("scripts")) {
			if (script.path("revision").asString().equals(revision)) {
				JsonNode down = script.path("down_revision");
				return down.isNull() ? List.of() : down.isArray() ? strings(down) : List.of(down.asString());
			}
		}
		throw new IllegalArgumentException(revision);
	}

	/**
	 * Writes it as an Alembic project.
	 * @param directory an existing, empty directory
	 */
	public void write(Path directory) {
		AlembicProjectFiles files = new AlembicProjectFiles(directory);
		List<String> newestFirst = history();
		for (int place = 0; place < newestFirst.size(); place++) {
			String revision = newestFirst.get(place);
			int age = newestFirst.size() - place;
			String down = downRevisions(revision).stream().map((id) -> '"' + id + "\", ").reduce("", String::concat);
			files.rawScript(revision + "_step_" + age + ".py", """
					\"""Step number %1$d

					Create Date: %2$d-%3$02d-%4$02d 10:00:00
					\"""

					# Part of: 26.%5$d.0
					revision = "%6$s"
					down_revision = (%7$s)
					""".formatted(age, 2010 + age / 336, 1 + age / 28 % 12, 1 + age % 28, age / REVISIONS_A_RELEASE,
					revision, down));
		}
	}

	private static List<String> strings(JsonNode array) {
		return array.valueStream().map(JsonNode::asString).toList();
	}

}

package ai.backend.dbstatus.web.history;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import ai.backend.dbstatus.database.session.DatabaseSessions;
import ai.backend.dbstatus.status.StatusService;
import ai.backend.dbstatus.testsupport.SqliteProject;
import ai.backend.dbstatus.testsupport.TestComponents;
import ai.backend.dbstatus.testsupport.TestSessions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares the text with what {@code alembic history --indicate-current} printed of the same scripts and rows.
 */
class TextHistoryTests {

	private static final JsonMapper MAPPER = new JsonMapper();

	static List<JsonNode> recorded() throws IOException {
		try (InputStream file = TextHistoryTests.class.getResourceAsStream("alembic-history.jsonl")) {
			String text = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
			return text.lines().map(MAPPER::readTree).toList();
		}
	}

	@ParameterizedTest
	@MethodSource("recorded")
	void theTextIsAlembics(JsonNode recorded, @TempDir Path directory) {
		SqliteProject project = new SqliteProject(directory);
		int number = 0;
		for (JsonNode script : recorded.path("scripts")) {
			write(project, number++, script);
		}
		project.stamp(recorded.path("rows").valueStream().map(JsonNode::asString).toArray(String[]::new));
		assertThat(text(directory)).isEqualTo(recorded.path("history").asString());
	}

	private static void write(SqliteProject project, int number, JsonNode script) {
		String revision = script.path("revision").asString();
		String docstring = script.path("description").isNull()
				? ""
				: "\"\"\"%s\"\"\"\n".formatted(script.path("description").asString());
		project.write("migrations/versions/%d_%s.py".formatted(number, revision), """
				%srevision = '%s'
				down_revision = %s
				depends_on = %s
				branch_labels = %s
				""".formatted(docstring, revision, tuple(script.path("downRevisions")), tuple(script.path("dependsOn")),
				tuple(script.path("branchLabels"))));
	}

	private static String tuple(JsonNode values) {
		Stream<String> literals = values.valueStream().map((value) -> "'" + value.asString() + "',");
		return "(" + String.join(" ", literals.toList()) + ")";
	}

	private static String text(Path directory) {
		try (DatabaseSessions sessions = TestSessions.open()) {
			StatusService service = TestComponents.service(sessions,
					TestComponents.component("shop", directory, TestComponents.SEVERAL_HEADS));
			return TextHistory.of(service.history("shop").view().revisions());
		}
	}

}

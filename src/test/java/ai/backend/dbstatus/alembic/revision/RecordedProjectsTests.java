package ai.backend.dbstatus.alembic.revision;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.fail;

/**
 * The revision graphs of public projects, with the upgrades that Alembic planned for them from many states.
 */
class RecordedProjectsTests {

	/** Alembic warns of it and goes on with one of the two scripts; this service refuses it, and says so. */
	private static final String WITH_DUPLICATE = "alphagov--notifications-api--migrations@d64af176a8";

	private static final List<JsonNode> PROJECTS = Vectors.read("projects");

	@TestFactory
	Stream<DynamicTest> theProjectIsJudgedAsByAlembic() {
		return PROJECTS.stream()
				.map((project) -> DynamicTest.dynamicTest(project.get("name").asString(), () -> check(project)));
	}

	private static void check(JsonNode project) {
		List<Revision> revisions = Vectors.revisions(project.get("scripts"));
		if (project.get("broken").asBoolean()) {
			assertThatExceptionOfType(RevisionException.class).isThrownBy(() -> RevisionMap.of(revisions))
					.extracting(Vectors::alembicName)
					.isEqualTo(Vectors.name(project.get("errors").get(0)));
		}
		else if (revisions.stream().map(Revision::id).distinct().count() < revisions.size()) {
			assertThat(project.get("name").asString()).isEqualTo(WITH_DUPLICATE);
			assertThatExceptionOfType(DuplicateRevisionException.class).isThrownBy(() -> RevisionMap.of(revisions))
					.extracting(DuplicateRevisionException::revisions)
					.isEqualTo(List.of("0176_alter_billing_columns"));
		}
		else {
			new RecordedGraph(project, (order) -> fail("Not deterministic, but not recorded so: " + order))
					.check(RevisionMap.of(revisions));
		}
	}

	@Test
	void allProjectsAndCasesAreThere() {
		assertThat(PROJECTS).hasSize(104);
		assertThat(PROJECTS.stream().mapToInt((project) -> project.get("cases").size()).sum()).isEqualTo(4159);
	}

}

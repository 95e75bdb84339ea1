package ai.backend.dbstatus.actuate;

import ai.backend.dbstatus.testsupport.WatchedService;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

class AlembicEndpointTests extends WatchedService {

	@Test
	void theFormIsThatOfSpringBootsOwnEndpoints() {
		JsonNode contexts = this.http.json("/actuator/alembic").path("contexts");
		assertThat(contexts.propertyNames()).containsExactly("db-status");
		assertThat(contexts.path("db-status").path("alembicBeans").propertyNames()).containsExactly("manager",
				"archive");
	}

	@Test
	void migrationsComeOldestFirstWithTheirState() {
		JsonNode migrations = component("manager").path("migrations");
		assertThat(migrations.findValuesAsString("revision")).containsExactly(BASE, BEHIND, "def456ghi789", HEAD);
		assertThat(migrations.findValuesAsString("state")).containsExactly("APPLIED", "APPLIED", "PENDING",
				"PENDING");
		assertThat(migrations.path(1).toString()).isEqualTo("""
				{"revision":"abc123def456","description":"Add session status field","downRevisions":["012abc345def"],\
				"dependsOn":[],"branchLabels":[],"script":"abc123def456_add_session_status_field.py",\
				"created":"2026-01-20T16:05:41","release":"26.7.0","state":"APPLIED","current":true}""");
	}

	@Test
	void theMigrationsAreKnownThoughTheDatabaseIsAway() {
		JsonNode migration = component("archive").path("migrations").path(0);
		assertThat(migration.path("revision").asString()).isEqualTo("2e8c6a0f4d53");
		assertThat(migration.has("state")).isFalse();
	}

	@Test
	void nothingCanBeWritten() {
		assertThat(this.http.send("POST", "/actuator/alembic").statusCode()).isEqualTo(405);
	}

	private JsonNode component(String name) {
		return this.http.json("/actuator/alembic")
				.path("contexts")
				.path("db-status")
				.path("alembicBeans")
				.path(name);
	}

}

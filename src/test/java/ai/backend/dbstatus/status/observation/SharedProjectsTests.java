package ai.backend.dbstatus.status.observation;

import java.nio.file.Path;

import ai.backend.dbstatus.alembic.config.ConfigLocation;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SharedProjectsTests {

	private static final ConfigLocation HERE = ConfigLocation.of(Path.of("."), "alembic.ini");

	private static final ConfigLocation THERE = ConfigLocation.of(Path.of(".."), "alembic.ini");

	private final SharedProjects projects = new SharedProjects();

	@Test
	void componentsOfOneLocationShareItsProject() {
		assertThat(this.projects.acquire(HERE)).isSameAs(this.projects.acquire(HERE))
				.isNotSameAs(this.projects.acquire(THERE));
		assertThat(this.projects.size()).isEqualTo(2);
	}

	@Test
	void aProjectIsForgottenWithItsLastComponent() {
		SharedProject project = this.projects.acquire(HERE);
		this.projects.acquire(HERE);
		this.projects.release(HERE);
		assertThat(this.projects.acquire(HERE)).isSameAs(project);
		this.projects.release(HERE);
		this.projects.release(HERE);
		assertThat(this.projects.size()).isZero();
		assertThat(this.projects.acquire(HERE)).isNotSameAs(project);
	}

}

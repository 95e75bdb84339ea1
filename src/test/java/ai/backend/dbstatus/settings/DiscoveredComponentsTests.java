package ai.backend.dbstatus.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import ai.backend.dbstatus.alembic.discovery.Discovery;
import ai.backend.dbstatus.alembic.discovery.FoundProject;
import ai.backend.dbstatus.component.Component;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Components that are found below a directory.
 */
class DiscoveredComponentsTests {

	private static final Path SRV = Path.of("/srv");

	@TempDir
	private Path root;

	@Test
	void namesComeFromDirectoriesAndFiles() {
		assertThat(DiscoveredNames.of(new Discovery(List.of(found("", "alembic.ini", "alembic"),
				found("shop/backend", "alembic.ini", "alembic"),
				found("shop", "backend/alembic-billing.ini", "alembic"),
				found("shop", "orders_alembic.ini", "alembic"), found("wiki", "pyproject.toml", "alembic"),
				found("Bücher & co", "alembic.ini", "users"), found("db-status", "alembic.ini", "alembic"),
				found("shop-backend", "alembic.ini", "alembic")), List.of())).keySet())
				.containsExactly("srv", "shop-backend", "shop-billing", "shop-orders", "wiki", "B-cher-co-users",
						"db-status-project", "shop-backend-2");
	}

	@Test
	void aLongNameIsShortenedAndStaysUnique() {
		String deep = "a-long-name-of-a-directory/another-long-name-of-a-directory/and-the-name-of-";
		List<String> names = List
				.copyOf(DiscoveredNames.of(new Discovery(List.of(found(deep + "one", "alembic.ini", "alembic"),
						found(deep + "two", "alembic.ini", "alembic")), List.of())).keySet());
		assertThat(names).hasSize(2).allSatisfy((name) -> assertThat(name).hasSize(63).matches("[A-Za-z0-9._-]+"));
	}

	@Test
	void whatIsFoundIsAComponentAndWhatIsConfiguredOfItWins() throws IOException {
		project("shop");
		project("blog");
		List<Component> components = components(Map.of("db-status.components.blog.url", "sqlite:///blog.db",
				"db-status.components.blog.title", "Blog"));
		assertThat(components).extracting(Component::name).containsExactly("blog", "shop");
		assertThat(components.getFirst().title()).isEqualTo("Blog");
		assertThat(components.getFirst().database().url()).isEqualTo("sqlite:///blog.db");
		assertThat(components).extracting((component) -> component.project().workdir())
				.containsExactly(this.root.resolve("blog"), this.root.resolve("shop"));
		assertThat(components).allMatch((component) -> component.project().trusted());
	}

	@Test
	void whatIsConfiguredUnderAnotherNameIsNotFoundAgain() throws IOException {
		project("shop");
		assertThat(components(Map.of("db-status.components.store.workdir", this.root.resolve("shop").toString())))
				.extracting(Component::name)
				.containsExactly("store");
	}

	@Test
	void theBuiltInComponentsStayInACheckoutOfTheirsAndWhereNothingIsFound() throws IOException {
		assertThat(components(Map.of())).extracting(Component::name)
				.containsExactly("manager", "accountmgr", "appproxy");
		project("");
		project("tools");
		assertThat(components(Map.of())).extracting(Component::name).doesNotContain("manager");
		Files.createDirectories(this.root.resolve("src/ai/backend/manager"));
		assertThat(components(Map.of())).extracting(Component::name)
				.containsExactly("manager", "accountmgr", "appproxy", "tools");
		assertThat(components(Map.of("db-status.builtin-components", "false"))).extracting(Component::name)
				.containsExactly(this.root.getFileName().toString(), "tools");
	}

	private void project(String directory) throws IOException {
		Path path = this.root.resolve(directory);
		Files.createDirectories(path.resolve("migrations/versions"));
		Files.writeString(path.resolve("alembic.ini"), "[alembic]\nscript_location = migrations\n");
	}

	private List<Component> components(Map<String, String> settings) {
		Map<String, String> all = new HashMap<>(settings);
		all.put("db-status.workdir", this.root.toString());
		all.put("db-status.discover", this.root.toString());
		DbStatusProperties properties = new Binder(List.of(new MapConfigurationPropertySource(all)))
				.bindOrCreate("db-status", DbStatusProperties.class);
		return new ComponentDefinitions(properties, DirectorySearch.search(properties)).components();
	}

	private static FoundProject found(String workdir, String file, String section) {
		return new FoundProject(SRV, SRV.resolve(workdir), file, section);
	}

}

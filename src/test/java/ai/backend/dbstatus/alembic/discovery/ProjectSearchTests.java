package ai.backend.dbstatus.alembic.discovery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import ai.backend.dbstatus.alembic.source.live.LiveFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Finds projects in trees as people have them.
 */
class ProjectSearchTests {

	@TempDir
	private Path root;

	@Test
	void projectsAreFoundWhereAlembicIsStartedOnThem() throws IOException {
		write("alembic.ini", "[alembic]\nscript_location = migrations\n");
		write("migrations/env.py", "");
		write("shop/backend/alembic.ini", "[alembic]\nscript_location = %(here)s/alembic\n");
		write("shop/backend/alembic/env.py", "");
		// Started from two directories above the file.
		write("blog/src/db/alembic.ini", "[alembic]\nscript_location = src/db/migrations\n");
		write("blog/src/db/migrations/env.py", "");
		write("wiki/pyproject.toml", "[tool.alembic]\nscript_location = \"migrations\"\n");
		write("wiki/migrations/env.py", "");
		// Flask-Migrate
		write("flask/migrations/alembic.ini", "[alembic]\n");
		write("flask/migrations/env.py", "");
		write("other/pyproject.toml", "[project]\nname = 'other'\n");
		assertThat(search().projects())
				.extracting((project) -> this.root.relativize(project.workdir()).toString(),
						FoundProject::alembicConfig,
						FoundProject::section)
				.containsExactly(tuple("", "alembic.ini", "alembic"), tuple("wiki", "pyproject.toml", "alembic"),
						tuple("flask", "migrations/alembic.ini", "alembic"),
						tuple("shop/backend", "alembic.ini", "alembic"),
						tuple("blog", "src/db/alembic.ini", "alembic"));
		assertThat(search().unused()).isEmpty();
	}

	@Test
	void severalFilesInADirectoryAreSeveralProjectsUnlessTheyAreAboutTheSame() throws IOException {
		for (String name : List.of("alembic-billing", "orders_alembic", "alembic")) {
			write(name + ".ini", "[alembic]\nscript_location = " + name + "\n");
			write(name + "/env.py", "");
		}
		write("pyproject.toml", "[tool.alembic]\nscript_location = \"alembic\"\n");
		Discovery found = search();
		assertThat(found.projects()).extracting(FoundProject::alembicConfig)
				.containsExactly("alembic.ini", "alembic-billing.ini", "orders_alembic.ini");
		assertThat(found.unused()).containsExactly(new UnusedFile(this.root.resolve("pyproject.toml"),
				"It has the same scripts as %s, which is used.".formatted(this.root.resolve("alembic.ini"))));
	}

	@Test
	void eachOfSeveralEnginesIsAProject() throws IOException {
		write("alembic.ini", """
				[alembic]
				script_location = migrations
				databases = users, orders
				[users]
				sqlalchemy.url = sqlite:///users.db
				[orders]
				sqlalchemy.url = sqlite:///orders.db
				""");
		write("migrations/env.py", "");
		assertThat(search().projects()).extracting(FoundProject::section).containsExactly("users", "orders");
	}

	@Test
	void whatCannotBeUsedIsSaidInOneSentence() throws IOException {
		write("a/alembic.ini", "[alembic]\nscript_location = nowhere\n");
		write("b/alembic.ini", "what?\n");
		write("c/alembic.ini", "[alembic]\n");
		assertThat(search().projects()).isEmpty();
		assertThat(search().unused()).extracting((unused) -> this.root.relativize(unused.file()).toString())
				.containsExactly("a/alembic.ini", "b/alembic.ini", "c/alembic.ini");
		assertThat(search().unused().getFirst().why()).isEqualTo(
				"alembic.ini, line 2, script_location: the script directory 'nowhere' does not exist (looked for %s)."
						.formatted(this.root.resolve("a/nowhere")));
		Path missing = this.root.resolve("missing");
		assertThat(ProjectSearch.search(new LiveFiles(), List.of(missing), Duration.ofMinutes(1)).unused())
				.containsExactly(new UnusedFile(missing, "There is no such directory."));
	}

	@ParameterizedTest
	@ValueSource(strings = { "node_modules/x", ".git/x", ".venv/lib", "lib/site-packages/x", "1/2/3/4/5/6/7/8/9" })
	void whatOthersBroughtAndWhatIsTooDeepIsPassedOver(String directory) throws IOException {
		write(directory + "/alembic.ini", "[alembic]\nscript_location = migrations\n");
		write(directory + "/migrations/env.py", "");
		assertThat(search()).isEqualTo(Discovery.NONE);
	}

	@Test
	void linksToDirectoriesAreNotFollowed(@TempDir Path elsewhere) throws IOException {
		Files.writeString(elsewhere.resolve("alembic.ini"), "[alembic]\nscript_location = %(here)s\n");
		Files.createSymbolicLink(this.root.resolve("link"), elsewhere);
		Files.createSymbolicLink(this.root.resolve("self"), this.root);
		assertThat(search()).isEqualTo(Discovery.NONE);
	}

	@Test
	void aSearchThatTakesTooLongSaysSo() throws IOException {
		write("a/alembic.ini", "[alembic]\nscript_location = nowhere\n");
		assertThat(ProjectSearch.search(new LiveFiles(), List.of(this.root), Duration.ZERO).unused())
				.containsExactly(new UnusedFile(this.root, ("There is too much below %s to look at all of it: name the"
						+ " directories that matter in db-status.discover.").formatted(this.root)));
	}

	private Discovery search() {
		return ProjectSearch.search(new LiveFiles(), List.of(this.root), Duration.ofMinutes(1));
	}

	private void write(String file, String text) throws IOException {
		Path path = this.root.resolve(file);
		Files.createDirectories(path.getParent());
		Files.writeString(path, text);
	}

}

package ai.backend.dbstatus.elsewhere;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import ai.backend.dbstatus.alembic.source.git.GitRepository;
import ai.backend.dbstatus.testsupport.GitCommands;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A share of what {@link CheckoutComparison} is for: a small repository in which everything happens that happens to scripts.
 */
class CheckoutComparisonTests {

	private static final int COMMITS = 20;

	@TempDir
	private Path temp;

	@Test
	void aRefAnUploadAndAnImageSayWhatACheckoutSays() throws IOException, InterruptedException {
		Path top = this.temp.toRealPath();
		GitCommands git = GitCommands.init(top.resolve("repository"));
		List<String> commits = commits(git);
		Path workdir = Files.createDirectory(top.resolve("work"));
		try (GitRepository repository = GitRepository.open(git.directory())) {
			CheckoutComparison comparison = new CheckoutComparison(repository, git.directory(), "db/alembic.ini",
					List.of(), workdir);
			for (String commit : commits) {
				assertThat(comparison.compare(commit)).as(commit).isEmpty();
			}
			// Three ways, and two to four states of the database.
			assertThat(comparison.answers()).isGreaterThan(COMMITS * 6);
		}
	}

	/**
	 * Compares commits of any repository: {@code -Dcheckouts.repository=DIR}, {@code -Dcheckouts.config=alembic.ini},
	 * {@code -Dcheckouts.refs=A,B} and, where packages are looked up elsewhere, {@code -Dcheckouts.python-path=src,.}.
	 */
	@Test
	@EnabledIfSystemProperty(named = "checkouts.repository", matches = ".+")
	void aRefAnUploadAndAnImageSayWhatACheckoutOfAnotherRepositorySays() throws IOException, InterruptedException {
		Path directory = Path.of(System.getProperty("checkouts.repository"));
		try (GitRepository repository = GitRepository.open(directory)) {
			CheckoutComparison comparison = new CheckoutComparison(repository, directory,
					System.getProperty("checkouts.config", "alembic.ini"), listed("checkouts.python-path"),
					this.temp.toRealPath());
			for (String ref : listed("checkouts.refs")) {
				assertThat(comparison.compare(ref)).as(ref).isEmpty();
			}
			assertThat(comparison.answers()).isPositive();
		}
	}

	private static List<String> listed(String property) {
		String value = System.getProperty(property, "");
		return value.isEmpty() ? List.of() : List.of(value.split(","));
	}

	private static List<String> commits(GitCommands git) throws IOException {
		Random random = new Random(16);
		List<String> scripts = new ArrayList<>();
		List<String> commits = new ArrayList<>();
		git.write("db/alembic.ini", "[alembic]\nscript_location = db/m\n").write("db/m/env.py", "");
		for (int i = 0; i < COMMITS; i++) {
			String id = "%012x".formatted(random.nextLong() & 0xffffffffffffL);
			String down = scripts.isEmpty() ? "None" : "'" + scripts.get(random.nextInt(scripts.size())) + "'";
			git.write("db/m/versions/" + id + "_change.py", """
					\"\"\"Change %d

					Create Date: 2026-01-%02d 10:00:00
					\"\"\"
					revision = '%s'
					down_revision = %s
					""".formatted(i, i + 1, id, down));
			scripts.add(id);
			switch (i) {
				case 5 -> git.write("db/m/versions/broken.py", "revision = compute()\n");
				case 6 -> Files.delete(git.directory().resolve("db/m/versions/broken.py"));
				case 8 -> Files.createSymbolicLink(git.directory().resolve("elsewhere"), Path.of("db/m/versions"));
				case 9 -> git.write("db/alembic.ini",
						"[alembic]\nscript_location = db/m\nversion_locations = elsewhere\n");
				case 11 -> Files.delete(git.directory().resolve("db/m/versions/" + scripts.remove(2) + "_change.py"));
				case 13 -> git.write("db/m/versions/" + scripts.get(4) + "_again.py", "revision = '%s'\n"
						.formatted(scripts.get(4)));
				case 14 -> Files.delete(git.directory().resolve("db/m/versions/" + scripts.get(4) + "_again.py"));
				case 16 -> git.run("mv", "db/m", "db/moved");
				case 17 -> git.write("db/alembic.ini", "[alembic]\nscript_location = db/moved\n");
				case 18 -> git.run("mv", "db/moved", "db/m");
				case 19 -> git.write("db/alembic.ini", "[alembic]\nscript_location = db/m\n");
				default -> {
				}
			}
			commits.add(git.commit("Commit " + i));
			if (i == 16) {
				git.run("mv", "elsewhere", "gone");
			}
		}
		return commits;
	}

}

package ai.backend.dbstatus.alembic.refs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import ai.backend.dbstatus.alembic.AlembicProject;
import ai.backend.dbstatus.alembic.RevisionHistory;
import ai.backend.dbstatus.alembic.config.ConfigLocation;
import ai.backend.dbstatus.alembic.config.ConfigNotFoundException;
import ai.backend.dbstatus.alembic.script.MigrationScript;
import ai.backend.dbstatus.alembic.script.UnreadableScriptException;
import ai.backend.dbstatus.alembic.source.git.GitRepository;
import ai.backend.dbstatus.testsupport.AlembicProjectFiles;
import ai.backend.dbstatus.testsupport.GitCommands;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ProjectRefsTests {

	@TempDir
	Path temp;

	private AlembicProjectFiles files;

	private GitCommands git;

	private GitRepository repository;

	private ProjectRefs refs;

	@BeforeEach
	void commit() throws IOException {
		Path top = this.temp.toRealPath().resolve("repository");
		Path directory = Files.createDirectories(top.resolve("db"));
		this.git = GitCommands.init(top);
		this.files = new AlembicProjectFiles(directory).script("aaa1", "First");
		this.git.commit("First");
		this.git.run("tag", "1.0");
		this.files.script("bbb2", "Second", "aaa1");
		this.git.commit("Second");
		this.git.run("tag", "2.0");
		this.git.run("checkout", "-q", "-b", "feature", "1.0");
		this.files.script("fff6", "Feature", "aaa1");
		this.git.commit("Feature");
		this.git.run("checkout", "-q", "main");
		this.repository = GitRepository.open(directory);
		this.refs = new ProjectRefs(this.repository, ConfigLocation.of(directory, "alembic.ini"), 3);
	}

	@AfterEach
	void close() {
		this.repository.close();
	}

	private AlembicProject project(String ref) {
		return this.refs.project(this.refs.resolve(ref).tree());
	}

	private List<String> heads(String ref) {
		RevisionHistory history = project(ref).history();
		return history.map().heads().stream().map((revision) -> revision.id()).toList();
	}

	private static @Nullable Path file(RevisionHistory history, String revision) {
		MigrationScript script = history.scripts().get(revision);
		return (script != null) ? script.file() : null;
	}

	@Test
	void readsTheProjectAsOfEachRef() {
		assertThat(heads("1.0")).containsExactly("aaa1");
		assertThat(heads("main")).containsExactly("bbb2");
		assertThat(heads("feature")).containsExactly("fff6");
		assertThat(heads("main~1")).containsExactly("aaa1");
	}

	@Test
	void namesFilesAsInACheckout() {
		assertThat(file(project("main").history(), "bbb2"))
				.isEqualTo(this.files.versions().resolve("bbb2.py"));
	}

	@Test
	void takesTheSameScriptsOverFromARefToTheNext() {
		RevisionHistory before = project("main").history();
		this.git.write("README", "Nothing to do with it").commit("Third");
		long read = this.repository.filesRead();
		assertThat(project("main").history()).isSameAs(before);
		assertThat(this.repository.filesRead()).isEqualTo(read);
		this.files.script("ccc3", "Third", "bbb2");
		this.git.commit("Fourth");
		assertThat(heads("main")).containsExactly("ccc3");
		assertThat(this.repository.filesRead()).isEqualTo(read + 1);
		assertThat(heads("main~1")).containsExactly("bbb2");
	}

	@Test
	void keepsNoMoreProjectsThanItMay() {
		for (String ref : List.of("main", "main~1", "feature", "1.0", "2.0")) {
			heads(ref);
		}
		this.git.write("one", "").commit("One");
		heads("main");
		this.git.write("two", "").commit("Two");
		heads("main");
		assertThat(this.refs.size()).isEqualTo(3);
	}

	@Test
	void saysWhatIsWrongWithTheScriptsOfARef() {
		this.files.rawScript("broken.py", "revision = os.environ['X']\n");
		this.git.commit("Broken");
		assertThatExceptionOfType(UnreadableScriptException.class).isThrownBy(() -> project("main").history())
				.withMessageContaining("broken.py");
		assertThat(heads("2.0")).containsExactly("bbb2");
	}

	@Test
	void takesAConfigurationThatIsNotInTheRepositoryFromTheWorkTree() {
		this.git.run("rm", "-q", "--cached", "db/alembic.ini");
		this.git.write(".gitignore", "alembic.ini\n").commit("Ignore");
		assertThat(heads("main")).containsExactly("bbb2");
		this.git.write("db/alembic.ini", "[alembic]\nscript_location = elsewhere\n");
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> heads("main"))
				.withMessageContaining("elsewhere");
		assertThat(heads("2.0")).containsExactly("bbb2");
		assertThat(this.git.directory().resolve("db/alembic.ini").toFile().delete()).isTrue();
		assertThatExceptionOfType(ConfigNotFoundException.class).isThrownBy(() -> heads("main"));
	}

	@Test
	void putsABareRepositoryWhereTheWorkingDirectoryIs() throws IOException {
		this.git.run("clone", "-q", "--bare", ".", "../bare");
		Path workdir = Files.createDirectory(this.temp.resolve("empty"));
		try (GitRepository bare = GitRepository.open(this.temp.resolve("bare"))) {
			ProjectRefs mirror = new ProjectRefs(bare,
					new ConfigLocation(workdir, "db/alembic.ini", "alembic", List.of(), "db/migrations", List.of()), 3);
			RevisionHistory history = mirror.project(mirror.resolve("feature").tree()).history();
			assertThat(history.scripts()).containsOnlyKeys("aaa1", "fff6");
			assertThat(file(history, "fff6"))
					.isEqualTo(workdir.resolve("db/migrations/versions/fff6.py"));
		}
	}

	@Test
	void findsTheRefsThatHaveARevision() {
		assertThat(this.refs.find(List.of("aaa1", "fff6", "bbb2", "nowhere")).revisions()).containsExactly(
				found("aaa1", "1.0", List.of("1.0", "2.0", "feature", "main")),
				found("fff6", "feature", List.of("feature")), found("bbb2", "2.0", List.of("2.0", "main")));
	}

	private FoundRevision found(String revision, String first, List<String> refs) {
		return new FoundRevision(revision, this.git.run("rev-parse", first + "^{commit}"),
				this.refs.resolve(first).committedAt(), "db/migrations/versions/" + revision + ".py", refs,
				refs.size());
	}

	@Test
	void findsWhatOnlyOtherRefsHaveAndWhatOnlyTheHistoryHas() throws IOException {
		this.files.script("ccc3", "Third", "bbb2");
		String pull = this.git.commit("Pull");
		this.git.run("update-ref", "refs/pull/7/head", "HEAD");
		this.git.run("reset", "-q", "--hard", "HEAD~");
		assertThat(this.refs.find(List.of("ccc3")).revisions()).singleElement().satisfies((found) -> {
			assertThat(found.commit()).isEqualTo(pull);
			assertThat(found.refs()).containsExactly("pull/7/head");
		});
		this.files.script("ddd4", "Gone", "bbb2");
		String added = this.git.commit("Add");
		assertThat(this.refs.find(List.of("ddd4")).revisions()).singleElement()
				.satisfies((found) -> assertThat(found.refs()).containsExactly("main"));
		Files.delete(this.files.versions().resolve("ddd4.py"));
		this.git.commit("Remove");
		assertThat(this.refs.find(List.of("ddd4")).revisions()).singleElement().satisfies((found) -> {
			assertThat(found.commit()).isEqualTo(added);
			assertThat(found.refs()).isEmpty();
			assertThat(found.refCount()).isZero();
		});
	}

	@Test
	void keepsUpWithMovedRefsWithoutReadingAgain() {
		this.refs.find(List.of("nowhere"));
		long read = this.repository.filesRead();
		this.git.run("branch", "another", "feature");
		assertThat(this.refs.find(List.of("fff6")).revisions()).singleElement()
				.satisfies((found) -> assertThat(found.refs()).containsExactly("another", "feature"));
		this.git.run("branch", "-f", "another", "main");
		assertThat(this.refs.find(List.of("fff6")).revisions()).singleElement()
				.satisfies((found) -> assertThat(found.refs()).containsExactly("feature"));
		assertThat(this.repository.filesRead()).isEqualTo(read);
	}

	@Test
	void knowsWhatARevisionNeeds() {
		FoundRevisions found = this.refs.find(List.of("bbb2", "fff6", "nowhere"));
		assertThat(found.needed()).containsExactlyInAnyOrder("aaa1", "bbb2", "fff6");
		assertThat(found.allNeeded()).isTrue();
	}

	@Test
	void isCertainOnlyOfWhatAllScriptsOfARevisionNeed() {
		this.git.run("checkout", "-q", "feature");
		this.files.script("ggg7", "On the feature", "fff6");
		this.git.commit("More");
		this.git.run("checkout", "-q", "-b", "rebased", "main");
		this.files.script("fff6", "Feature", "bbb2").script("ggg7", "On the feature", "fff6");
		this.git.commit("The feature on top of main");
		FoundRevisions found = this.refs.find(List.of("ggg7"));
		assertThat(found.needed()).containsExactlyInAnyOrder("aaa1", "fff6", "ggg7");
		assertThat(found.allNeeded()).isFalse();
		this.git.run("branch", "-D", "feature");
		assertThat(this.refs.find(List.of("ggg7")).needed()).containsExactlyInAnyOrder("aaa1", "bbb2", "fff6", "ggg7");
		assertThat(this.refs.find(List.of("ggg7")).allNeeded()).isTrue();
	}

	@Test
	void endsWhereTwoRefsPutTheirRevisionsInOppositeOrder() {
		this.git.run("checkout", "-q", "-b", "other", "1.0");
		this.files.script("fff6", "Feature", "bbb2").script("bbb2", "Second", "aaa1");
		this.git.commit("One way");
		this.git.run("checkout", "-q", "-b", "another", "1.0");
		this.files.script("bbb2", "Second", "fff6").script("fff6", "Feature", "aaa1");
		this.git.commit("The other way");
		FoundRevisions found = this.refs.find(List.of("fff6"));
		assertThat(found.needed()).containsExactly("fff6");
		assertThat(found.allNeeded()).isFalse();
	}

	@Test
	void aNeedThatNoScriptHasIsNotAll() {
		this.files.script("hhh8", "Lost", "gone");
		this.git.commit("Lost");
		FoundRevisions found = this.refs.find(List.of("hhh8"));
		assertThat(found.needed()).containsExactly("hhh8");
		assertThat(found.allNeeded()).isFalse();
	}

}

package ai.backend.dbstatus.alembic.source.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import ai.backend.dbstatus.alembic.source.Entry;
import ai.backend.dbstatus.alembic.source.Entry.Kind;
import ai.backend.dbstatus.alembic.source.FileTooLargeException;
import ai.backend.dbstatus.alembic.source.ProjectFiles;
import ai.backend.dbstatus.alembic.source.UnavailableFilesException;
import ai.backend.dbstatus.alembic.source.UnreadableFileException;
import ai.backend.dbstatus.testsupport.GitCommands;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

class GitRepositoryTests {

	private static final Path ROOT = Path.of("/project");

	@TempDir
	Path temp;

	private GitCommands git;

	private String first;

	private String second;

	@BeforeEach
	void commitTwice() throws IOException {
		this.temp = this.temp.toRealPath();
		this.git = GitCommands.init(this.temp.resolve("repository"));
		this.first = this.git.write("alembic.ini", "one").write("versions/a.py", "a").commit("First");
		this.git.run("tag", "v1");
		this.git.run("tag", "-a", "-m", "Annotated", "v1-annotated");
		this.second = this.git.write("alembic.ini", "two").write("versions/b.py", "b").commit("Second");
		this.git.run("branch", "feature/x", "v1");
	}

	private static String text(ProjectFiles files, String name) {
		try {
			return new String(files.read(files.look(ROOT.resolve(name)), 1000), StandardCharsets.UTF_8);
		}
		catch (UnreadableFileException ex) {
			throw new AssertionError(ex);
		}
	}

	private static String config(GitRepository repository, String ref) {
		return text(repository.files(repository.resolve(ref), ROOT), "alembic.ini");
	}

	private static List<String> names(ProjectFiles files, String directory) {
		try {
			return files.list(files.look(ROOT.resolve(directory))).stream().map(Entry::name).toList();
		}
		catch (UnreadableFileException ex) {
			throw new AssertionError(ex);
		}
	}

	@Test
	void readsTheFilesOfACommitAndNotThoseOfTheWorkTree() {
		this.git.write("alembic.ini", "changed").write("versions/untracked.py", "");
		try (GitRepository repository = GitRepository.open(this.git.directory())) {
			ProjectFiles now = repository.files(repository.resolve("main"), ROOT);
			assertThat(text(now, "alembic.ini")).isEqualTo("two");
			assertThat(names(now, "versions")).containsExactly("a.py", "b.py");
			ProjectFiles before = repository.files(repository.resolve("v1"), ROOT);
			assertThat(text(before, "alembic.ini")).isEqualTo("one");
			assertThat(names(before, "versions")).containsExactly("a.py");
			assertThat(before.kind(ROOT.resolve("versions/b.py"))).isEqualTo(Kind.MISSING);
			assertThat(before.isImmutable()).isTrue();
		}
	}

	@Test
	void findsCommitsByWhateverGitTakesForTheirNames() {
		this.git.run("update-ref", "refs/remotes/origin/main", this.first);
		this.git.run("update-ref", "refs/pull/7/head", this.first);
		try (GitRepository repository = GitRepository.open(this.git.directory())) {
			for (String name : List.of("v1", "v1-annotated", "tags/v1", "refs/tags/v1", "feature/x", "heads/feature/x",
					"origin/main", "pull/7/head", "refs/pull/7/head", this.first, this.first.substring(0, 7), "main~1",
					"main^", "HEAD~", "HEAD^1", "@~1", "v1^{commit}", "v1-annotated^{}")) {
				assertThat(repository.resolve(name).id()).as(name).isEqualTo(this.first);
			}
			GitCommit head = repository.resolve("HEAD");
			assertThat(head.id()).isEqualTo(this.second);
			assertThat(head.ref()).isEqualTo("HEAD");
			assertThat(head.committedAt()).isEqualTo(Instant.parse("2026-01-02T03:04:05Z"));
			assertThat(head.tree()).isEqualTo(this.git.run("rev-parse", "HEAD^{tree}"));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "main~200000", "main:alembic.ini", ":/First", ":0:alembic.ini", "main@{1}",
			"main@{yesterday}", "@{u}", "main^{tree}", "main^{/First}", "ma in", "ma*", "..", "main..v1", "../../etc",
			"main~99", "HEAD^2", "--all", "refs/heads", "00000000", "0000000000000000000000000000000000000000",
			"v1^{blob}" })
	void findsNoCommitByAnythingElse(String name) {
		try (GitRepository repository = GitRepository.open(this.git.directory())) {
			assertThatExceptionOfType(UnknownRefException.class).isThrownBy(() -> repository.resolve(name))
					.satisfies((ex) -> assertThat(ex.ref()).isEqualTo(name));
		}
	}

	@Test
	void namesRefsThatAreSpeltNearlySo() {
		try (GitRepository repository = GitRepository.open(this.git.directory())) {
			assertThatExceptionOfType(UnknownRefException.class).isThrownBy(() -> repository.resolve("mian"))
					.withMessage("There is no branch, tag or commit 'mian' in %s/.git", this.git.directory())
					.satisfies((ex) -> assertThat(ex.near()).containsExactly("main"));
			assertThatExceptionOfType(UnknownRefException.class).isThrownBy(() -> repository.resolve("x"))
					.satisfies((ex) -> assertThat(ex.near().getFirst()).isEqualTo("feature/x"));
		}
	}

	@Test
	void saysThatTheBeginningOfSeveralIdsIsAmbiguous() {
		List<String> ids = new ArrayList<>();
		String shared = null;
		for (int i = 0; shared == null; i++) {
			String id = this.git.commit("Commit " + i).substring(0, 4);
			for (String other : ids) {
				shared = other.substring(0, 2).equals(id.substring(0, 2)) ? id.substring(0, 2) : shared;
			}
			ids.add(id);
		}
		try (GitRepository repository = GitRepository.open(this.git.directory())) {
			String beginning = shared;
			assertThatExceptionOfType(UnknownRefException.class).isThrownBy(() -> repository.resolve(beginning));
		}
	}

	@Test
	void findsTheRepositoryThatADirectoryLiesIn() throws IOException {
		Path below = this.git.directory().resolve("versions");
		try (GitRepository repository = GitRepository.open(below)) {
			assertThat(repository.workTree()).isEqualTo(this.git.directory());
			assertThat(repository.directory()).isEqualTo(this.git.directory().resolve(".git"));
		}
		Path link = Files.createSymbolicLink(this.temp.resolve("link"), below);
		try (GitRepository repository = GitRepository.open(link)) {
			assertThat(repository.workTree()).isEqualTo(this.git.directory());
		}
		Path outside = Files.createDirectory(this.temp.resolve("outside"));
		assertThatExceptionOfType(NoRepositoryException.class).isThrownBy(() -> GitRepository.open(outside))
				.withMessage("%s is not in a git repository", outside);
		assertThatExceptionOfType(NoRepositoryException.class)
				.isThrownBy(() -> GitRepository.open(this.temp.resolve("gone")));
	}

	@Test
	void readsALinkedWorkTreeWithItsOwnHead() {
		this.git.run("worktree", "add", "-q", "../linked", "feature/x");
		Path linked = this.temp.resolve("linked");
		try (GitRepository repository = GitRepository.open(linked)) {
			assertThat(repository.workTree()).isEqualTo(linked);
			assertThat(config(repository, "HEAD")).isEqualTo("one");
			assertThat(config(repository, "main")).isEqualTo("two");
		}
	}

	@Test
	void readsBareShallowAndBorrowingRepositories() {
		this.git.run("clone", "-q", "--bare", ".", "../bare");
		this.git.run("clone", "-q", "--depth", "1", "file://" + this.git.directory(), "../shallow");
		this.git.run("clone", "-q", "--shared", ".", "../borrowing");
		try (GitRepository repository = GitRepository.open(this.temp.resolve("bare"))) {
			assertThat(repository.workTree()).isNull();
			assertThat(config(repository, "main")).isEqualTo("two");
			assertThat(config(repository, "feature/x")).isEqualTo("one");
		}
		try (GitRepository repository = GitRepository.open(this.temp.resolve("shallow"))) {
			assertThat(config(repository, "main")).isEqualTo("two");
			assertThatExceptionOfType(UnknownRefException.class).isThrownBy(() -> repository.resolve("main~1"));
		}
		try (GitRepository repository = GitRepository.open(this.temp.resolve("borrowing"))) {
			assertThat(config(repository, "origin/feature/x")).isEqualTo("one");
		}
	}

	@Test
	void readsPackedRefsAndPackedObjects() {
		this.git.run("gc", "-q", "--prune=now");
		assertThat(this.git.directory().resolve(".git/refs/heads/main")).doesNotExist();
		try (GitRepository repository = GitRepository.open(this.git.directory())) {
			assertThat(config(repository, "main")).isEqualTo("two");
			assertThat(config(repository, "v1-annotated")).isEqualTo("one");
			assertThat(repository.refs()).extracting(GitRef::name, GitRef::commit)
					.containsExactly(tuple("refs/heads/feature/x", this.first),
							tuple("refs/heads/main", this.second),
							tuple("refs/tags/v1", this.first),
							tuple("refs/tags/v1-annotated", this.first));
		}
	}

	@Test
	void seesAMovedRefAtOnce() {
		try (GitRepository repository = GitRepository.open(this.git.directory())) {
			assertThat(config(repository, "main")).isEqualTo("two");
			for (String text : List.of("three", "four", "five")) {
				this.git.write("alembic.ini", text).commit(text);
				assertThat(config(repository, "main")).isEqualTo(text);
				this.git.run("pack-refs", "--all");
				assertThat(config(repository, "main")).isEqualTo(text);
			}
			this.git.run("branch", "new");
			assertThat(repository.refs()).extracting(GitRef::shortName).contains("new");
			this.git.run("branch", "-D", "new");
			assertThat(repository.refs()).extracting(GitRef::shortName).doesNotContain("new");
		}
	}

	@Test
	void followsLinksInsideTheTreeOnly() throws IOException {
		Files.createSymbolicLink(this.git.directory().resolve("scripts"), Path.of("versions"));
		Files.createSymbolicLink(this.git.directory().resolve("passwd"), Path.of("/etc/passwd"));
		Files.createSymbolicLink(this.git.directory().resolve("out"), Path.of("../outside"));
		this.git.commit("Links");
		try (GitRepository repository = GitRepository.open(this.git.directory())) {
			ProjectFiles files = repository.files(repository.resolve("main"), ROOT);
			assertThat(text(files, "scripts/a.py")).isEqualTo("a");
			assertThat(files.realPath(ROOT.resolve("scripts/a.py"))).isEqualTo(ROOT.resolve("versions/a.py"));
			assertThat(files.kind(ROOT.resolve("passwd"))).isEqualTo(Kind.OUTSIDE);
			assertThat(files.kind(ROOT.resolve("out"))).isEqualTo(Kind.OUTSIDE);
		}
	}

	@Test
	void takesASubmoduleForADirectoryOfWhichNothingIsKnown() {
		GitCommands other = GitCommands.init(this.temp.resolve("other"));
		other.write("c.py", "c").commit("Other");
		this.git.run("submodule", "add", "-q", other.directory().toString(), "submodule");
		this.git.commit("Submodule");
		try (GitRepository repository = GitRepository.open(this.git.directory())) {
			ProjectFiles files = repository.files(repository.resolve("main"), ROOT);
			assertThat(files.kind(ROOT.resolve("submodule"))).isEqualTo(Kind.DIRECTORY);
			assertThatExceptionOfType(UnavailableFilesException.class)
					.isThrownBy(() -> names(files, "submodule"))
					.withMessageContaining("is of a submodule");
			assertThatExceptionOfType(UnavailableFilesException.class)
					.isThrownBy(() -> files.kind(ROOT.resolve("submodule/c.py")));
		}
	}

	@Test
	void readsWhatIsInTheRepositoryWhateverAttributesSay() {
		this.git.write(".gitattributes", "*.py filter=evil export-subst text eol=crlf working-tree-encoding=UTF-16\n")
				.write("versions/c.py", "$Format:%H$\n");
		this.git.run("config", "filter.evil.clean", "cat");
		this.git.run("config", "filter.evil.smudge", "touch " + this.temp.resolve("smudged"));
		this.git.run("config", "core.fsmonitor", "touch " + this.temp.resolve("monitored"));
		this.git.run("config", "core.hooksPath", this.temp.toString());
		String blob = this.git.run("hash-object", "--no-filters", "-w", "versions/c.py");
		this.git.run("update-index", "--add", "--cacheinfo", "100644," + blob + ",versions/c.py");
		this.git.run("commit", "-q", "-m", "Attributes");
		assertThat(this.temp.resolve("monitored").toFile().delete()).isTrue();
		try (GitRepository repository = GitRepository.open(this.git.directory())) {
			assertThat(text(repository.files(repository.resolve("main"), ROOT), "versions/c.py"))
					.isEqualTo("$Format:%H$\n");
		}
		assertThat(this.temp.resolve("smudged")).doesNotExist();
		assertThat(this.temp.resolve("monitored")).doesNotExist();
	}

	@Test
	void writesNothingIntoTheRepository() throws IOException {
		List<String> before = everything();
		try (GitRepository repository = GitRepository.open(this.git.directory())) {
			config(repository, "main");
			repository.refs();
			assertThatExceptionOfType(UnknownRefException.class).isThrownBy(() -> repository.resolve("gone"));
		}
		assertThat(everything()).isEqualTo(before);
	}

	private List<String> everything() throws IOException {
		List<String> everything = new ArrayList<>();
		try (Stream<Path> files = Files.walk(this.git.directory())) {
			for (Path file : files.sorted().toList()) {
				everything.add(file + " " + Files.getLastModifiedTime(file));
			}
		}
		return everything;
	}

	@Test
	void refusesFilesThatAreTooLarge() {
		this.git.write("large.py", "x".repeat(5000)).commit("Large");
		this.git.run("gc", "-q");
		try (GitRepository repository = GitRepository.open(this.git.directory())) {
			ProjectFiles files = repository.files(repository.resolve("main"), ROOT);
			Entry large = files.look(ROOT.resolve("large.py"));
			assertThatExceptionOfType(FileTooLargeException.class).isThrownBy(() -> files.read(large, 4999));
		}
	}

	@Test
	void saysThatAnObjectIsMissingInAPartialClone() {
		this.git.run("config", "uploadpack.allowFilter", "true");
		this.git.run("clone", "-q", "--bare", "--filter=blob:none", "file://" + this.git.directory(), "../partial");
		try (GitRepository repository = GitRepository.open(this.temp.resolve("partial"))) {
			ProjectFiles files = repository.files(repository.resolve("main"), ROOT);
			assertThat(names(files, "versions")).containsExactly("a.py", "b.py");
			assertThatExceptionOfType(UnavailableFilesException.class).isThrownBy(() -> text(files, "alembic.ini"))
					.withMessageContaining("is missing in %s, which is incomplete", this.temp.resolve("partial"));
		}
	}

	@Test
	void saysThatARepositoryIsOfAnotherFormat() {
		GitCommands other = GitCommands.init(this.temp.resolve("sha256"), "--object-format=sha256");
		other.write("a", "a").commit("First");
		assertThatExceptionOfType(NoRepositoryException.class)
				.isThrownBy(() -> GitRepository.open(other.directory()))
				.withMessage("%s/.git is a git repository with SHA256, which cannot be read; only those with SHA-1 can",
						other.directory());
	}

	@Test
	void readsNoBlobAgainToSeeThatATreeIsTheSame() {
		this.git.write("README", "Another").commit("Third");
		try (GitRepository repository = GitRepository.open(this.git.directory())) {
			Entry before = repository.files(repository.resolve("main~1"), ROOT).look(ROOT.resolve("versions"));
			Entry now = repository.files(repository.resolve("main"), ROOT).look(ROOT.resolve("versions"));
			Entry other = repository.files(repository.resolve("v1"), ROOT).look(ROOT.resolve("versions"));
			assertThat(now.fingerprint()).isEqualTo(before.fingerprint()).isNotEqualTo(other.fingerprint());
			assertThat(repository.filesRead()).isZero();
		}
	}

	@Test
	void answersWhollyWhileTheRepositoryIsPacked() {
		for (int i = 0; i < 20; i++) {
			this.git.write("versions/%02d.py".formatted(i), "script " + i).commit("Script " + i);
		}
		try (GitRepository repository = GitRepository.open(this.git.directory())) {
			CompletableFuture<Void> packing = CompletableFuture.runAsync(() -> {
				for (int i = 0; i < 8; i++) {
					this.git.run("repack", "-q", "-a", "-d", "-f");
					this.git.run("pack-refs", "--all");
					this.git.run("prune", "--expire=now");
					this.git.run("update-ref", "refs/heads/other" + i, "HEAD~" + i);
				}
			});
			do {
				for (int back = 0; back < 20; back += 3) {
					ProjectFiles files = repository.files(repository.resolve("main~" + back), ROOT);
					assertThat(names(files, "versions")).hasSize(22 - back);
					assertThat(text(files, "versions/00.py")).isEqualTo("script 0");
				}
				assertThat(repository.refs()).hasSizeGreaterThanOrEqualTo(4);
			} while (!packing.isDone());
			packing.join();
		}
	}

}

package ai.backend.dbstatus.alembic.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import ai.backend.dbstatus.alembic.source.live.LiveFiles;
import ai.backend.dbstatus.testsupport.GitCommands;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class WorkTreesTests {

	@TempDir
	private Path base;

	private Path repository = Path.of("");

	private GitCommands git = new GitCommands(Path.of(""));

	@BeforeEach
	void makeRepository() {
		this.repository = this.base.resolve("repository");
		this.git = GitCommands.init(this.repository).write("shop/versions/a.py", "");
		this.git.commit("One");
	}

	@Test
	void gitIsAtWorkAsLongAsItsLockIsThere() throws IOException {
		Path lock = Files.createFile(this.repository.resolve(".git/index.lock"));
		isAtWork("repository/shop/versions", lock);
		isAtWork("repository/shop/versions/later", lock);
		Files.delete(lock);
		assertThat(look("repository/shop/versions")).isEqualTo(look("repository/shop/versions"));
	}

	@Test
	void theLockOfALinkedWorkTreeIsItsOwn() throws IOException {
		this.git.run("worktree", "add", "-q", "-b", "other", this.base.resolve("linked").toString());
		Path lock = Files.createFile(this.repository.resolve(".git/worktrees/linked/index.lock"));
		isAtWork("linked/shop/versions", lock);
		assertThat(look("repository/shop/versions")).isNotNull();
	}

	@Test
	void aLinkLeadsToTheWorkTreeOfItsTarget() throws IOException {
		Path link = Files.createSymbolicLink(this.base.resolve("versions"), this.repository.resolve("shop/versions"));
		Path lock = Files.createFile(this.repository.resolve(".git/index.lock"));
		isAtWork(this.base.relativize(link).toString(), lock);
	}

	@Test
	void whatGitHasEndedShows() {
		this.git.run("checkout", "-q", "-b", "other");
		this.git.write("shop/versions/a.py", "1").commit("Two");
		Object before = look("repository/shop");
		this.git.run("checkout", "-q", "main");
		assertThat(look("repository/shop")).isNotEqualTo(before);
	}

	@Test
	void withoutGitNobodyIsAtWork() throws IOException {
		Path plain = Files.createDirectories(this.base.resolve("plain/versions"));
		Files.writeString(plain.resolve(".git"), "nothing that git wrote");
		assertThat(look("plain/versions")).isEqualTo(look("plain/versions"));
	}

	@Test
	void whatIsNotTrustedLeadsNowhereElse() throws IOException {
		Path plain = Files.createDirectories(this.base.resolve("plain/versions"));
		Files.writeString(plain.resolve(".git"), "gitdir: " + this.repository.resolve(".git"));
		Files.createFile(this.repository.resolve(".git/index.lock"));
		ProjectFiles confined = new ConfinedFiles(new LiveFiles(), plain);
		assertThat(new WorkTrees(confined, List.of(plain)).look()).isNotNull();
		isAtWork("plain/versions", this.repository.resolve(".git/index.lock"));
	}

	private Object look(String directory) {
		return new WorkTrees(new LiveFiles(), List.of(this.base.resolve(directory))).look();
	}

	private void isAtWork(String directory, Path lock) {
		assertThatExceptionOfType(ChangingFilesException.class).isThrownBy(() -> look(directory))
				.withMessageContaining(lock + " exists");
	}

}

package ai.backend.dbstatus.alembic.source;

import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The git work trees that files lie in, and whether git is at work in them. A checkout, a merge or a reset makes
 * {@code index.lock} in the git directory before it touches a file, and renames it to {@code index} after the last one. So what
 * was read between two looks, neither of which met the lock, and which found the same index, is what git left, and nothing
 * half-way.
 */
final class WorkTrees {

	private static final int MAXIMUM_POINTER = 4096;

	private static final String POINTER = "gitdir:";

	private final ProjectFiles files;

	private final List<Path> directories;

	/**
	 * The work trees of some files.
	 * @param directories where the files are; they may be in different work trees, or in none
	 */
	WorkTrees(ProjectFiles files, Collection<Path> directories) {
		this.files = files;
		this.directories = List.copyOf(directories);
	}

	/**
	 * Looks now.
	 * @return what is equal to what an earlier look returned if git has ended nothing since
	 * @throws ChangingFilesException if git is at work
	 */
	Object look() {
		Set<Path> gitDirectories = new LinkedHashSet<>();
		for (Path directory : this.directories) {
			Path gitDirectory = gitDirectory(this.files.realPath(directory));
			if (gitDirectory != null) {
				gitDirectories.add(gitDirectory);
			}
		}
		List<Object> indexes = new ArrayList<>();
		for (Path gitDirectory : gitDirectories) {
			Path lock = gitDirectory.resolve("index.lock");
			if (this.files.exists(lock)) {
				throw new ChangingFilesException(
						"git is at work in the work tree of the project: %s exists; ask again when git has ended, or, where none runs, remove that file"
								.formatted(lock));
			}
			indexes.add(this.files.look(gitDirectory.resolve("index")).fingerprint());
		}
		return indexes;
	}

	private @Nullable Path gitDirectory(Path directory) {
		for (Path parent = directory; parent != null; parent = parent.getParent()) {
			Entry git = this.files.look(parent.resolve(".git"));
			if (git.kind() == Entry.Kind.DIRECTORY) {
				return git.path();
			}
			if (git.kind() == Entry.Kind.FILE) {
				return target(git);
			}
		}
		return null;
	}

	/** git-worktree: the {@code .git} of a linked work tree, or of a submodule, is a file that says where the directory is. */
	private @Nullable Path target(Entry pointer) {
		try {
			String text = new String(this.files.read(pointer, MAXIMUM_POINTER), StandardCharsets.UTF_8);
			return text.startsWith(POINTER)
					? pointer.path().resolveSibling(text.substring(POINTER.length()).strip()).normalize()
					: null;
		}
		catch (UnreadableFileException | InvalidPathException ex) {
			return null;
		}
	}

}

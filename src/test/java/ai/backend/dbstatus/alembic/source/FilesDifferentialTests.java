package ai.backend.dbstatus.alembic.source;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;

import ai.backend.dbstatus.alembic.source.Entry.Kind;
import ai.backend.dbstatus.alembic.source.live.LiveFiles;
import ai.backend.dbstatus.alembic.source.tree.MemoryFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * The same random trees, full of symbolic links, on a disk and in memory: both are to be the same to whoever reads them, and
 * paths without links those that Python has for them. Others with {@code -Dfiles.seed=7}, more with
 * {@code -Dfiles.count=1000}.
 */
class FilesDifferentialTests {

	private static final long SEED = Long.getLong("files.seed", 14);

	private static final int COUNT = Integer.getInteger("files.count", 40);

	private static final int PATHS = 50;

	private static final List<String> NAMES = List.of("a", "b", "c", "d", "e.py");

	private final Random random = new Random(SEED);

	@TempDir
	private Path directory;

	@Test
	void aTreeInMemoryIsWhatItIsOnADisk() throws Exception {
		LiveFiles live = new LiveFiles();
		int found = 0;
		for (int i = 0; i < COUNT; i++) {
			Path root = Files.createDirectory(this.directory.toRealPath().resolve("t" + i));
			MemoryFiles memory = tree(root);
			for (int j = 0; j < PATHS; j++) {
				Path path = path(root);
				Entry expected = live.look(path);
				Entry entry = memory.look(path);
				if (leaves(root, path)) {
					assertThat(entry.kind()).as(path::toString).isIn(Kind.OUTSIDE, Kind.MISSING, Kind.DENIED);
					continue;
				}
				assertThat(entry.kind()).as(path::toString).isEqualTo(expected.kind());
				if (expected.kind() == Kind.DIRECTORY) {
					assertThat(shown(memory, entry)).as(path::toString).isEqualTo(shown(live, expected));
				}
				if (expected.kind() == Kind.FILE) {
					assertThat(memory.read(entry, 100)).as(path::toString).isEqualTo(live.read(expected, 100));
					found++;
				}
			}
			FileSystemUtils.deleteRecursively(root);
		}
		assertThat(found).isGreaterThan(COUNT);
	}

	@Test
	void pathsWithoutLinksAreThoseOfPython() throws Exception {
		assumeThat(Files.isExecutable(Path.of("/usr/bin/python3"))).isTrue();
		LiveFiles live = new LiveFiles();
		Process python = new ProcessBuilder("/usr/bin/python3", "-I", "-u", "-c",
				"import os, sys\nfor line in sys.stdin: print(os.path.realpath(line[:-1]))").start();
		try (BufferedWriter questions = python.outputWriter(StandardCharsets.UTF_8);
				BufferedReader answers = python.inputReader(StandardCharsets.UTF_8)) {
			for (int i = 0; i < COUNT; i++) {
				Path root = Files.createDirectory(this.directory.toRealPath().resolve("t" + i));
				MemoryFiles memory = tree(root);
				for (int j = 0; j < PATHS; j++) {
					Path path = path(root);
					questions.write(path + "\n");
					questions.flush();
					Path expected = Path.of(Objects.requireNonNull(answers.readLine()));
					assertThat(live.realPath(path)).as(path::toString).isEqualTo(expected);
					if (!leaves(root, path)) {
						assertThat(memory.realPath(path)).as(path::toString).isEqualTo(expected);
					}
				}
				FileSystemUtils.deleteRecursively(root);
			}
		}
		finally {
			python.destroy();
		}
	}

	private static List<String> shown(ProjectFiles files, Entry directory) throws UnreadableFileException {
		return files.list(directory).stream().map((entry) -> entry.kind() + " " + entry.path()).toList();
	}

	/** Whether the way to a path touches a place beside the tree, step by step. */
	private static boolean leaves(Path root, Path path) {
		Path way = Objects.requireNonNull(path.getRoot());
		for (Path name : path) {
			way = way.resolve(name);
			if (way.startsWith(root) && !new LiveFiles().realPath(way).startsWith(root)) {
				return true;
			}
		}
		return false;
	}

	private MemoryFiles tree(Path root) throws IOException {
		MemoryFiles.Builder builder = MemoryFiles.at(root);
		List<String> directories = new ArrayList<>(List.of(""));
		for (int i = 0; i < 12; i++) {
			String name = directories.get(this.random.nextInt(directories.size()))
					+ NAMES.get(this.random.nextInt(NAMES.size()));
			Path path = root.resolve(name);
			if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
				continue;
			}
			switch (this.random.nextInt(4)) {
				case 0 -> {
					Files.createDirectory(path);
					builder.directory(name);
					directories.add(name + "/");
				}
				case 1 -> {
					Files.writeString(path, name);
					builder.file(name, name);
				}
				default -> {
					String target = this.random.nextInt(6) == 0 ? root + "/" + names() : names();
					Files.createSymbolicLink(path, Path.of(target));
					builder.link(name, target);
				}
			}
		}
		return builder.build();
	}

	private Path path(Path root) {
		return root.resolve(names());
	}

	private String names() {
		StringBuilder names = new StringBuilder();
		for (int i = this.random.nextInt(4); i >= 0; i--) {
			names.append((this.random.nextInt(4) == 0) ? ".." : NAMES.get(this.random.nextInt(NAMES.size())));
			names.append((i > 0) ? "/" : "");
		}
		return names.toString();
	}

}

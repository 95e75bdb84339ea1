package ai.backend.dbstatus.alembic.discovery;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import ai.backend.dbstatus.alembic.config.AlembicConfig;
import ai.backend.dbstatus.alembic.config.AlembicConfigException;
import ai.backend.dbstatus.alembic.config.AlembicConfigReader;
import ai.backend.dbstatus.alembic.config.ConfigLocation;
import ai.backend.dbstatus.alembic.config.ConfigValue;
import ai.backend.dbstatus.alembic.config.Launch;
import ai.backend.dbstatus.alembic.config.ScriptsNotFoundException;
import ai.backend.dbstatus.alembic.source.Entry;
import ai.backend.dbstatus.alembic.source.ProjectFiles;
import ai.backend.dbstatus.alembic.source.UnreadableFileException;
import org.jspecify.annotations.Nullable;

/**
 * Looks below directories for Alembic projects: for {@code alembic.ini} and ini files named like it
 * ({@code alembic-billing.ini}, {@code billing_alembic.ini}), for {@code pyproject.toml} with {@code [tool.alembic]}, and for the
 * {@code migrations/alembic.ini} of Flask-Migrate. Where Alembic is started is found out, too: the nearest directory, from that of
 * the file upwards to the root, from which the file leads to scripts. Links to directories are not followed. The depth, the
 * number of entries and the time are bounded.
 */
public final class ProjectSearch {

	/** How deep below a root a file is looked for. */
	static final int MOST_LEVELS = 8;

	private static final int MOST_ENTRIES = 100_000;

	private static final int MOST_FILES = 1_000;

	private static final int MOST_BYTES = 1 << 20;

	private static final Pattern INI = Pattern
			.compile("alembic\\.ini|alembic[-_]\\w[\\w-]*\\.ini|\\w[\\w-]*[-_]alembic\\.ini");

	private static final String TOML = "pyproject.toml";

	private static final Pattern TOML_TABLE = Pattern.compile("(?m)^\\s*\\[\\s*tool\\s*\\.\\s*alembic\\s*]");

	/** Where other people's packages are, and what tools make. Names with a dot in front are passed over, too. */
	private static final Set<String> PASSED_OVER = Set.of("node_modules", "site-packages", "dist-packages",
			"__pycache__",
			"venv", "virtualenv", "versions");

	private final ProjectFiles files;

	private final long end;

	private final List<FoundProject> projects = new ArrayList<>();

	private final List<UnusedFile> unused = new ArrayList<>();

	private final Map<Same, Path> seen = new HashMap<>();

	private int entries;

	private ProjectSearch(ProjectFiles files, Duration atMost) {
		this.files = files;
		this.end = System.nanoTime() + atMost.toNanos();
	}

	/**
	 * Looks for projects.
	 * @param files the files of this machine
	 * @param roots the directories to look below
	 * @param atMost how long it may take, unless a file system hangs
	 */
	public static Discovery search(ProjectFiles files, List<Path> roots, Duration atMost) {
		ProjectSearch search = new ProjectSearch(files, atMost);
		roots.stream().map((root) -> root.toAbsolutePath().normalize()).distinct().forEach(search::below);
		return new Discovery(search.projects, search.unused);
	}

	private void below(Path root) {
		if (!this.files.isDirectory(root)) {
			this.unused.add(new UnusedFile(root, "There is no such directory."));
			return;
		}
		Deque<Level> open = new ArrayDeque<>(List.of(new Level(root, 0)));
		for (Level level = open.poll(); level != null; level = open.poll()) {
			if (this.entries > MOST_ENTRIES || this.seen.size() + this.unused.size() > MOST_FILES
					|| System.nanoTime() > this.end) {
				this.unused.add(new UnusedFile(level.directory(),
						"There is too much below %s to look at all of it: name the directories that matter in db-status.discover."
								.formatted(root)));
				return;
			}
			look(root, level, open);
		}
	}

	private void look(Path root, Level level, Deque<Level> open) {
		List<String> candidates = new ArrayList<>();
		for (Entry entry : list(level.directory())) {
			String name = entry.name();
			this.entries++;
			if (entry.kind() == Entry.Kind.DIRECTORY) {
				if (level.depth() < MOST_LEVELS && !name.startsWith(".") && !PASSED_OVER.contains(name)) {
					open.add(new Level(entry.path(), level.depth() + 1));
				}
			}
			else if ((INI.matcher(name).matches() || name.equals(TOML)) && this.files.isFile(entry.path())) {
				candidates.add(name);
			}
		}
		// Alembic.ini first: what the others say of the same scripts is then not used.
		candidates.sort(Comparator.comparing((String name) -> name.equals(TOML))
				.thenComparing((name) -> !name.equals("alembic.ini")));
		for (String name : candidates) {
			if (name.equals(TOML)) {
				ofToml(root, level.directory());
			}
			else {
				ofIni(root, level.directory(), name);
			}
		}
	}

	private List<Entry> list(Path directory) {
		try {
			return this.files.list(this.files.look(directory));
		}
		catch (UnreadableFileException ex) {
			this.unused.add(new UnusedFile(directory, "The directory cannot be read."));
			return List.of();
		}
	}

	private void ofToml(Path root, Path directory) {
		try {
			byte[] text = this.files.read(this.files.look(directory.resolve(TOML)), MOST_BYTES);
			if (TOML_TABLE.matcher(new String(text, StandardCharsets.UTF_8)).find()) {
				AlembicConfigException failure = tryFrom(root, directory, TOML);
				if (failure != null) {
					notUsed(directory.resolve(TOML), failure);
				}
			}
		}
		catch (UnreadableFileException ex) {
			this.unused.add(new UnusedFile(directory.resolve(TOML), "The file cannot be read."));
		}
	}

	private void ofIni(Path root, Path directory, String name) {
		Path file = directory.resolve(name);
		AlembicConfigException first = null;
		for (Path workdir = directory; workdir != null && workdir.startsWith(root); workdir = workdir.getParent()) {
			AlembicConfigException failure = tryFrom(root, workdir, relative(workdir, file));
			if (failure == null) {
				return;
			}
			first = (first != null) ? first : failure;
			if (!(failure instanceof ScriptsNotFoundException)) {
				break;
			}
		}
		if (first != null) {
			notUsed(file, first);
		}
	}

	private void notUsed(Path file, AlembicConfigException failure) {
		this.unused.add(new UnusedFile(file, String.valueOf(failure.getMessage())));
	}

	/** Takes a file for a project's, unless it leads to no scripts from there. */
	private @Nullable AlembicConfigException tryFrom(Path root, Path workdir, String file) {
		try {
			AlembicConfig config = AlembicConfigReader.read(this.files, ConfigLocation.of(workdir, file));
			Path start = workdir;
			// Flask is started beside the directory of the scripts, which has the file.
			if (config.launch() == Launch.FLASK_MIGRATE && !workdir.equals(root)) {
				start = parentOf(workdir);
			}
			String name = relative(start, workdir.resolve(file));
			List<String> engines = config.environment().databases();
			if (engines.isEmpty() || !(config.environment().sqlalchemyUrl() instanceof ConfigValue.Absent)) {
				add(new FoundProject(root, start, name, ConfigLocation.DEFAULT_SECTION), config);
			}
			else {
				for (String engine : engines) {
					add(new FoundProject(root, start, name, engine), config);
				}
			}
			return null;
		}
		catch (AlembicConfigException ex) {
			return ex;
		}
	}

	private void add(FoundProject project, AlembicConfig config) {
		Path before = this.seen.putIfAbsent(
				new Same(config.scriptDirectory(), config.versionLocations(), project.section(), url(config)),
				project.file());
		if (before == null) {
			this.projects.add(project);
		}
		else {
			this.unused.add(
					new UnusedFile(project.file(), "It has the same scripts as %s, which is used.".formatted(before)));
		}
	}

	private static @Nullable String url(AlembicConfig config) {
		return (config.environment().sqlalchemyUrl() instanceof ConfigValue.Present(String url, var _)) ? url : null;
	}

	private static Path parentOf(Path directory) {
		Path parent = directory.getParent();
		return (parent != null) ? parent : directory;
	}

	private static String relative(Path directory, Path file) {
		return directory.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/");
	}

	/**
	 * A directory to look at.
	 */
	private record Level(Path directory, int depth) {}

	/**
	 * Two files that agree in this are about the same.
	 */
	private record Same(Path scripts, List<Path> versions, String section, @Nullable String url) {

		/** The URL may hold a password. */
		@Override
		public String toString() {
			return "Same[" + this.scripts + "]";
		}

	}

}

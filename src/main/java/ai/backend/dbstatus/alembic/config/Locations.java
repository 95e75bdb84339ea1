package ai.backend.dbstatus.alembic.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

import ai.backend.dbstatus.alembic.config.InvalidConfigException.Problem;
import ai.backend.dbstatus.alembic.source.ProjectFiles;
import ai.backend.dbstatus.paths.NoPath;

/**
 * Finds the directories that locations name. Alembic: a location that is not absolute and has a colon is
 * {@code package:directory[:directory…]}; every other location is a path, relative to the directory Alembic runs in.
 */
final class Locations {

	private final ProjectFiles files;

	private final Path workdir;

	private final PythonPackages packages;

	/**
	 * Creates a finder.
	 *
	 * @param files the files of the project
	 * @param workdir where relative paths start; absolute
	 * @param pythonPath where packages are looked up, in this order; absolute
	 */
	Locations(ProjectFiles files, Path workdir, List<Path> pythonPath) {
		this.files = files;
		this.workdir = workdir;
		this.packages = new PythonPackages(files, pythonPath);
	}

	/**
	 * The absolute path of a location, which need not exist.
	 *
	 * @throws ScriptsNotFoundException if its package is not found
	 * @throws InvalidConfigException if it cannot be a path
	 */
	Path resolve(String location, ConfigOrigin origin) {
		int colon = location.indexOf(':');
		if (colon < 0 || path(Path.of(""), location, origin).isAbsolute()) {
			return path(this.workdir, location, origin);
		}
		String name = location.substring(0, colon);
		List<Path> portions = this.packages.find(name);
		if (portions.isEmpty()) {
			throw ScriptsNotFoundException.packageName(origin, location, name, this.packages.roots());
		}
		List<Path> directories = portions.stream()
				.map((portion) -> directory(portion, location.substring(colon + 1), origin))
				.toList();
		return directories.stream().filter(this.files::exists).findFirst().orElse(directories.getFirst());
	}

	private static Path directory(Path start, String parts, ConfigOrigin origin) {
		Path directory = start;
		for (String part : parts.split(":", -1)) {
			directory = path(directory, part, origin);
		}
		return directory;
	}

	/**
	 * A path as text, relative to a directory.
	 */
	static Path path(Path directory, String path, ConfigOrigin origin) {
		try {
			return withoutDots(directory.resolve(path));
		}
		catch (InvalidPathException ex) {
			throw new InvalidConfigException(Problem.BAD_VALUE, origin,
					"the value is no path on this system: %s.".formatted(NoPath.because(ex)));
		}
	}

	/**
	 * Leaves out names that are a single dot, as Python's {@code Path} does. Two dots stay: with symbolic links they mean
	 * something.
	 */
	static Path withoutDots(Path path) {
		Path result = path.getRoot() == null ? Path.of("") : path.getRoot();
		for (Path name : path) {
			if (!name.toString().equals(".")) {
				result = result.resolve(name);
			}
		}
		return result;
	}

}

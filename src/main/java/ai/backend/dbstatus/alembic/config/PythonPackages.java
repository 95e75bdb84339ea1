package ai.backend.dbstatus.alembic.config;

import java.nio.file.Path;
import java.util.List;

import ai.backend.dbstatus.alembic.source.ProjectFiles;

/**
 * Finds the directories of packages as Python's import does, without importing: the first root in which the package has an
 * {@code __init__.py} wins; if there is none, the package consists of all directories of its name (PEP 420). A
 * subpackage is looked up in the directories of its parent in the same way.
 */
final class PythonPackages {

	private final ProjectFiles files;

	private final List<Path> roots;

	/**
	 * Creates a finder.
	 *
	 * @param files the files of the project
	 * @param roots where top-level packages are, in order; some may not exist
	 */
	PythonPackages(ProjectFiles files, List<Path> roots) {
		this.files = files;
		this.roots = List.copyOf(roots);
	}

	List<Path> roots() {
		return this.roots;
	}

	/**
	 * The directories of a package: one, or several of a namespace package, or none if it is not found.
	 *
	 * @param name its dotted name
	 */
	List<Path> find(String name) {
		List<Path> portions = this.roots;
		for (String part : name.split("\\.", -1)) {
			portions = find(part, portions);
		}
		return portions;
	}

	private List<Path> find(String part, List<Path> parents) {
		if (part.isEmpty() || part.indexOf('/') >= 0 || part.indexOf('\0') >= 0) {
			return List.of();
		}
		List<Path> directories = parents.stream()
				.map((parent) -> parent.resolve(part))
				.filter(this.files::isDirectory)
				.distinct()
				.toList();
		return directories.stream()
				.filter((directory) -> this.files.isFile(directory.resolve("__init__.py")))
				.findFirst()
				.map(List::of)
				.orElse(directories);
	}

}

package ai.backend.dbstatus.alembic.config;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The configuration is well-formed, but the place of the migration scripts that it names does not exist.
 */
public final class ScriptsNotFoundException extends AlembicConfigException {

	private final String location;

	private final List<Path> searched;

	private ScriptsNotFoundException(ConfigOrigin origin, String location, List<Path> searched, String message) {
		super(origin + ": " + message, origin.file(), origin.line(), origin.key());
		this.location = location;
		this.searched = List.copyOf(searched);
	}

	static ScriptsNotFoundException directory(ConfigOrigin origin, String location, Path directory) {
		return new ScriptsNotFoundException(origin, location, List.of(directory),
				"the script directory '%s' does not exist (looked for %s).".formatted(location, directory));
	}

	static ScriptsNotFoundException packageName(ConfigOrigin origin, String location, String name, List<Path> roots) {
		return new ScriptsNotFoundException(origin, location, roots,
				"there is no package '%s' for the location '%s'; looked in %s.".formatted(name, location,
						roots.isEmpty()
								? "no directory"
								: roots.stream()
										.map(Path::toString)
										.collect(Collectors.joining(", "))));
	}

	/**
	 * The location as configured.
	 */
	public String location() {
		return this.location;
	}

	/**
	 * Where it was looked for: the directory itself, or the roots in which its package was looked up.
	 */
	public List<Path> searched() {
		return this.searched;
	}

}

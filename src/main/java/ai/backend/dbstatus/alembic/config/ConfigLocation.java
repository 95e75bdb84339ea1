package ai.backend.dbstatus.alembic.config;

import java.nio.file.Path;
import java.util.List;

import ai.backend.dbstatus.alembic.source.ConfinedFiles;
import ai.backend.dbstatus.alembic.source.Entry;
import ai.backend.dbstatus.alembic.source.ProjectFiles;
import org.jspecify.annotations.Nullable;

/**
 * Where to find the configuration of an Alembic project, and what to use instead of what it says.
 *
 * @param workdir the directory in which relative files and locations start: for Alembic, the one it is started in
 * @param alembicConfig the ini file, or a {@code pyproject.toml} (told by its name), as for {@code alembic -c}
 * @param section the section of the ini file, as for {@code alembic -n}; never concerns {@code pyproject.toml}
 * @param pythonPath directories in which packages of {@code package:directory} locations are looked up, after those of
 * {@code prepend_sys_path}
 * @param scriptLocation used instead of the files' {@code script_location}, in the same forms; {@code null} to use theirs
 * @param versionLocations used instead of the files' {@code version_locations}, in the same forms; empty to use theirs
 * @param trusted whether the project's files may lead out of {@code workdir}, and name a database to be asked
 */
public record ConfigLocation(Path workdir, String alembicConfig, String section, List<String> pythonPath,
		@Nullable String scriptLocation, List<String> versionLocations, boolean trusted) {

	/** The section that Alembic reads unless told otherwise. */
	public static final String DEFAULT_SECTION = "alembic";

	/** Where packages are looked up unless said otherwise. */
	public static final List<String> DEFAULT_PYTHON_PATH = List.of("src", ".");

	public ConfigLocation {
		workdir = Locations.withoutDots(workdir.toAbsolutePath());
		pythonPath = List.copyOf(pythonPath);
		versionLocations = List.copyOf(versionLocations);
	}

	/**
	 * A configuration of a project that is trusted.
	 */
	public ConfigLocation(Path workdir, String alembicConfig, String section, List<String> pythonPath,
			@Nullable String scriptLocation, List<String> versionLocations) {
		this(workdir, alembicConfig, section, pythonPath, scriptLocation, versionLocations, true);
	}

	/**
	 * A configuration file with the usual section, the usual places of packages, and nothing overridden.
	 */
	public static ConfigLocation of(Path workdir, String alembicConfig) {
		return new ConfigLocation(workdir, alembicConfig, DEFAULT_SECTION, DEFAULT_PYTHON_PATH, null, List.of());
	}

	/**
	 * The last name of the configuration file's path.
	 */
	public String configName() {
		return Entry.nameOf(Path.of(this.alembicConfig));
	}

	/**
	 * Of some files, those that the project may read: all, if it is trusted, or else those in its working directory.
	 */
	public ProjectFiles allowed(ProjectFiles files) {
		return this.trusted ? files : new ConfinedFiles(files, this.workdir);
	}

}

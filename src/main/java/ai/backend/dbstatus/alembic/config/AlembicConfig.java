package ai.backend.dbstatus.alembic.config;

import java.nio.file.Path;
import java.util.List;

/**
 * What the configuration of an Alembic project says. All paths are absolute.
 *
 * @param files the configuration files that were looked for, also those that are absent
 * @param section the section of the ini file
 * @param scriptDirectory the directory of {@code env.py}; exists
 * @param versionLocations where the scripts are, in Alembic's order; some may not exist, and then have no scripts
 * @param recursiveVersionLocations whether the directories below those count too
 * @param sourceless whether scripts may be compiled files without source
 * @param pythonPath where packages are looked up: first what {@code prepend_sys_path} says, then the caller's
 * @param environment what the ini section says for {@code env.py}
 * @param launch what starts Alembic on the project
 * @param warnings what is legal but probably not meant, as sentences
 */
public record AlembicConfig(List<Path> files, String section, Path scriptDirectory, List<Path> versionLocations,
		boolean recursiveVersionLocations, boolean sourceless, List<Path> pythonPath, EnvironmentOptions environment,
		Launch launch, List<String> warnings) {

	public AlembicConfig {
		files = List.copyOf(files);
		versionLocations = List.copyOf(versionLocations);
		pythonPath = List.copyOf(pythonPath);
		warnings = List.copyOf(warnings);
	}

}

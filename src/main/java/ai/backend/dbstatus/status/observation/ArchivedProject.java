package ai.backend.dbstatus.status.observation;

import java.util.ArrayList;
import java.util.List;

import ai.backend.dbstatus.alembic.AlembicProject;
import ai.backend.dbstatus.alembic.config.ConfigLocation;
import ai.backend.dbstatus.alembic.source.archive.ArchivedFiles;
import ai.backend.dbstatus.alembic.source.archive.ImageSettings;

/**
 * A component's Alembic project in an archive.
 */
final class ArchivedProject {

	private ArchivedProject() {
	}

	/**
	 * The project: in an image of a container, where its command would find it, which starts in the image's working directory.
	 * @param location where it is for the component
	 */
	static AlembicProject of(ArchivedFiles archive, ConfigLocation location) {
		ImageSettings image = archive.image();
		if (image == null) {
			return new AlembicProject(archive.files(), location);
		}
		List<String> pythonPath = new ArrayList<>(location.pythonPath());
		image.pythonPath().forEach((directory) -> pythonPath.add(directory.toString()));
		return new AlembicProject(archive.files(), new ConfigLocation(image.workdir(), location.alembicConfig(),
				location.section(), pythonPath, location.scriptLocation(), location.versionLocations()));
	}

}

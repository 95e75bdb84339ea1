package ai.backend.dbstatus.alembic.refs;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import ai.backend.dbstatus.alembic.config.ConfigLocation;
import ai.backend.dbstatus.alembic.source.ExtraFile;
import ai.backend.dbstatus.alembic.source.ProjectFiles;
import ai.backend.dbstatus.alembic.source.UnreadableFileException;
import ai.backend.dbstatus.alembic.source.live.LiveFiles;

/**
 * The configuration file that an operator has named, as it lies in the working directory: many projects have it written for each
 * machine, so that no commit and no archive of the sources has it.
 *
 * @param path where it is
 * @param content its bytes, each a character; empty if there is none
 */
public record ConfigurationBeside(Path path, String content) {

	private static final int LARGEST = 1024 * 1024;

	/**
	 * The file as it is now.
	 */
	public static ConfigurationBeside of(ConfigLocation location) {
		Path path = location.workdir().resolve(location.alembicConfig());
		ProjectFiles disk = location.allowed(new LiveFiles());
		try {
			byte[] bytes = disk.isFile(path) ? disk.read(disk.look(path), LARGEST) : new byte[0];
			return new ConfigurationBeside(path, new String(bytes, StandardCharsets.ISO_8859_1));
		}
		catch (UnreadableFileException ex) {
			return new ConfigurationBeside(path, "");
		}
	}

	/**
	 * Some files, and this one where they have none of its name.
	 */
	public ProjectFiles addTo(ProjectFiles files) {
		return this.content.isEmpty()
				? files
				: new ExtraFile(files, this.path, this.content.getBytes(StandardCharsets.ISO_8859_1));
	}

}

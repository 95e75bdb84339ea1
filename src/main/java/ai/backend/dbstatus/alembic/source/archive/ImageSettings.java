package ai.backend.dbstatus.alembic.source.archive;

import java.nio.file.Path;
import java.util.List;

/**
 * How an image of a container is run.
 *
 * @param workdir the directory in which its command starts
 * @param pythonPath where its Python looks for packages, besides the working directory: {@code PYTHONPATH}, and the
 * {@code site-packages} of the first Python on its {@code PATH}
 */
public record ImageSettings(Path workdir, List<Path> pythonPath) {

	public ImageSettings {
		pythonPath = List.copyOf(pythonPath);
	}

}

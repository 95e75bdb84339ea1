package ai.backend.dbstatus.alembic.script;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Follows symbolic links as Python's {@code os.path.realpath} does: also to where nothing is.
 */
final class Links {

	private static final int MAXIMUM = 40;

	private Links() {
	}

	static Path resolve(Path link) {
		try {
			return link.toRealPath();
		}
		catch (IOException ex) {
			return resolveBroken(link);
		}
	}

	private static Path resolveBroken(Path link) {
		Path path = link;
		try {
			for (int i = 0; i < MAXIMUM && Files.isSymbolicLink(path); i++) {
				path = path.resolveSibling(Files.readSymbolicLink(path)).normalize();
			}
		}
		catch (IOException ex) {
			// As far as it leads.
		}
		return path;
	}

}

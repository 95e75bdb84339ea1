package ai.backend.dbstatus.alembic.source.live;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;

/**
 * Words for what went wrong with a file.
 */
final class IoProblems {

	private IoProblems() {
	}

	static String words(IOException ex) {
		return switch (ex) {
			case AccessDeniedException _ -> "permission denied";
			case NoSuchFileException _ -> "it does not exist; a symbolic link that leads nowhere, perhaps";
			case FileSystemLoopException _ -> "symbolic links lead in a circle";
			case FileSystemException fse when fse.getReason() != null -> fse.getReason();
			default -> "input/output error";
		};
	}

}

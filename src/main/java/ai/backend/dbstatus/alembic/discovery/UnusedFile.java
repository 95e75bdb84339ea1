package ai.backend.dbstatus.alembic.discovery;

import java.nio.file.Path;

/**
 * An Alembic file, or a directory, that leads to no project.
 *
 * @param file what was looked at
 * @param why why it is not used, in one sentence
 */
public record UnusedFile(Path file, String why) {}

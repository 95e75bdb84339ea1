package ai.backend.dbstatus.alembic.source.archive;

import ai.backend.dbstatus.alembic.source.ProjectFiles;
import org.jspecify.annotations.Nullable;

/**
 * The files of an archive.
 *
 * @param files the files; those of an image of a container are where they are in it, so that {@code /} is its root
 * @param image what the image says of how it is run; {@code null} if it is none
 * @param keptBytes how much memory they take
 */
public record ArchivedFiles(ProjectFiles files, @Nullable ImageSettings image, long keptBytes) {}

/**
 * The files of a project in an archive: a tar, a zip, or an image of a container. An archive is not trusted: how much of it is
 * read is bounded, and nothing is unpacked anywhere but in memory.
 */
@NullMarked
package ai.backend.dbstatus.alembic.source.archive;

import org.jspecify.annotations.NullMarked;

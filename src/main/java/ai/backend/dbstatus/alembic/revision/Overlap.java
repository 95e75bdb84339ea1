package ai.backend.dbstatus.alembic.revision;

/**
 * Two revisions of which one is an ancestor of the other, by down revisions or dependencies.
 *
 * @param revision the id of the younger one
 * @param ancestor the id of the one it includes
 */
public record Overlap(String revision, String ancestor) {}

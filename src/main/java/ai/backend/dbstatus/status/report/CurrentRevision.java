package ai.backend.dbstatus.status.report;

import org.jspecify.annotations.Nullable;

/**
 * A row of the version table.
 *
 * @param revision the row as it stands there: the id of a revision, as a rule
 * @param description the first line of that revision's docstring; {@code null} where there is none, or no such script
 */
public record CurrentRevision(String revision, @Nullable String description) {}

package ai.backend.dbstatus.status;

import org.jspecify.annotations.Nullable;

/**
 * A revision as a report names it.
 *
 * @param revision the revision's id; for a row of the version table, the row as it stands there
 * @param description the first line of the script's docstring; {@code null} where there is none, or no such script
 */
public record RevisionSummary(String revision, @Nullable String description) {}

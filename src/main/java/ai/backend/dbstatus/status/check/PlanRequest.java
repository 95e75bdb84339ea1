package ai.backend.dbstatus.status.check;

import org.jspecify.annotations.Nullable;

/**
 * Between which revisions a plan leads.
 *
 * @param from the revision at which the database is taken to be, {@code base} for none; {@code null} for where it is
 * @param to the revision that is wanted, its beginning, a label, {@code head}, {@code heads}, {@code base}, or the label of a
 * release; {@code null} for {@code heads}
 */
public record PlanRequest(@Nullable String from, @Nullable String to) {}

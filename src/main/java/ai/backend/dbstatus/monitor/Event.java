package ai.backend.dbstatus.monitor;

import ai.backend.dbstatus.status.StatusReport;
import org.jspecify.annotations.Nullable;

/**
 * What a subscriber hears: the report of a component.
 *
 * @param id from here a subscriber may go on later; {@code null} as long as it has not heard of all components
 * @param report the report
 */
public record Event(@Nullable String id, StatusReport report) {}

package ai.backend.dbstatus.monitor;

import ai.backend.dbstatus.status.report.StatusReport;
import org.jspecify.annotations.Nullable;

/**
 * What a subscriber hears: the report of a component, or that the component has gone.
 *
 * @param id from here a subscriber may go on later; {@code null} as long as it has not heard of all components
 * @param component the component's name
 * @param report the report; {@code null} if the component has gone
 */
public record Event(@Nullable String id, String component, @Nullable StatusReport report) {}

/**
 * The reports as they change, as server-sent events: {@code /events}.
 */
@NullMarked
package ai.backend.dbstatus.web.events;

import org.jspecify.annotations.NullMarked;

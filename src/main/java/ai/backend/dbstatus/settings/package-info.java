/**
 * The settings {@code db-status.*} and the wiring of the service.
 */
@NullMarked
package ai.backend.dbstatus.settings;

import org.jspecify.annotations.NullMarked;

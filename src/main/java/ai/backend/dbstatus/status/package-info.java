/**
 * The answers of this service: one entrance for all who ask about components.
 */
@NullMarked
package ai.backend.dbstatus.status;

import org.jspecify.annotations.NullMarked;

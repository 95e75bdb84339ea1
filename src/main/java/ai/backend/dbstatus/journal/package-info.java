/**
 * Keeps changes of components in a database of the service's own.
 */
@NullMarked
package ai.backend.dbstatus.journal;

import org.jspecify.annotations.NullMarked;

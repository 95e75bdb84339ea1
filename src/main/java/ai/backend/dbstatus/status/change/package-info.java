/**
 * What has changed of components: since when each is as it is, and its last changes.
 */
@NullMarked
package ai.backend.dbstatus.status.change;

import org.jspecify.annotations.NullMarked;

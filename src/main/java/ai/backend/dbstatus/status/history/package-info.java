/**
 * A project's revisions in the light of what a version table holds: one view of them for all who tell of them.
 */
@NullMarked
package ai.backend.dbstatus.status.history;

import org.jspecify.annotations.NullMarked;

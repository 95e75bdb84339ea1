/**
 * Databases that are asked: why one could not be.
 */
@NullMarked
package ai.backend.dbstatus.database;

import org.jspecify.annotations.NullMarked;

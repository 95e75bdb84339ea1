/**
 * Measurements of the service, each against something that it can be compared with in the same run.
 */
@NullMarked
package ai.backend.dbstatus.benchmark;

import org.jspecify.annotations.NullMarked;

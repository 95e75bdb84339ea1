/**
 * The verdicts as meters.
 */
@NullMarked
package ai.backend.dbstatus.metrics;

import org.jspecify.annotations.NullMarked;

/**
 * A long run against the packaged service, in which every single answer is held against what was true at that time. Started
 * by {@code src/soak/run}, not by the build.
 */
@NullMarked
package ai.backend.dbstatus.soak;

import org.jspecify.annotations.NullMarked;

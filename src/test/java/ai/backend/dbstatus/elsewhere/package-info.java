/**
 * Holds what is said of scripts in git, in an upload and in an image against a checkout of the same commit.
 */
@NullMarked
package ai.backend.dbstatus.elsewhere;

import org.jspecify.annotations.NullMarked;

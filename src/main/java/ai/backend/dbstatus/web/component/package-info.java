/**
 * What is configured: {@code /components}.
 */
@NullMarked
package ai.backend.dbstatus.web.component;

import org.jspecify.annotations.NullMarked;

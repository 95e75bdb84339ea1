/**
 * The status page for browsers, and its files.
 */
@NullMarked
package ai.backend.dbstatus.web.page;

import org.jspecify.annotations.NullMarked;

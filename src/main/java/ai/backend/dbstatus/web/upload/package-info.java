/**
 * Scripts that come with a request: archives, which are read and not kept.
 */
@NullMarked
package ai.backend.dbstatus.web.upload;

import org.jspecify.annotations.NullMarked;

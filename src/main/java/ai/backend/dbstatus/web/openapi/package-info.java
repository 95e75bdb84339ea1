/**
 * The description of the API.
 */
@NullMarked
package ai.backend.dbstatus.web.openapi;

import org.jspecify.annotations.NullMarked;

/**
 * Who may ask, and what becomes of requests that are none.
 */
@NullMarked
package ai.backend.dbstatus.security;

import org.jspecify.annotations.NullMarked;

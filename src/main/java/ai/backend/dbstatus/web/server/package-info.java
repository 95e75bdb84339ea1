/**
 * What the web server has to know: which threads answer requests, and how to learn that a client has left.
 */
@NullMarked
package ai.backend.dbstatus.web.server;

import org.jspecify.annotations.NullMarked;

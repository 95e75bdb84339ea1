/**
 * The resources over HTTP: their JSON, their text, their problem details.
 */
@NullMarked
package ai.backend.dbstatus.web;

import org.jspecify.annotations.NullMarked;

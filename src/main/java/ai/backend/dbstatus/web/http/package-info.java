/**
 * What all resources have in common: parameters, representations, entity tags, and what browsers may do with an answer.
 */
@NullMarked
package ai.backend.dbstatus.web.http;

import org.jspecify.annotations.NullMarked;

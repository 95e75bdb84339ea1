/**
 * What a check says of a component: the words of a report, and what belongs together in it.
 */
@NullMarked
package ai.backend.dbstatus.status.report;

import org.jspecify.annotations.NullMarked;

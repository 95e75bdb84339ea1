/**
 * Judging what was seen: the verdict, the position and the plan. Knows nothing of time, and asks nobody.
 */
@NullMarked
package ai.backend.dbstatus.status.judgement;

import org.jspecify.annotations.NullMarked;

/**
 * The check: verdict, reason and recommended action. The words of the contract live here.
 */
@NullMarked
package ai.backend.dbstatus.status;

import org.jspecify.annotations.NullMarked;

/**
 * What is watched: components, each a project, a database and a policy, and who hears of them as they come and go.
 */
@NullMarked
package ai.backend.dbstatus.component;

import org.jspecify.annotations.NullMarked;

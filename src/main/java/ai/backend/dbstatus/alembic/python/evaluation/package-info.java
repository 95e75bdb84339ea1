/**
 * What expressions and modules stand for, as far as that can be known without running them.
 */
@NullMarked
package ai.backend.dbstatus.alembic.python.evaluation;

import org.jspecify.annotations.NullMarked;

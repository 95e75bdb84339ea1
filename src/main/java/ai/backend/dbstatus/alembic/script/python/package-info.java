/**
 * What the globals of a Python module would be, as far as that can be known without running it.
 */
@NullMarked
package ai.backend.dbstatus.alembic.script.python;

import org.jspecify.annotations.NullMarked;

/**
 * Splits the text of a Python module into tokens.
 */
@NullMarked
package ai.backend.dbstatus.alembic.python.syntax.token;

import org.jspecify.annotations.NullMarked;

/**
 * The syntax tree of a Python module: what is written, and nothing of what it stands for.
 */
@NullMarked
package ai.backend.dbstatus.alembic.python.syntax;

import org.jspecify.annotations.NullMarked;

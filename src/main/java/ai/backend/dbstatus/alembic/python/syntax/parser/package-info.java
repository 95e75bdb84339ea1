/**
 * The grammar of Python: makes syntax trees from tokens.
 */
@NullMarked
package ai.backend.dbstatus.alembic.python.syntax.parser;

import org.jspecify.annotations.NullMarked;

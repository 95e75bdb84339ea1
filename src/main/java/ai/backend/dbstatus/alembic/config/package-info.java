/**
 * The configuration of an Alembic project: alembic.ini and pyproject.toml, read with Python's rules but without Python.
 */
@NullMarked
package ai.backend.dbstatus.alembic.config;

import org.jspecify.annotations.NullMarked;

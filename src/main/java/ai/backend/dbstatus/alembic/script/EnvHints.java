package ai.backend.dbstatus.alembic.script;

import org.jspecify.annotations.Nullable;

/**
 * Where an {@code env.py} says that the version table is, as far as it can be known without
 * running it.
 *
 * @param versionTable the {@code version_table} argument of {@code context.configure(...)}, or
 * {@code null} where it is absent or not a plain constant
 * @param versionTableSchema its {@code version_table_schema}, likewise
 */
public record EnvHints(@Nullable String versionTable, @Nullable String versionTableSchema) {

	/** Nothing is known. */
	public static final EnvHints NONE = new EnvHints(null, null);

}

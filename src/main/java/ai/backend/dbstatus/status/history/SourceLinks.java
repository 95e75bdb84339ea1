package ai.backend.dbstatus.status.history;

import ai.backend.dbstatus.alembic.script.MigrationScript;
import org.jspecify.annotations.Nullable;

/**
 * Where people read migration scripts.
 */
@FunctionalInterface
public interface SourceLinks {

	/** Nobody has said where. */
	SourceLinks NONE = (_) -> null;

	/**
	 * The address of the line that names a script's revision.
	 * @return {@code null} if there is none
	 */
	@Nullable
	String of(MigrationScript script);

}

package ai.backend.dbstatus.status.observation;

import java.util.List;

import ai.backend.dbstatus.alembic.script.MigrationScript;
import org.jspecify.annotations.Nullable;

/**
 * Says whether it matters what other sessions of the database are doing: that costs a further statement.
 */
@FunctionalInterface
public interface ActivityInterest {

	/** It never matters. */
	ActivityInterest NONE = (_) -> null;

	/**
	 * The scripts that a migration would run next, as far as they are known.
	 * @param seen what was seen of the scripts and of the version table
	 * @return {@code null} if it does not matter
	 */
	@Nullable
	List<MigrationScript> nextScripts(Observation seen);

}

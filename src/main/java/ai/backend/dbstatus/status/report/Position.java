package ai.backend.dbstatus.status.report;

import java.util.List;

import ai.backend.dbstatus.status.history.RevisionInfo;
import org.jspecify.annotations.Nullable;

/**
 * Where a database and its migration scripts are.
 *
 * @param currentRevisions the rows of the version table, as they stand there; empty where they are not known
 * @param headRevisions the heads of the scripts, as {@code alembic heads} lists them; empty where not known
 * @param release the release of the newest applied revision that carries one; {@code null} where not known
 * @param divergence why there are several heads; {@code null} where there are not, or where several are allowed
 */
public record Position(List<CurrentRevision> currentRevisions, List<RevisionInfo> headRevisions,
		@Nullable String release, @Nullable Divergence divergence) {

	/** Nothing is known. */
	public static final Position UNKNOWN = new Position(List.of(), List.of(), null, null);

	public Position {
		currentRevisions = List.copyOf(currentRevisions);
		headRevisions = List.copyOf(headRevisions);
	}

}

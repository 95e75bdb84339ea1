package ai.backend.dbstatus.status;

import java.util.List;
import java.util.Objects;

import ai.backend.dbstatus.alembic.RevisionHistory;
import ai.backend.dbstatus.alembic.revision.LocatedState;
import ai.backend.dbstatus.alembic.revision.Revision;
import ai.backend.dbstatus.alembic.revision.RevisionSet;
import org.jspecify.annotations.Nullable;

/**
 * The releases that the scripts carry, as far as a database is concerned.
 *
 * @param current that of the newest applied revision which carries one; {@code null} where none does, or where it is not
 * known what is applied
 * @param pending those of the pending revisions, each once, in the order in which an upgrade would come to them
 */
record Releases(@Nullable String current, List<String> pending) {

	static final Releases UNKNOWN = new Releases(null, List.of());

	static Releases of(RevisionHistory history, LocatedState state, List<PendingRevision> pending) {
		List<String> names = pending.stream()
				.map(PendingRevision::release)
				.filter(Objects::nonNull)
				.distinct()
				.toList();
		return new Releases(current(history, state), names);
	}

	private static @Nullable String current(RevisionHistory history, LocatedState state) {
		if (state.locations().isEmpty()
				|| history.scripts().values().stream().allMatch((script) -> script.release() == null)) {
			return null;
		}
		RevisionSet applied = state.applied();
		for (Revision revision : history.map().history()) {
			String release = history.script(revision).release();
			if (release != null && applied.contains(revision.id())) {
				return release;
			}
		}
		return null;
	}

}

package ai.backend.dbstatus.alembic.refs;

import java.time.Instant;
import java.util.List;

/**
 * Where in a repository a revision was found.
 *
 * @param revision the whole id
 * @param commit the id of a commit that has its script: of the first of the refs, or where none has it any more, the newest
 * commit that had it
 * @param committedAt when that was committed
 * @param file the script's path in the repository, with slashes
 * @param refs the short names of refs that have it now, tags first, then branches, then others, each newest first; of many
 * the first few
 * @param refCount how many refs have it now
 */
public record FoundRevision(String revision, String commit, Instant committedAt, String file, List<String> refs,
		int refCount) {

	public FoundRevision {
		refs = List.copyOf(refs);
	}

}

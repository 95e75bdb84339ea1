package ai.backend.dbstatus.status;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A revision that an upgrade would apply.
 *
 * @param revision the revision's id
 * @param description the first line of the script's docstring, if it has one
 * @param downRevisions the ids that it follows; empty for a base
 * @param created when the script says that it was created, in ISO 8601 form, if it says so
 * @param release the release that the script says it is part of, if it says so
 * @param file the script's file, relative to its version location
 */
public record PendingRevision(String revision, @Nullable String description, List<String> downRevisions,
		@Nullable String created, @Nullable String release, String file) {

	public PendingRevision {
		downRevisions = List.copyOf(downRevisions);
	}

}

package ai.backend.dbstatus.status;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A revision in the history.
 *
 * @param revision the revision's id
 * @param description the first line of the script's docstring, if it has one
 * @param downRevisions the ids that it follows; empty for a base
 * @param dependsOn the ids or branch labels that it depends on
 * @param branchLabels the branch labels that it has, its own and those that spread to it
 * @param created when the script says that it was created, in ISO 8601 form, if it says so
 * @param release the release that the script says it is part of, if it says so
 * @param file the script's file, relative to its version location
 * @param state what the database has of it; {@code null} where that is not known
 * @param head whether no other revision has it as down revision
 * @param effectiveHead whether it is a head that another revision depends on, so that an upgraded database has no row for
 * it
 * @param base whether it has no down revision
 * @param branchPoint whether several revisions have it as down revision
 * @param mergePoint whether it has several down revisions
 * @param current whether a row of the version table is its id
 */
public record RevisionDetails(String revision, @Nullable String description, List<String> downRevisions,
		List<String> dependsOn, List<String> branchLabels, @Nullable String created, @Nullable String release,
		String file, @Nullable RevisionState state, boolean head, boolean effectiveHead, boolean base,
		boolean branchPoint, boolean mergePoint, boolean current) {

	public RevisionDetails {
		downRevisions = List.copyOf(downRevisions);
		dependsOn = List.copyOf(dependsOn);
		branchLabels = List.copyOf(branchLabels);
	}

}

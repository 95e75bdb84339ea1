package ai.backend.dbstatus.status;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Why there are several heads: each head's own branch, and where they part.
 *
 * @param branchPoint the newest revision that all heads have in common; {@code null} where there is none
 * @param branches a branch for each head, in the order of the heads
 * @param commands how to get back to one head; each is one way, and not all of them are to be taken
 */
public record Divergence(@Nullable RevisionSummary branchPoint, List<Branch> branches, List<Remedy> commands) {

	public Divergence {
		branches = List.copyOf(branches);
		commands = List.copyOf(commands);
	}

	/**
	 * The revisions that lead to one head and to no other.
	 *
	 * @param head the head's id
	 * @param branchPoint the newest revision that this head has in common with another one; {@code null} where there is
	 * none
	 * @param revisions the branch's own revisions, oldest first, the head last
	 */
	public record Branch(String head, @Nullable RevisionSummary branchPoint, List<BranchRevision> revisions) {

		public Branch {
			revisions = List.copyOf(revisions);
		}

	}

	/**
	 * A revision of a branch.
	 *
	 * @param revision the revision's id
	 * @param description the first line of the script's docstring, if it has one
	 * @param created when the script says that it was created, in ISO 8601 form, if it says so
	 * @param file the script's file, relative to its version location
	 */
	public record BranchRevision(String revision, @Nullable String description, @Nullable String created,
			String file) {}

	/**
	 * A way back to one head.
	 *
	 * @param description when to take it, in one sentence
	 * @param command the command, ids filled in
	 */
	public record Remedy(String description, String command) {}

}

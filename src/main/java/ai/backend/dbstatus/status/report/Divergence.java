package ai.backend.dbstatus.status.report;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import ai.backend.dbstatus.status.history.RevisionInfo;
import ai.backend.dbstatus.status.history.RevisionState;
import org.jspecify.annotations.Nullable;

/**
 * Why there are several heads: each head's own branch, and where they part. Like {@code alembic heads}, this follows down
 * revisions only.
 *
 * @param branchPoint the newest revision that all heads have in common; {@code null} where there is none
 * @param branches a branch for each head, in the order of the heads
 * @param commands how to get back to one head; each is one way, and not all of them are to be taken
 */
public record Divergence(@Nullable RevisionInfo branchPoint, List<Branch> branches, List<Remedy> commands) {

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
	public record Branch(String head, @Nullable RevisionInfo branchPoint, List<RevisionInfo> revisions) {

		public Branch {
			revisions = List.copyOf(revisions);
		}

		/**
		 * The ids of the revisions that it shares with others and directly follows, those of its newest revisions first; empty
		 * where it shares nothing.
		 */
		public List<String> branchesFrom() {
			Set<String> own = this.revisions.stream().map(RevisionInfo::revision).collect(Collectors.toSet());
			return this.revisions.reversed()
					.stream()
					.flatMap((revision) -> revision.downRevisions().stream())
					.filter((down) -> !own.contains(down))
					.distinct()
					.toList();
		}

		/**
		 * How many of its revisions have a state.
		 */
		public int count(RevisionState state) {
			return (int) this.revisions.stream().filter((revision) -> revision.state() == state).count();
		}

	}

	/**
	 * A way back to one head.
	 *
	 * @param description when to take it, in one sentence
	 * @param command the command, ids filled in
	 */
	public record Remedy(String description, String command) {

		public Remedy {
			description = PlainText.of(description);
			command = PlainText.of(command);
		}

	}

}

package ai.backend.dbstatus.web;

import java.util.List;

import ai.backend.dbstatus.status.history.RevisionInfo;
import ai.backend.dbstatus.status.report.Divergence;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Why there are several heads, as JSON.
 */
@Schema(name = "Divergence")
record DivergenceResource(@Nullable RevisionSummary branchPoint, List<Branch> branches,
		List<Divergence.Remedy> commands) {

	static DivergenceResource of(Divergence divergence) {
		return new DivergenceResource(summary(divergence.branchPoint()),
				divergence.branches().stream().map(Branch::of).toList(), divergence.commands());
	}

	private static @Nullable RevisionSummary summary(@Nullable RevisionInfo revision) {
		return (revision != null) ? RevisionSummary.of(revision) : null;
	}

	/**
	 * The revisions that lead to one head and to no other.
	 */
	record Branch(String head, @Nullable RevisionSummary branchPoint, List<BranchRevision> revisions) {

		static Branch of(Divergence.Branch branch) {
			return new Branch(branch.head(), summary(branch.branchPoint()),
					branch.revisions().stream().map(BranchRevision::of).toList());
		}

	}

	/**
	 * A revision of a branch.
	 */
	record BranchRevision(String revision, @Nullable String description, @Nullable String created, String file) {

		static BranchRevision of(RevisionInfo revision) {
			return new BranchRevision(revision.revision(), revision.description(), revision.created(),
					revision.file());
		}

	}

}

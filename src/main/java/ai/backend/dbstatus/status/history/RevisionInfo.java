package ai.backend.dbstatus.status.history;

import java.util.List;

import ai.backend.dbstatus.alembic.script.MigrationScript;
import org.jspecify.annotations.Nullable;

/**
 * A revision of a history, and what a database has of it.
 *
 * @param script the script that defines it
 * @param dependencies the ids that it depends on, labels resolved, without those that an ancestor declares already
 * @param branchLabels the branch labels that it has, its own and those that spread to it, sorted
 * @param head whether no other revision has it as down revision: what {@code alembic heads} lists
 * @param effectiveHead whether it is a head that another revision depends on, so that an upgraded database has no row for
 * it
 * @param branchPoint whether several revisions have it as down revision
 * @param state what the database has of it
 * @param current whether a row of the version table is its id, letter by letter: what
 * {@code alembic history --indicate-current} marks
 * @param named whether a row of the version table names it, by its id or in another way that Alembic understands
 * @param sourceUrl where people read the line that names it; {@code null} if that is not known
 */
public record RevisionInfo(MigrationScript script, List<String> dependencies, List<String> branchLabels, boolean head,
		boolean effectiveHead, boolean branchPoint, RevisionState state, boolean current, boolean named,
		@Nullable String sourceUrl) {

	public RevisionInfo {
		dependencies = List.copyOf(dependencies);
		branchLabels = List.copyOf(branchLabels);
	}

	/**
	 * The revision's id.
	 */
	public String revision() {
		return this.script.revision();
	}

	/**
	 * The first line of the script's docstring, if it has one.
	 */
	public @Nullable String description() {
		return this.script.description();
	}

	/**
	 * The ids that it follows; empty for a base.
	 */
	public List<String> downRevisions() {
		return this.script.downRevisions();
	}

	/**
	 * The ids or branch labels that it depends on, as the script has them.
	 */
	public List<String> dependsOn() {
		return this.script.dependsOn();
	}

	/**
	 * The branch labels that its script gives it, as the script has them.
	 */
	public List<String> ownBranchLabels() {
		return this.script.branchLabels();
	}

	/**
	 * When the script says that it was created, in ISO 8601 form, if it says so.
	 */
	public @Nullable String created() {
		return this.script.created();
	}

	/**
	 * The release that the script says it is part of, if it says so.
	 */
	public @Nullable String release() {
		return this.script.release();
	}

	/**
	 * The script's file, relative to its version location.
	 */
	public String file() {
		return this.script.fileName();
	}

	/**
	 * Whether it has no down revision.
	 */
	public boolean isBase() {
		return downRevisions().isEmpty();
	}

	/**
	 * Whether it has several down revisions.
	 */
	public boolean isMergePoint() {
		return downRevisions().size() > 1;
	}

}

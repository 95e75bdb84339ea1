package ai.backend.dbstatus.alembic.revision;

import java.util.List;

/**
 * A revision as its script defines it, before anything is resolved. A single value is a list of one, {@code None} and an
 * empty tuple are the empty list, and the empty string stays what it is, since Alembic takes it for a value too.
 *
 * @param id the value of {@code revision}
 * @param downRevisions the values of {@code down_revision} in the script's order: none for a base, several for a merge
 * @param dependsOn the values of {@code depends_on}: ids or branch labels
 * @param branchLabels the values of {@code branch_labels}
 */
public record Revision(String id, List<String> downRevisions, List<String> dependsOn, List<String> branchLabels) {

	public Revision {
		downRevisions = List.copyOf(downRevisions);
		dependsOn = List.copyOf(dependsOn);
		branchLabels = List.copyOf(branchLabels);
	}

	/**
	 * Whether it merges lines. Alembic counts the entries, so the same down revision twice makes a merge point, too.
	 */
	public boolean isMergePoint() {
		return this.downRevisions.size() > 1;
	}

}

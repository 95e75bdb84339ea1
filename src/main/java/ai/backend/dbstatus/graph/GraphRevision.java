package ai.backend.dbstatus.graph;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A revision as the picture shows it.
 *
 * @param id the revision's id
 * @param description the first line of the script's docstring; {@code null} where there is none
 * @param downRevisions the ids of its down revisions; several make it a merge point
 * @param dependsOn the ids of its dependencies
 * @param state whether it is applied
 * @param row whether a row of the version table names it: the database is here
 * @param head whether it is a head as {@code alembic heads} lists them
 * @param branchLabels the labels that its script gives it
 * @param release the release that the script says it is part of, if it says so
 * @param created when the script says that it was created, if it says so
 * @param file the script's file
 */
public record GraphRevision(String id, @Nullable String description, List<String> downRevisions,
		List<String> dependsOn, State state, boolean row, boolean head, List<String> branchLabels,
		@Nullable String release, @Nullable String created, String file) {

	public GraphRevision {
		downRevisions = List.copyOf(downRevisions);
		dependsOn = List.copyOf(dependsOn);
		branchLabels = List.copyOf(branchLabels);
	}

	/**
	 * Whether it merges lines.
	 */
	public boolean isMergePoint() {
		return this.downRevisions.size() > 1;
	}

	/**
	 * Whether a revision is applied to the database.
	 */
	public enum State {

		/** It is applied. */
		APPLIED,

		/** An upgrade would apply it. */
		PENDING,

		/** Nobody can tell: the database is away, or at a revision that the scripts lack. */
		UNKNOWN

	}

}

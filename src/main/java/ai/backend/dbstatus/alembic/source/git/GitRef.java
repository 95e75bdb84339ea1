package ai.backend.dbstatus.alembic.source.git;

import java.time.Instant;

/**
 * A ref that leads to a commit.
 *
 * @param name the whole name, such as {@code refs/heads/main}
 * @param commit the id of the commit, behind an annotated tag the one that is tagged
 * @param tree the id of the commit's topmost tree
 * @param committedAt when that was committed
 */
public record GitRef(String name, String commit, String tree, Instant committedAt) {

	/** How a ref's name begins that is a tag. */
	private static final String TAGS = "refs/tags/";

	/**
	 * The name as people write it, which git resolves to this ref if no ref of another kind has the same: {@code main},
	 * {@code v1.0}, {@code origin/main}, {@code pull/7/head}.
	 */
	public String shortName() {
		for (String kind : new String[]{ "refs/heads/", TAGS, "refs/remotes/" }) {
			if (this.name.startsWith(kind)) {
				return this.name.substring(kind.length());
			}
		}
		return this.name.startsWith("refs/") ? this.name.substring("refs/".length()) : this.name;
	}

	public boolean isTag() {
		return this.name.startsWith(TAGS);
	}

	/**
	 * Whether it is a branch, of this repository or, as last fetched, of another.
	 */
	public boolean isBranch() {
		return this.name.startsWith("refs/heads/") || this.name.startsWith("refs/remotes/");
	}

}

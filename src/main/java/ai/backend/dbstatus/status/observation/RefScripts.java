package ai.backend.dbstatus.status.observation;

import ai.backend.dbstatus.alembic.refs.ProjectRefs;
import ai.backend.dbstatus.alembic.source.git.GitCommit;
import ai.backend.dbstatus.alembic.source.git.GitRef;
import ai.backend.dbstatus.component.Component;
import ai.backend.dbstatus.status.report.Scripts;

/**
 * The scripts as of a ref of a component's repository.
 */
public final class RefScripts implements ScriptSource {

	private final SharedRefs repositories;

	private final Component component;

	private final String ref;

	/**
	 * @param ref a branch, a tag or a commit; it is looked up each time
	 */
	public RefScripts(SharedRefs repositories, Component component, String ref) {
		this.repositories = repositories;
		this.component = component;
		this.ref = ref;
	}

	/**
	 * The scripts as of what the ref means now.
	 * @throws ai.backend.dbstatus.alembic.source.git.NoRepositoryException if the component is in no repository
	 * @throws ai.backend.dbstatus.alembic.source.git.UnknownRefException if there is no such ref
	 */
	@Override
	public Seen look() {
		ProjectRefs refs = this.repositories.of(this.component);
		return look(refs, refs.resolve(this.ref), this.component);
	}

	@Override
	public Scripts scripts() {
		return Scripts.ofRef(this.ref);
	}

	private static Seen look(ProjectRefs refs, GitCommit commit, Component component) {
		return Seen.of(Scripts.of(commit), refs.project(commit.tree()),
				(component.scripts().source() != null) ? refs.committed(commit) : null);
	}

	/**
	 * The scripts as of a ref that was found.
	 */
	public static ScriptSource of(ProjectRefs refs, GitRef ref) {
		GitCommit commit = new GitCommit(ref.shortName(), ref.commit(), ref.tree(), ref.committedAt());
		return new ScriptSource() {

			@Override
			public Seen look() {
				return Seen.of(Scripts.of(commit), refs.project(commit.tree()));
			}

			@Override
			public Scripts scripts() {
				return Scripts.of(commit);
			}

		};
	}

}

package ai.backend.dbstatus.alembic.source.git;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;

import ai.backend.dbstatus.alembic.source.Entry.Kind;
import ai.backend.dbstatus.alembic.source.FileTooLargeException;
import ai.backend.dbstatus.alembic.source.tree.Tree;

/**
 * The files of a commit.
 */
final class GitFiles extends Tree<GitNode> {

	private final GitObjects objects;

	private final boolean local;

	/**
	 * @param root where the topmost directory is put
	 * @param top the commit's tree
	 * @param local whether reading objects always ends
	 */
	GitFiles(GitObjects objects, Path root, GitNode top, boolean local) {
		super(root, top);
		this.objects = objects;
		this.local = local;
	}

	@Override
	protected Kind kind(GitNode node) {
		return node.kind();
	}

	@Override
	protected Map<String, GitNode> children(GitNode directory) {
		return this.objects.tree(directory);
	}

	@Override
	protected String target(GitNode link) {
		return this.objects.link(link);
	}

	@Override
	protected byte[] content(GitNode file, int maximum) throws FileTooLargeException {
		return this.objects.blob(file, maximum);
	}

	@Override
	public boolean isLocal(Collection<Path> paths) {
		return this.local;
	}

}

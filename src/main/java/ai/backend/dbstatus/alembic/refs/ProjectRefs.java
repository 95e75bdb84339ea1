package ai.backend.dbstatus.alembic.refs;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import ai.backend.dbstatus.alembic.AlembicProject;
import ai.backend.dbstatus.alembic.config.ConfigLocation;
import ai.backend.dbstatus.alembic.source.ProjectFiles;
import ai.backend.dbstatus.alembic.source.git.GitCommit;
import ai.backend.dbstatus.alembic.source.git.GitRef;
import ai.backend.dbstatus.alembic.source.git.GitRepository;
import ai.backend.dbstatus.alembic.source.git.UnknownRefException;
import ai.backend.dbstatus.alembic.source.live.LiveFiles;
import org.eclipse.jgit.lib.Constants;
import org.jspecify.annotations.Nullable;

/**
 * An Alembic project as of the commits of a git repository. The configuration is that of the commit; a file that the operator
 * has named, and which no commit has since it is written for each machine, is taken as it lies in the work tree. Projects that
 * were asked for last are kept, and what two commits have in common is read once. Safe for concurrent use.
 */
public final class ProjectRefs {

	private final GitRepository repository;

	private final ConfigLocation location;

	private final Path workdir;

	private final Path root;

	private final int mostKept;

	private final Map<Key, AlembicProject> projects = new LinkedHashMap<>(16, 0.75f, true);

	private final RevisionIndex index;

	private @Nullable AlembicProject latest;

	/**
	 * @param location where the configuration is: below the repository's work tree, at the same place below a commit's topmost
	 * directory; otherwise, as of a bare repository, the working directory stands for that topmost directory
	 * @param mostKept how many commits' projects are kept; at least one
	 */
	public ProjectRefs(GitRepository repository, ConfigLocation location, int mostKept) {
		this.repository = repository;
		this.mostKept = mostKept;
		this.workdir = location.workdir();
		Path workdir = realPath(location.workdir());
		Path workTree = repository.workTree();
		if (workTree != null && workdir.startsWith(workTree)) {
			this.root = workTree;
			this.location = new ConfigLocation(workdir, location.alembicConfig(), location.section(),
					location.pythonPath(), location.scriptLocation(), location.versionLocations(), location.trusted());
		}
		else {
			this.root = location.workdir();
			this.location = location;
		}
		this.index = new RevisionIndex(repository, this.root, this::files, this.location);
	}

	private static Path realPath(Path path) {
		return new LiveFiles().realPath(path);
	}

	/**
	 * The commit that a name means now.
	 * @throws UnknownRefException if there is none
	 */
	public GitCommit resolve(String ref) {
		return this.repository.resolve(ref);
	}

	/**
	 * All refs that lead to commits.
	 */
	public List<GitRef> refs() {
		return this.repository.refs();
	}

	/**
	 * The project as of a tree.
	 * @param tree the id of a commit's topmost tree
	 */
	public AlembicProject project(String tree) {
		ConfigurationBeside beside = ConfigurationBeside.of(this.location);
		Key key = new Key(tree, beside);
		synchronized (this.projects) {
			AlembicProject project = this.projects.get(key);
			if (project == null) {
				project = new AlembicProject(beside.addTo(this.repository.files(tree, this.root)), this.location,
						this.latest);
				this.projects.put(key, project);
				if (this.projects.size() > this.mostKept) {
					this.projects.remove(this.projects.keySet().iterator().next());
				}
			}
			this.latest = project;
			return project;
		}
	}

	/**
	 * The files of a commit, without those that only the work tree has.
	 */
	public CommittedFiles committed(GitCommit commit) {
		return new CommittedFiles(commit.id(), this.root, this.repository.files(commit, this.root), this.workdir,
				this.location.workdir());
	}

	/**
	 * The files of the commit that is checked out where the project lies.
	 * @return {@code null} if the project is not in the repository's work tree, or nothing is committed yet
	 */
	public @Nullable CommittedFiles checkedOut() {
		if (!this.root.equals(this.repository.workTree())) {
			return null;
		}
		try {
			return committed(resolve(Constants.HEAD));
		}
		catch (UnknownRefException ex) {
			return null;
		}
	}

	/**
	 * How many projects are kept now.
	 */
	public int size() {
		synchronized (this.projects) {
			return this.projects.size();
		}
	}

	private ProjectFiles files(String tree) {
		return ConfigurationBeside.of(this.location).addTo(this.repository.files(tree, this.root));
	}

	/**
	 * Looks for revisions in the scripts of all refs, and, of those that none has, in the whole history of all refs. What was
	 * read for that is kept, so that it is read once.
	 * @return what was found, in the order of the revisions
	 */
	public FoundRevisions find(List<String> revisions) {
		return this.index.find(revisions);
	}

	/**
	 * What tells commits apart.
	 */
	private record Key(String tree, ConfigurationBeside configuration) {}

}

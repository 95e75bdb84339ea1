package ai.backend.dbstatus.status.observation;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import ai.backend.dbstatus.alembic.config.ConfigLocation;
import ai.backend.dbstatus.alembic.refs.ProjectRefs;
import ai.backend.dbstatus.alembic.source.git.GitRepository;
import ai.backend.dbstatus.alembic.source.git.NoRepositoryException;
import ai.backend.dbstatus.component.Component;

/**
 * The git repositories of all components: many databases of one project share what is read of its refs. A repository is opened
 * when it is first asked for, and stays open. Safe for concurrent use.
 */
public final class SharedRefs implements AutoCloseable {

	private final int mostKept;

	private final Map<Path, GitRepository> repositories = new HashMap<>();

	private final Map<Key, ProjectRefs> projects = new HashMap<>();

	/**
	 * @param mostKept of how many commits a project is kept, for each repository and configuration
	 */
	public SharedRefs(int mostKept) {
		this.mostKept = mostKept;
	}

	/**
	 * The project of a component as of the commits of its repository. A project that is not trusted does not choose it: its
	 * {@code .git} may lead to any repository of this machine.
	 * @throws NoRepositoryException if it is in none
	 */
	public ProjectRefs of(Component component) {
		Path configured = component.scripts().repository();
		if (configured == null && !component.project().trusted()) {
			throw new NoRepositoryException(component.project().workdir(), "is not trusted to name its git repository");
		}
		Path place = (configured != null) ? configured : component.project().workdir();
		synchronized (this.projects) {
			return this.projects.computeIfAbsent(new Key(place, component.project()), this::open);
		}
	}

	private ProjectRefs open(Key key) {
		GitRepository found = GitRepository.open(key.place());
		// Several places may be in one repository, of which each work tree has a directory of its own.
		GitRepository repository = this.repositories.putIfAbsent(found.directory(), found);
		if (repository != null) {
			found.close();
		}
		return new ProjectRefs((repository != null) ? repository : found, key.location(), this.mostKept);
	}

	@Override
	public void close() {
		synchronized (this.projects) {
			this.repositories.values().forEach(GitRepository::close);
		}
	}

	private record Key(Path place, ConfigLocation location) {}

}

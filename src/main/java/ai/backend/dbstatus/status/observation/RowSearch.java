package ai.backend.dbstatus.status.observation;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;

import ai.backend.dbstatus.alembic.AlembicProject;
import ai.backend.dbstatus.alembic.RevisionHistory;
import ai.backend.dbstatus.alembic.refs.FoundRevision;
import ai.backend.dbstatus.alembic.refs.FoundRevisions;
import ai.backend.dbstatus.alembic.refs.ProjectRefs;
import ai.backend.dbstatus.alembic.source.UnavailableFilesException;
import ai.backend.dbstatus.alembic.source.git.NoRepositoryException;
import ai.backend.dbstatus.component.Component;
import ai.backend.dbstatus.execution.TimedWait;
import ai.backend.dbstatus.status.observation.Attempt.Known;
import org.jspecify.annotations.Nullable;

/**
 * Looks in a component's repository for rows that its scripts lack. The first search of a large repository may take longer than
 * a caller waits: it goes on, one at a time, and whoever asks later finds what it has read.
 */
public final class RowSearch {

	private final SharedRefs repositories;

	private final Component component;

	private final Executor threads;

	private @Nullable Search latest;

	private volatile Elsewhere lastFound = Elsewhere.NOTHING;

	/**
	 * @param threads gives each task a thread of its own, at once
	 */
	public RowSearch(SharedRefs repositories, Component component, Executor threads) {
		this.repositories = repositories;
		this.component = component;
		this.threads = threads;
	}

	/**
	 * What the repository knows of rows, as its refs are now.
	 * @param atMost how long to wait
	 * @return {@link Elsewhere#NOTHING} if it knows none of them, there is no repository, or it takes longer
	 */
	public Elsewhere find(List<String> rows, Duration atMost) {
		try {
			return TimedWait.await(begin(rows), atMost);
		}
		catch (TimeoutException | NoRepositoryException | UnavailableFilesException ex) {
			return Elsewhere.NOTHING;
		}
	}

	private synchronized CompletableFuture<Elsewhere> begin(List<String> rows) {
		Search search = this.latest;
		if (search == null || search.answer().isDone() || !search.rows().equals(rows)) {
			search = new Search(rows, CompletableFuture.supplyAsync(() -> search(rows), this.threads));
			this.latest = search;
		}
		return search.answer();
	}

	/** What was found is the same object as before where no ref has moved. */
	@SuppressWarnings("ReferenceEquality")
	private Elsewhere search(List<String> rows) {
		ProjectRefs refs = this.repositories.of(this.component);
		FoundRevisions found = refs.find(rows);
		Elsewhere known = this.lastFound;
		if (known.found() != found) {
			known = elsewhere(refs, found);
			this.lastFound = known;
		}
		return known;
	}

	private static Elsewhere elsewhere(ProjectRefs refs, FoundRevisions found) {
		return found.revisions().isEmpty()
				? Elsewhere.NOTHING
				: new Elsewhere(found, history(refs, found.revisions().getFirst()));
	}

	private static @Nullable RevisionHistory history(ProjectRefs refs, FoundRevision found) {
		AlembicProject project = refs.project(refs.resolve(found.commit()).tree());
		return (Problems.history(project::history) instanceof Known<RevisionHistory>(RevisionHistory history))
				? history
				: null;
	}

	private record Search(List<String> rows, CompletableFuture<Elsewhere> answer) {}

}

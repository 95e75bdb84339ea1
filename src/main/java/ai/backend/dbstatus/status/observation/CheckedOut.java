package ai.backend.dbstatus.status.observation;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import ai.backend.dbstatus.alembic.refs.CommittedFiles;
import ai.backend.dbstatus.alembic.source.UnavailableFilesException;
import ai.backend.dbstatus.alembic.source.git.NoRepositoryException;
import ai.backend.dbstatus.component.Component;
import ai.backend.dbstatus.execution.SingleFlight;
import ai.backend.dbstatus.execution.TimedWait;
import org.jspecify.annotations.Nullable;

/**
 * The commit that is checked out where a component's scripts lie: only to link them, so that a check does without it where
 * it takes its time. Safe for concurrent use.
 */
public final class CheckedOut {

	private static final Duration PATIENCE = Duration.ofMillis(500);

	private static final Executor THREADS = new ThreadPoolExecutor(0, Integer.MAX_VALUE, 30, TimeUnit.SECONDS,
			new SynchronousQueue<>(), Thread.ofPlatform().daemon().name("db-status-commit-", 0).factory());

	private final SingleFlight<Optional<CommittedFiles>> looks;

	private CheckedOut(Component component, SharedRefs repositories) {
		this.looks = new SingleFlight<>(() -> look(component, repositories), THREADS);
	}

	/**
	 * The commit of a component's work tree.
	 * @return {@code null} if nobody wants to know
	 */
	public static @Nullable CheckedOut of(Component component, SharedRefs repositories) {
		return (component.scripts().source() != null) ? new CheckedOut(component, repositories) : null;
	}

	private static Optional<CommittedFiles> look(Component component, SharedRefs repositories) {
		try {
			return Optional.ofNullable(repositories.of(component).checkedOut());
		}
		catch (NoRepositoryException | UnavailableFilesException ex) {
			return Optional.empty();
		}
	}

	/**
	 * Looks now.
	 * @param atMost how long to wait, and no longer than a moment
	 * @return {@code null} if there is none, or it is not known in time
	 */
	@Nullable
	CommittedFiles look(Duration atMost) {
		try {
			return TimedWait.await(this.looks.join(), (atMost.compareTo(PATIENCE) < 0) ? atMost : PATIENCE)
					.orElse(null);
		}
		catch (TimeoutException ex) {
			return null;
		}
	}

}

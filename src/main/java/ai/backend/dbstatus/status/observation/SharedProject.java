package ai.backend.dbstatus.status.observation;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import ai.backend.dbstatus.alembic.AlembicProject;
import ai.backend.dbstatus.alembic.ConfiguredProject;
import ai.backend.dbstatus.alembic.RevisionHistory;
import ai.backend.dbstatus.alembic.config.AlembicConfigException;
import ai.backend.dbstatus.alembic.config.ConfigLocation;
import ai.backend.dbstatus.alembic.config.EnvironmentOptions;
import ai.backend.dbstatus.alembic.environment.EnvironmentScript;
import ai.backend.dbstatus.alembic.script.MigrationScript;
import ai.backend.dbstatus.alembic.source.ChangingFilesException;
import ai.backend.dbstatus.execution.SingleFlight;
import ai.backend.dbstatus.execution.TimedWait;
import org.jspecify.annotations.Nullable;

/**
 * The files of an Alembic project, for all components that share it. A file system can hang in native code, where nothing
 * can interrupt it and a virtual thread would hold on to its carrier. So where it is not known that the files are on a disk
 * of this machine, a platform thread looks at them, one for the project and whoever waits: a thousand components of a
 * project make no thousand threads, and a project that hangs holds up nobody else's. Elsewhere the caller looks itself, which
 * was measured to save a lone caller over HTTP a seventh of the time. Nobody else knows the difference: every look ends within
 * the time that it is given. Safe for concurrent use.
 */
public final class SharedProject {

	private static final Executor THREADS = new ThreadPoolExecutor(0, Integer.MAX_VALUE, 30, TimeUnit.SECONDS,
			new SynchronousQueue<>(), Thread.ofPlatform().daemon().name("db-status-files-", 0).factory());

	/** A checkout, or a {@code git status} that has the lock for a moment, is often over before somebody would ask again. */
	private static final Duration PATIENCE = Duration.ofMillis(400);

	private static final Duration BETWEEN_LOOKS = Duration.ofMillis(40);

	private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_$]*");

	private final AlembicProject project;

	private final SingleFlight<ProjectSettings> settings;

	/** For those who saw a configuration that was wrong. */
	private final SingleFlight<RevisionHistory> histories;

	/** Of the last configuration that was right: kept as long as that stays the same, for all who share its revisions. */
	private volatile @Nullable ProjectSettings right;

	/**
	 * The project whose configuration is at a location.
	 */
	public SharedProject(ConfigLocation location) {
		this.project = new AlembicProject(location);
		this.settings = new SingleFlight<>(this::read, THREADS);
		this.histories = new SingleFlight<>(this.project::history, THREADS);
	}

	/**
	 * The configuration as it is now, wrong or not.
	 * @param atMost how long to wait where looking at the files may not end
	 * @throws TimeoutException if the time is over
	 */
	ProjectSettings settings(Duration atMost) throws TimeoutException {
		try {
			return atRest(atMost,
					(left) -> this.project.isLocal() ? read() : TimedWait.await(this.settings.join(), left));
		}
		catch (ChangingFilesException ex) {
			return new ProjectSettings(EnvironmentOptions.NONE, EnvironmentScript.NOTHING, null, Problems.of(ex),
					this.histories);
		}
	}

	/**
	 * The revisions as they are now, of the project as its settings were seen: a configuration that was wrong a moment ago may
	 * be right by now; one that was right need not be looked at again.
	 * @param atMost how long to wait where looking at the files may not end
	 * @throws TimeoutException if the time is over
	 * @throws RuntimeException what {@link AlembicProject#history()} throws; that somebody changes the files, only if that goes on
	 * for a while
	 */
	RevisionHistory history(ProjectSettings seen, Duration atMost) throws TimeoutException {
		ConfiguredProject configured = seen.project();
		// To read all scripts for the first time takes as long as the project wants.
		return atRest(atMost, (left) -> (configured != null && configured.isLocal() && configured.isRead())
				? configured.history()
				: TimedWait.await(seen.histories().join(), left));
	}

	/** Whether the scripts were read before, so that only what has changed will be. Looks at no file. */
	boolean isRead(ProjectSettings seen) {
		return seen.project() != null && seen.project().isRead();
	}

	/** Looks again while somebody changes the files, for a moment and not for long. */
	private static <T> T atRest(Duration atMost, TimedLook<T> look) throws TimeoutException {
		long begun = System.nanoTime();
		while (true) {
			try {
				return look.within(atMost.minusNanos(System.nanoTime() - begun));
			}
			catch (ChangingFilesException ex) {
				Duration passed = Duration.ofNanos(System.nanoTime() - begun).plus(BETWEEN_LOOKS);
				if (passed.compareTo(PATIENCE) > 0 || passed.compareTo(atMost) > 0) {
					throw ex;
				}
				TimedWait.pause(BETWEEN_LOOKS);
			}
		}
	}

	/**
	 * Looks at files of a project in some other way.
	 * @param seen the project as its settings were seen
	 * @param look what to do; called once
	 * @param atMost how long to wait where looking at the files may not end
	 * @throws TimeoutException if the time is over
	 */
	<T> T look(ConfiguredProject seen, Supplier<T> look, Duration atMost) throws TimeoutException {
		return seen.isLocal() ? look.get() : TimedWait.await(CompletableFuture.supplyAsync(look, THREADS), atMost);
	}

	/**
	 * What scripts name: every word of them that could be the name of a table. What cannot be read names nothing.
	 * @param configured the project that they are of; {@code null} if it cannot be read
	 * @param atMost how long to wait where looking at the files may not end
	 * @throws TimeoutException if the time is over
	 */
	Set<String> names(@Nullable ConfiguredProject configured, List<MigrationScript> scripts, Duration atMost)
			throws TimeoutException {
		return (configured == null || scripts.isEmpty())
				? Set.of()
				: look(configured, () -> names(configured, scripts), atMost);
	}

	private static Set<String> names(ConfiguredProject configured, List<MigrationScript> scripts) {
		return scripts.stream()
				.flatMap((script) -> NAME.matcher(configured.text(script)).results())
				.map(MatchResult::group)
				.collect(Collectors.toSet());
	}

	private ProjectSettings read() {
		try {
			ConfiguredProject configured = this.project.current();
			ProjectSettings current = this.right;
			if (current == null || current.project() != configured) {
				current = new ProjectSettings(configured.configuration().environment(), configured.environment(),
						configured, null, new SingleFlight<>(configured::history, THREADS));
				this.right = current;
			}
			return current;
		}
		catch (AlembicConfigException ex) {
			return new ProjectSettings(environmentOptions(), EnvironmentScript.NOTHING, null, Problems.of(ex),
					this.histories);
		}
	}

	/**
	 * Looks at files.
	 *
	 * @param <T> what is seen
	 */
	@FunctionalInterface
	private interface TimedLook<T> {

		T within(Duration atMost) throws TimeoutException;

	}

	/** Known though the scripts are not: the rows can be read all the same. */
	private EnvironmentOptions environmentOptions() {
		try {
			return this.project.environmentOptions();
		}
		catch (AlembicConfigException ex) {
			return EnvironmentOptions.NONE;
		}
	}

	/**
	 * What the project says of the database, the project or the problem with its configuration, and the way to its
	 * revisions for all who saw the same.
	 */
	record ProjectSettings(EnvironmentOptions options, EnvironmentScript environment,
			@Nullable ConfiguredProject project,
			@Nullable Problem problem, SingleFlight<RevisionHistory> histories) {}

}

package ai.backend.dbstatus.status.observation;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import ai.backend.dbstatus.execution.SingleFlight;
import ai.backend.dbstatus.execution.TimedWait;
import ai.backend.dbstatus.status.observation.ScriptSource.Seen;
import ai.backend.dbstatus.status.report.Scripts;

/**
 * Looks at scripts that are not in the working directory, within some time: to read an archive, or a commit for the first time,
 * takes as long as it is large. Safe for concurrent use.
 */
final class SourceLook {

	private static final Executor THREADS = new ThreadPoolExecutor(0, Integer.MAX_VALUE, 30, TimeUnit.SECONDS,
			new SynchronousQueue<>(), Thread.ofPlatform().daemon().name("db-status-source-", 0).factory());

	private final ScriptSource source;

	private final SingleFlight<Seen> looks;

	SourceLook(ScriptSource source) {
		this.source = source;
		this.looks = new SingleFlight<>(source::look, THREADS);
	}

	/**
	 * The scripts as they are now.
	 * @throws TimeoutException if the time is over
	 * @throws RuntimeException what {@link ScriptSource#look()} throws
	 */
	Seen look(Duration atMost) throws TimeoutException {
		return TimedWait.await(this.looks.join(), atMost);
	}

	/**
	 * Where the scripts come from, as far as that is known before they are looked at.
	 */
	Scripts scripts() {
		return this.source.scripts();
	}

}

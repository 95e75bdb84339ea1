package ai.backend.dbstatus.web.server;

import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads that answer requests: some platform threads, and as many virtual threads as there are requests beyond. A
 * virtual thread that waits for a check below all the filters of a request costs more than a platform thread, of which
 * there must not be too many; and however many requests wait for databases, others have a thread.
 */
final class RequestThreads implements Executor {

	private static final int PLATFORM_THREADS = 64;

	private final ThreadPoolExecutor platform = new ThreadPoolExecutor(0, PLATFORM_THREADS, 30, TimeUnit.SECONDS,
			new SynchronousQueue<>(), Thread.ofPlatform().daemon().name("request-", 0).factory(),
			(task, _) -> Thread.ofVirtual().name("request-virtual").start(task));

	@Override
	public void execute(Runnable task) {
		this.platform.execute(task);
	}

}

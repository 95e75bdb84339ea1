package ai.backend.dbstatus.testsupport;

import java.time.Duration;

/**
 * Lets an actor of a test be slow: a network that trickles, a user who asks now and then. A test that waits for something
 * to happen uses Awaitility.
 */
public final class Pause {

	private Pause() {
	}

	/**
	 * Does nothing for a while.
	 */
	public static void of(Duration length) throws InterruptedException {
		Thread.sleep(length);
	}

	/**
	 * Does nothing for some milliseconds.
	 */
	public static void ofMillis(long millis) throws InterruptedException {
		Thread.sleep(millis);
	}

}

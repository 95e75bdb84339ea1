package ai.backend.dbstatus.status.check;

import java.time.Duration;
import java.time.InstantSource;
import java.util.function.LongSupplier;

import ai.backend.dbstatus.alembic.source.archive.ArchiveLimits;

/**
 * How components are checked.
 *
 * @param clock tells when a check began
 * @param ticker tells how long ago that was, in nanoseconds: a clock that nobody sets
 * @param maxAge how old a report may be when it is asked for; zero: no older than the question
 * @param answerTimeout how long a caller waits for a report; positive
 * @param archives how much of an archive is read
 */
public record CheckSettings(InstantSource clock, LongSupplier ticker, Duration maxAge, Duration answerTimeout,
		ArchiveLimits archives) {

	private static final ArchiveLimits ARCHIVES = new ArchiveLimits(2L << 30, 200_000, 4L << 30);

	/**
	 * With the ticker of the machine.
	 */
	public CheckSettings(InstantSource clock, Duration maxAge, Duration answerTimeout, ArchiveLimits archives) {
		this(clock, System::nanoTime, maxAge, answerTimeout, archives);
	}

	/**
	 * With the ticker of the machine and the usual limits of archives.
	 */
	public CheckSettings(InstantSource clock, Duration maxAge, Duration answerTimeout) {
		this(clock, maxAge, answerTimeout, ARCHIVES);
	}

}

package ai.backend.dbstatus.status.check;

import java.time.Duration;
import java.time.InstantSource;

/**
 * How components are checked.
 *
 * @param clock tells when a check began
 * @param maxAge how old a report may be when it is asked for; zero: no older than the question
 * @param answerTimeout how long a caller waits for a report; positive
 */
public record CheckSettings(InstantSource clock, Duration maxAge, Duration answerTimeout) {}

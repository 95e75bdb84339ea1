package ai.backend.dbstatus.status.observation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import ai.backend.dbstatus.database.activity.Evidence;
import ai.backend.dbstatus.database.activity.LockWait;
import ai.backend.dbstatus.database.activity.SessionActivity;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the sessions of a database from one look to the next, and no longer: who was not there in between is somebody
 * else, or begins anew. For one thread at a time.
 */
final class Sightings {

	/** Some servers tell durations only, in whole seconds. */
	private static final Duration INEXACT = Duration.ofSeconds(2);

	private final InstantSource clock;

	private Map<Identity, Sighting> last = Map.of();

	Sightings(InstantSource clock) {
		this.clock = clock;
	}

	/**
	 * Adds what is remembered to the sessions that are there now.
	 * @param names what the revisions name that would be applied next
	 */
	List<SeenSession> remember(List<SessionActivity> sessions, Set<String> names) {
		Instant now = this.clock.instant().truncatedTo(ChronoUnit.MILLIS);
		Map<Identity, Sighting> seen = new HashMap<>();
		List<SeenSession> remembered = sessions.stream().map((session) -> {
			Identity identity = new Identity(session.pid(), session.user(), session.application(), session.client());
			Sighting sighting = Sighting.of(session, this.last.get(identity), now);
			seen.put(identity, sighting);
			Instant waits = sighting.waitsSince();
			return new SeenSession(session, sighting.since(), (waits != null) ? waits : sighting.since(),
					sighting.known(),
					!session.tables().isEmpty() && names.containsAll(session.tables()));
		}).toList();
		this.last = seen;
		return remembered;
	}

	void forget() {
		this.last = Map.of();
	}

	/** A number is given to one session after the other. */
	private record Identity(long pid, @Nullable String user, @Nullable String application, @Nullable String client) {}

	private record Sighting(Instant since, @Nullable Instant waitsSince, List<Long> blockers, boolean known) {

		static Sighting of(SessionActivity session, @Nullable Sighting before, Instant now) {
			boolean touches = session.evidence() == Evidence.VERSION_TABLE;
			Instant began = (session.startedAt() != null) ? session.startedAt() : now;
			Instant since = (before != null) ? earlier(before.since, began) : began;
			LockWait wait = session.waitsFor();
			boolean known = touches || (before != null && before.known);
			Instant waits = (wait != null) ? waits(wait, before, now) : null;
			return new Sighting(since, waits, (wait != null) ? wait.pids() : List.of(), known);
		}

		private static Instant waits(LockWait wait, @Nullable Sighting before, Instant now) {
			Instant told = (wait.since() != null) ? wait.since() : now;
			if (before == null || before.waitsSince == null || !before.blockers.equals(wait.pids())) {
				return told;
			}
			return (wait.since() == null || steady(before.waitsSince, told)) ? before.waitsSince : told;
		}

		private static Instant earlier(Instant before, Instant now) {
			return (before.isBefore(now) || steady(before, now)) ? before : now;
		}

		private static boolean steady(Instant before, Instant now) {
			return Duration.between(before, now).abs().compareTo(INEXACT) <= 0;
		}

	}

}

package ai.backend.dbstatus.health;

import ai.backend.dbstatus.database.session.DatabaseSessions;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Whether databases can be asked at all: part of readiness. It says nothing of any database.
 */
public final class ConnectorsHealthIndicator implements HealthIndicator {

	private final DatabaseSessions sessions;

	/**
	 * An indicator for the connections of the service.
	 */
	public ConnectorsHealthIndicator(DatabaseSessions sessions) {
		this.sessions = sessions;
	}

	@Override
	public Health health() {
		return this.sessions.isExhausted()
				? Health.outOfService()
						.withDetail("explanation", "Databases that do not answer hold all threads that connect")
						.build()
				: Health.up().build();
	}

}

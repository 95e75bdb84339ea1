package ai.backend.dbstatus.web.report;

import java.time.Instant;

import ai.backend.dbstatus.status.report.Migration;
import ai.backend.dbstatus.web.http.MillisecondTime;
import org.jspecify.annotations.Nullable;

/**
 * A migration that is under way, as JSON.
 */
public record MigrationResource(@MillisecondTime Instant since, boolean certain, @Nullable String application,
		@Nullable String user, @Nullable String client, long pid, @Nullable String state, @Nullable String revision,
		@Nullable BlockerResource waitsFor, Migration.@Nullable Progress progress) {

	/**
	 * A migration, if there is one.
	 */
	public static @Nullable MigrationResource orNull(@Nullable Migration migration) {
		return (migration != null) ? of(migration) : null;
	}

	static MigrationResource of(Migration migration) {
		return new MigrationResource(migration.since(), migration.certain(), migration.application(), migration.user(),
				migration.client(), migration.pid(), migration.state(), migration.revision(),
				(migration.waitsFor() != null) ? BlockerResource.of(migration.waitsFor()) : null,
				migration.progress());
	}

	/**
	 * The session that blocks it.
	 */
	public record BlockerResource(@Nullable Long pid, @Nullable String application, @Nullable String user,
			@Nullable String state, @Nullable String lock, @Nullable String relation,
			@MillisecondTime Instant since) {

		static BlockerResource of(Migration.Blocker blocker) {
			return new BlockerResource(blocker.pid(), blocker.application(), blocker.user(), blocker.state(),
					blocker.lock(), blocker.relation(), blocker.since());
		}

	}

}

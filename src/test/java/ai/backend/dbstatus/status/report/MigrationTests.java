package ai.backend.dbstatus.status.report;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MigrationTests {

	private static final Instant SINCE = Instant.parse("2026-11-22T14:03:59Z");

	private static final Instant NOW = Instant.parse("2026-11-22T14:08:10Z");

	private static String say(Migration migration) {
		return migration.describe(NOW, ZoneOffset.UTC);
	}

	private static Migration migration(boolean certain, @Nullable String application, @Nullable String user,
			Migration.@Nullable Blocker blocker, Migration.@Nullable Progress progress) {
		return new Migration(SINCE, certain, application, user, null, 4711, null, null, blocker, progress);
	}

	private static Migration.Blocker blocker(@Nullable Long pid, @Nullable String relation, String since) {
		return new Migration.Blocker(pid, null, null, null, null, relation, Instant.parse(since));
	}

	@Test
	void saysSinceWhenAndWhoItIs() {
		assertThat(say(migration(true, "alembic", "shop", null, null)))
				.isEqualTo("A migration is under way since 14:03 (alembic, pid 4711).");
		assertThat(say(migration(false, null, "shop", null, null)))
				.isEqualTo("A migration is probably under way since 14:03 (shop, pid 4711).");
		assertThat(say(migration(true, null, null, null, null)))
				.isEqualTo("A migration is under way since 14:03 (pid 4711).");
	}

	@Test
	void saysWhoBlocksItAndForHowLong() {
		assertThat(say(migration(true, "alembic", null, blocker(99L, "sessions", "2026-11-22T14:04:00Z"), null)))
				.isEqualTo("A migration is under way since 14:03 (alembic, pid 4711),"
						+ " waiting 4 min for a lock on sessions held by pid 99.");
		assertThat(say(migration(true, "alembic", null, blocker(99L, null, "2026-11-22T14:08:00Z"), null)))
				.endsWith(", waiting 10 s for a lock held by pid 99.");
		assertThat(say(migration(true, "alembic", null, blocker(null, "sessions", "2026-11-22T11:08:00Z"), null)))
				.endsWith(", waiting 3 h for a lock on sessions.");
	}

	@Test
	void saysHowFarItIs() {
		assertThat(say(migration(true, null, null, null,
				new Migration.Progress("CREATE INDEX", "building index: scanning table", "t", 30, 40L, "BLOCKS"))))
				.endsWith("(pid 4711), building index: scanning table 75 %.");
		assertThat(say(migration(true, null, null, null, new Migration.Progress("CREATE INDEX", null, "t", 0, null,
				"LOCKERS")))).endsWith("(pid 4711), CREATE INDEX.");
	}

	@Test
	void tellsTheDateOfAnotherDayInTheZoneThatIsAsked() {
		assertThat(migration(true, null, null, null, null).describe(Instant.parse("2026-11-23T00:10:00Z"),
				ZoneOffset.UTC)).contains("since 2026-11-22 14:03 (");
		assertThat(migration(true, null, null, null, null).describe(NOW, ZoneId.of("Asia/Seoul")))
				.contains("since 23:03 (");
	}

	@Test
	void staysOneLineWhateverANameHolds() {
		assertThat(say(migration(true, "a\nb\u202ec", null, blocker(99L, "x\r\ny", "2026-11-22T14:08:00Z"), null)))
				.isEqualTo("A migration is under way since 14:03 (a b c, pid 4711),"
						+ " waiting 10 s for a lock on x y held by pid 99.");
	}

}

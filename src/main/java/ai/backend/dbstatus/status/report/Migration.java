package ai.backend.dbstatus.status.report;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * A migration that another session of the database has under way. What the database does not let this service see is
 * {@code null}.
 *
 * @param since when it began; where the database does not tell, when it was first seen
 * @param certain whether it can be nothing else; if not, it does what the next revision does, but has not touched the
 * version table
 * @param application the name that the client has given itself
 * @param user who logged in
 * @param client the client's address
 * @param pid the session: the process id of PostgreSQL's backend or of SQLite's process, the connection id in MariaDB and
 * MySQL
 * @param state what the session is doing, in the server's words: {@code active}, {@code idle in transaction}
 * @param revision how far it is: the revision that is committed; {@code null} if there is none, or several
 * @param waitsFor the session that blocks it; {@code null} if none does
 * @param progress how far a long statement of it has got; {@code null} if it has none that the server tells
 */
public record Migration(Instant since, boolean certain, @Nullable String application, @Nullable String user,
		@Nullable String client, long pid, @Nullable String state, @Nullable String revision,
		@Nullable Blocker waitsFor, @Nullable Progress progress) {

	private static final Duration SHOWN_IN_SECONDS = Duration.ofSeconds(90);

	private static final Duration SHOWN_IN_MINUTES = Duration.ofMinutes(90);

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

	private static final DateTimeFormatter DATE_AND_TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

	/**
	 * A session that blocks a migration.
	 *
	 * @param pid the session; {@code null} where it is not known, and for a prepared transaction, which has none
	 * @param application the name that its client has given itself
	 * @param user who logged in
	 * @param state what it is doing, in the server's words
	 * @param lock the lock that the migration waits for, in the server's words: {@code AccessExclusiveLock}
	 * @param relation the table or index that the lock is on; {@code null} where it is on a transaction
	 * @param since since when the migration waits; where the database does not tell, when it was first seen waiting
	 */
	public record Blocker(@Nullable Long pid, @Nullable String application, @Nullable String user,
			@Nullable String state, @Nullable String lock, @Nullable String relation, Instant since) {}

	/**
	 * How far a long statement has got.
	 *
	 * @param command what it does: {@code CREATE INDEX CONCURRENTLY}
	 * @param phase the step that it is at, in the server's words
	 * @param relation the table
	 * @param done how much of this step is done
	 * @param total how much there is to do in this step; {@code null} where that is not known
	 * @param unit what is counted: {@code BLOCKS}, {@code TUPLES}, {@code LOCKERS} (sessions that are waited for) or
	 * {@code PERCENT}
	 */
	public record Progress(@Nullable String command, @Nullable String phase, @Nullable String relation, long done,
			@Nullable Long total, String unit) {

		private String describe() {
			String what = (this.phase != null) ? this.phase : (this.command != null) ? this.command : "at work";
			return (this.total != null) ? what + " " + 100 * Math.min(this.done, this.total) / this.total + " %" : what;
		}

	}

	/**
	 * The migration in a sentence:
	 * {@code A migration is under way since 14:03 (alembic, pid 4711), waiting 4 min for a lock on sessions held by pid 99.}
	 * @param now the time to which it waits
	 * @param zone in which to tell the time
	 */
	public String describe(Instant now, ZoneId zone) {
		StringBuilder text = new StringBuilder("A migration is ").append(this.certain ? "" : "probably ")
				.append("under way since ")
				.append(time(this.since, now, zone))
				.append(" (");
		String who = (this.application != null) ? this.application : this.user;
		if (who != null) {
			text.append(who).append(", ");
		}
		text.append("pid ").append(this.pid).append(')');
		if (this.waitsFor != null) {
			appendWait(text, this.waitsFor, now);
		}
		else if (this.progress != null) {
			text.append(", ").append(this.progress.describe());
		}
		// One line, whatever a database has put into a name.
		return text.append('.').toString().replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+", " ");
	}

	private static void appendWait(StringBuilder text, Blocker blocker, Instant now) {
		text.append(", waiting ").append(duration(Duration.between(blocker.since(), now)));
		text.append((blocker.relation() != null) ? " for a lock on " + blocker.relation() : " for a lock");
		if (blocker.pid() != null) {
			text.append(" held by pid ").append(blocker.pid());
		}
	}

	private static String time(Instant then, Instant now, ZoneId zone) {
		ZonedDateTime local = then.atZone(zone);
		return local.format(local.toLocalDate().equals(now.atZone(zone).toLocalDate()) ? TIME : DATE_AND_TIME);
	}

	private static String duration(Duration duration) {
		if (duration.compareTo(SHOWN_IN_SECONDS) < 0) {
			return Math.max(0, duration.toSeconds()) + " s";
		}
		return (duration.compareTo(SHOWN_IN_MINUTES) < 0) ? duration.toMinutes() + " min" : duration.toHours() + " h";
	}

}

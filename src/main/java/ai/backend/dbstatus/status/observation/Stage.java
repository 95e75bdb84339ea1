package ai.backend.dbstatus.status.observation;

import java.math.BigDecimal;
import java.time.Duration;

import ai.backend.dbstatus.status.report.Reason;

/**
 * How far a look has got: what to blame where it gets no further.
 */
enum Stage {

	CONFIGURATION(Reason.CONFIG_INVALID, "Reading the Alembic configuration"),

	DATABASE(Reason.QUERY_TIMEOUT, "Asking the database", ""),

	TENANTS(Reason.QUERY_TIMEOUT, "Reading the version tables of the tenants",
			"; their server is busy, or they are too many for this time: raise db-status.answer-timeout"),

	SCRIPTS(Reason.SCRIPT_UNREADABLE, "Reading the migration scripts"),

	OPERATIONS(Reason.SCRIPT_UNREADABLE, "Reading what the migration scripts do, and the database",
			"; they do very much, or others ask for the same component's schema or plan; ask again");

	private final Reason reason;

	private final String words;

	private final String cause;

	Stage(Reason reason, String words) {
		this(reason, words, "; the file system that it is on does not answer, or slowly");
	}

	Stage(Reason reason, String words, String cause) {
		this.reason = reason;
		this.words = words;
		this.cause = cause;
	}

	/**
	 * The problem with a look that is still at this stage when its time is over.
	 * @param waited how long was waited for it
	 */
	Problem unfinished(Duration waited) {
		String seconds = BigDecimal.valueOf(waited.toMillis(), 3).stripTrailingZeros().toPlainString();
		return new Problem(this.reason, "%s has not ended within %s s%s".formatted(this.words, seconds, this.cause));
	}

}

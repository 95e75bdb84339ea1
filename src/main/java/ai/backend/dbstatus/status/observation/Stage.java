package ai.backend.dbstatus.status.observation;

import java.math.BigDecimal;
import java.time.Duration;

import ai.backend.dbstatus.status.report.Reason;

/**
 * How far a look has got: what to blame where it gets no further.
 */
enum Stage {

	CONFIGURATION(Reason.CONFIG_INVALID, "Reading the Alembic configuration"),

	DATABASE(Reason.QUERY_TIMEOUT, "Asking the database"),

	SCRIPTS(Reason.SCRIPT_UNREADABLE, "Reading the migration scripts");

	private final Reason reason;

	private final String words;

	Stage(Reason reason, String words) {
		this.reason = reason;
		this.words = words;
	}

	/**
	 * The problem with a look that is still at this stage when its time is over.
	 * @param waited how long was waited for it
	 */
	Problem unfinished(Duration waited) {
		String seconds = BigDecimal.valueOf(waited.toMillis(), 3).stripTrailingZeros().toPlainString();
		String where = (this == DATABASE) ? "" : "; the file system that it is on does not answer, or slowly";
		return new Problem(this.reason, "%s has not ended within %s s%s".formatted(this.words, seconds, where));
	}

}

package ai.backend.dbstatus.status;

/**
 * How far a check has got: what to blame where it gets no further.
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
	 * The problem with a check that is still at this stage when its callers can wait no longer.
	 * @param seconds how long they have waited
	 */
	Problem unfinished(String seconds) {
		String where = (this == DATABASE) ? "" : "; the file system that it is on does not answer, or slowly";
		return new Problem(this.reason, "%s has not ended within %s s%s".formatted(this.words, seconds, where));
	}

}

package ai.backend.dbstatus.status.report;

/**
 * Why a check came to its status. Each reason belongs to one status.
 */
public enum Reason {

	AT_HEAD(Status.UP_TO_DATE, "Up-to-date"),

	PENDING_MIGRATIONS(Status.BEHIND, "Migrations pending"),

	NEVER_RAN(Status.DRIFTED, "Applied revision never ran"),

	OBJECTS_MISSING(Status.DRIFTED, "Objects are missing"),

	ALREADY_THERE(Status.DRIFTED, "Objects are already there"),

	NO_VERSION_TABLE(Status.UNKNOWN, "No version table"),

	EMPTY_VERSION_TABLE(Status.UNKNOWN, "Empty version table"),

	UNSTAMPED_SCHEMA(Status.UNKNOWN, "Unstamped schema"),

	MULTIPLE_HEADS(Status.DIVERGED, "Multiple heads detected"),

	AHEAD(Status.UNRECOGNIZED, "Database is ahead of the scripts"),

	OTHER_BRANCH(Status.UNRECOGNIZED, "Database is on another branch"),

	UNKNOWN_REVISION(Status.UNRECOGNIZED, "Unknown revision"),

	CONNECTION_REFUSED(Kind.CONNECTION),

	HOST_NOT_FOUND(Kind.CONNECTION),

	CONNECT_TIMEOUT(Kind.CONNECTION),

	CONNECTION_LOST(Kind.CONNECTION),

	TOO_MANY_CONNECTIONS(Kind.CONNECTION),

	SERVER_STARTING(Kind.CONNECTION),

	QUERY_TIMEOUT(Kind.ANSWER, "Database did not answer in time"),

	LOCK_TIMEOUT(Kind.ANSWER, "Version table is locked"),

	AUTHENTICATION_FAILED(Kind.REFUSAL, "Database login failed"),

	DATABASE_NOT_FOUND(Kind.REFUSAL, "Database not found"),

	PERMISSION_DENIED(Kind.REFUSAL, "Permission denied"),

	TLS_FAILED(Kind.REFUSAL, "Encrypted connection failed"),

	CONFIG_NOT_FOUND(Kind.CONFIGURATION, "Alembic configuration not found"),

	CONFIG_INVALID(Kind.CONFIGURATION, "Alembic configuration is invalid"),

	VERSION_TABLE_NOT_KNOWN(Kind.CONFIGURATION, "Version table is not known"),

	DATABASE_URL_MISSING(Kind.CONFIGURATION, "Database URL is missing"),

	DATABASE_URL_INVALID(Kind.CONFIGURATION, "Database URL is invalid"),

	DATABASE_UNSUPPORTED(Kind.CONFIGURATION, "Database is not supported"),

	NO_TENANTS(Kind.CONFIGURATION, "No tenants found"),

	SCRIPTS_NOT_FOUND(Kind.SCRIPTS, "Migration scripts not found"),

	NO_SCRIPTS(Kind.SCRIPTS, "No migration scripts"),

	SCRIPT_UNREADABLE(Kind.SCRIPTS, "Migration script cannot be read"),

	SCRIPTS_CHANGING(Kind.CHANGE, "Migration scripts are being changed"),

	DUPLICATE_REVISION(Kind.SCRIPTS, "Duplicate revision"),

	MISSING_REVISION(Kind.SCRIPTS, "Missing revision"),

	CYCLE(Kind.SCRIPTS, "Cycle in the revisions"),

	DUPLICATE_LABEL(Kind.SCRIPTS, "Duplicate branch label"),

	INCONSISTENT_ROWS(Kind.ROWS, "Version table is inconsistent"),

	INTERNAL_ERROR(Kind.DEFECT, "Internal error");

	private final Status status;

	private final Kind kind;

	private final String title;

	Reason(Status status, String title) {
		this.status = status;
		this.kind = Kind.VERDICT;
		this.title = title;
	}

	Reason(Kind kind) {
		this(kind, "Cannot connect to database");
	}

	Reason(Kind kind, String title) {
		this.status = Status.ERROR;
		this.kind = kind;
		this.title = title;
	}

	/**
	 * The status that this reason stands behind.
	 */
	public Status status() {
		return this.status;
	}

	/**
	 * What sort of reason this is.
	 */
	public Kind kind() {
		return this.kind;
	}

	/**
	 * The reason as a heading, for a person.
	 */
	public String title() {
		return this.title;
	}

	/**
	 * Whether asking again later may help although nobody mends anything.
	 */
	public boolean isRetryable() {
		return this.kind == Kind.CONNECTION || this.kind == Kind.ANSWER || this.kind == Kind.CHANGE;
	}

	/**
	 * The sorts of reasons: which part of the world has to change before the status does.
	 */
	public enum Kind {

		/** The check reached a verdict. */
		VERDICT,

		/** The database could not be reached. */
		CONNECTION,

		/** The database was reached and did not answer in time. */
		ANSWER,

		/** The database answered no. */
		REFUSAL,

		/** The Alembic configuration is at fault. */
		CONFIGURATION,

		/** The migration scripts are at fault. */
		SCRIPTS,

		/** Somebody is at work on the migration scripts. */
		CHANGE,

		/** The rows of the version table contradict the scripts. */
		ROWS,

		/** This service is at fault. */
		DEFECT

	}

}

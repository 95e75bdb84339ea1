package ai.backend.dbstatus.status.report;

/**
 * What a check says of a component, worst first: a status is worse than those after it.
 */
public enum Status {

	/** No verdict is possible. */
	ERROR("Error", "❌"),

	/** The database is at a revision that the scripts lack. */
	UNRECOGNIZED("Unrecognized", "🚫"),

	/** The scripts have more than one head. */
	DIVERGED("Diverged", "🔀"),

	/** The database has no revision. */
	UNKNOWN("No revision", "❓"),

	/** The schema contradicts what the version table says; only where it was looked at, too. */
	DRIFTED("Drifted", "🧩"),

	/** An upgrade would apply something. */
	BEHIND("Behind", "⚠️"),

	/** An upgrade would apply nothing. */
	UP_TO_DATE("Up-to-date", "✅");

	private final String displayName;

	private final String icon;

	Status(String displayName, String icon) {
		this.displayName = displayName;
		this.icon = icon;
	}

	/**
	 * The status in words, for a person: {@code Up-to-date}.
	 */
	public String displayName() {
		return this.displayName;
	}

	/**
	 * The one character that stands for the status where there is room for no more.
	 */
	public String icon() {
		return this.icon;
	}

	/**
	 * Whether a verdict was reached, whatever it is.
	 */
	public boolean isVerdict() {
		return this != ERROR;
	}

	/**
	 * The worse of this status and the other.
	 */
	public Status worse(Status other) {
		return (compareTo(other) <= 0) ? this : other;
	}

}

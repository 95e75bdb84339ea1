package ai.backend.dbstatus.plan.finding;

/**
 * What a statement of a migration may do that somebody has to know before it runs. In this order, one is worse than the next.
 */
public enum Effect {

	/** The upgrade would end with an error. */
	WOULD_FAIL("would fail"),

	/** Data is gone afterwards. */
	LOSES_DATA("loses data"),

	/** A whole table is written again. */
	REWRITES_TABLE("rewrites a table"),

	/** Nobody reads or writes a table while it lasts. */
	BLOCKS_READS("blocks reads"),

	/** Code that is running now does not work with what comes. */
	BREAKS_OLD_CODE("breaks old code"),

	/** A whole table is read. */
	SCANS_TABLE("scans a table"),

	/** Nobody writes to a table while it lasts. */
	BLOCKS_WRITES("blocks writes"),

	/** Nothing leads back. */
	IRREVERSIBLE("is irreversible"),

	/** Only running it would tell what it does. */
	NOT_KNOWN("is not known");

	private final String words;

	Effect(String words) {
		this.words = words;
	}

	/**
	 * Its words behind the name of a step.
	 */
	public String words() {
		return this.words;
	}

	/**
	 * Whether the harm grows with the table. A failure is one on the smallest table, too.
	 */
	public boolean growsWithTable() {
		return this != WOULD_FAIL && this != IRREVERSIBLE && this != NOT_KNOWN;
	}

}

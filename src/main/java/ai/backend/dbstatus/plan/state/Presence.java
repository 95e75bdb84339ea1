package ai.backend.dbstatus.plan.state;

/**
 * Whether something is there.
 */
public enum Presence {

	/** It is. */
	YES,

	/** It is not. */
	NO,

	/** It may be: something that is not known may have made or removed it. */
	MAYBE;

	/**
	 * Whether it is surely there.
	 */
	public boolean isSure() {
		return this == YES;
	}

	/**
	 * Whether it is surely not there.
	 */
	public boolean isAbsent() {
		return this == NO;
	}

	/**
	 * The opposite.
	 */
	public Presence not() {
		return switch (this) {
			case YES -> NO;
			case NO -> YES;
			case MAYBE -> MAYBE;
		};
	}

}

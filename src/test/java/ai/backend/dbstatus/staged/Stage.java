package ai.backend.dbstatus.staged;

/**
 * What happens in a run.
 */
enum Stage {

	/** Two revisions in one transaction. */
	ONE_TRANSACTION,

	/** Two revisions in a transaction each. */
	ONE_EACH_REVISION,

	/** An index that is built concurrently, while somebody writes the table. */
	CONCURRENT_INDEX,

	/** Somebody has read the table, and has not ended the transaction. */
	BLOCKED_BY_IDLE_TRANSACTION,

	/** The session is ended, or its process is killed. */
	KILLED_IN_THE_MIDDLE,

	/** Three upgrades at once. */
	THREE_AT_ONCE,

	/** A long query, a dump, and changes of tables that no revision names. */
	DECOYS

}

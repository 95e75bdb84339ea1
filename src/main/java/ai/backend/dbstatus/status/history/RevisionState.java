package ai.backend.dbstatus.status.history;

/**
 * What a database has of a revision.
 */
public enum RevisionState {

	/** A row of the version table names it, or a revision that needs it. */
	APPLIED,

	/** It is not applied: it is known what all the rows need. */
	PENDING,

	/** Nobody can tell: the rows could not be read, or one of them names no revision of these scripts. */
	UNKNOWN

}

package ai.backend.dbstatus.status;

/**
 * What a database has of a revision.
 */
public enum RevisionState {

	/** A row of the version table names it, or a revision that needs it. */
	APPLIED,

	/** It is not applied. */
	PENDING

}

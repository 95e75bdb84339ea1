package ai.backend.dbstatus.status.report;

import ai.backend.dbstatus.status.history.RevisionState;

/**
 * A revision that a caller's code needs, and what the database has of it.
 *
 * @param revision the revision as the caller gave it
 * @param state whether it is applied
 */
public record Need(String revision, RevisionState state) {}

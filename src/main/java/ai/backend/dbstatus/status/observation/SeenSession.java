package ai.backend.dbstatus.status.observation;

import java.time.Instant;

import ai.backend.dbstatus.database.activity.SessionActivity;

/**
 * A session that does something that a migration does, too, and what is remembered of it.
 *
 * @param session what the database tells
 * @param since when it began; where the database does not tell, when it was first seen. A session that does one thing after
 * the other began with the first of them
 * @param waitsSince since when it waits, likewise; as {@code since} where it does not wait
 * @param known whether it has touched the version table since it was first seen: a transaction for each revision begins
 * without it
 * @param expected whether all tables that it changes are named by a revision that would be applied next
 */
public record SeenSession(SessionActivity session, Instant since, Instant waitsSince, boolean known,
		boolean expected) {}

package ai.backend.dbstatus.database.activity;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A session that does something that a migration does, too. What the server does not let the asking role see is
 * {@code null}.
 *
 * @param pid the process id of PostgreSQL's backend or of SQLite's process; the connection id in MariaDB and MySQL
 * @param user who logged in
 * @param application the name that the client has given itself
 * @param client the client's address
 * @param state what the session is doing, in the server's words: {@code active}, {@code idle in transaction}
 * @param startedAt when its transaction began, or its statement where there is no transaction
 * @param evidence what it does
 * @param tables the tables whose schema it changes or waits to change, without their schemas; the version table and
 * partitions are left out
 * @param waitsFor what it waits for; {@code null} if it does not wait
 * @param progress how far a long statement has got; {@code null} if it has none that the server tells
 */
public record SessionActivity(long pid, @Nullable String user, @Nullable String application, @Nullable String client,
		@Nullable String state, @Nullable Instant startedAt, Evidence evidence, List<String> tables,
		@Nullable LockWait waitsFor, @Nullable StatementProgress progress) {

	public SessionActivity {
		tables = List.copyOf(tables);
	}

}

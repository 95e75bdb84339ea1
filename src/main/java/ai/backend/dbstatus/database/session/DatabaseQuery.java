package ai.backend.dbstatus.database.session;

import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

/**
 * Something to be asked of a database: one statement or several, over one connection. It only reads, and asking it a
 * second time does no harm: where a connection turns out to be dead, it is asked again on a fresh one.
 *
 * @param <T> the answer
 */
public interface DatabaseQuery<T extends @Nullable Object> {

	/**
	 * What is read, as messages say it: {@code table alembic_version}.
	 */
	String subject();

	/**
	 * Asks. The connection commits by itself, may be shared with other clients of the server (a pooler's, in transaction
	 * mode), and so keeps nothing from one statement to the next: no setting, no temporary table, no prepared statement.
	 * @throws SQLException of the driver; {@link DatabaseSession#ask} says what it means
	 */
	T ask(DatabaseHandle handle) throws SQLException;

}

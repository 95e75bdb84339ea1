package ai.backend.dbstatus.database.session;

import java.sql.Connection;
import java.sql.SQLException;

import ai.backend.dbstatus.database.DatabaseException;
import ai.backend.dbstatus.database.DatabaseFailure;
import ai.backend.dbstatus.database.url.DatabaseUrl;
import ai.backend.dbstatus.database.url.Dialect;

/**
 * What a query has in its hands while it is asked: a connection, and whose it is.
 */
public final class DatabaseHandle {

	private final Connection connection;

	private final Abortable abortable;

	private final Failures failures;

	private final DatabaseQuery<?> query;

	private final boolean ours;

	DatabaseHandle(Connection connection, Abortable abortable, Failures failures, DatabaseQuery<?> query,
			boolean ours) {
		this.ours = ours;
		this.connection = connection;
		this.abortable = abortable;
		this.failures = failures;
		this.query = query;
	}

	/**
	 * The connection, to be left open. Its metadata tell the server's product and version without asking the server.
	 */
	public Connection connection() {
		return this.connection;
	}

	/**
	 * Whether the server's session is known to be ours alone. Where it is not, somebody between may have lent it to others
	 * before, who may have changed its settings.
	 */
	public boolean isOurs() {
		return this.ours;
	}

	/**
	 * The database that is asked.
	 */
	public DatabaseUrl url() {
		return this.failures.url();
	}

	/**
	 * The kind of database, and so of SQL.
	 */
	public Dialect dialect() {
		return url().dialect();
	}

	/**
	 * What an exception of the driver means, for a query that goes on after some failures or says more about them.
	 */
	public DatabaseException failure(SQLException thrown) {
		return this.abortable.isAborted()
				? this.failures.of(DatabaseFailure.QUERY_TIMEOUT, this.query)
				: this.failures.of(thrown, DatabaseFailure.QUERY_TIMEOUT, this.query);
	}

}

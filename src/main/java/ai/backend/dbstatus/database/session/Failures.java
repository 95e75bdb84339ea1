package ai.backend.dbstatus.database.session;

import java.io.EOFException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.sql.SQLException;

import javax.net.ssl.SSLException;

import ai.backend.dbstatus.database.DatabaseException;
import ai.backend.dbstatus.database.DatabaseFailure;
import ai.backend.dbstatus.database.url.DatabaseUrl;
import ai.backend.dbstatus.database.url.Dialect;
import org.jspecify.annotations.Nullable;

/**
 * Turns what the driver of a database throws into what it means, in words for a person. Nothing of the driver's own text
 * is passed on.
 *
 * @param url the database that was asked
 * @param adapter how it says what went wrong
 * @param timeouts how long it was given
 */
record Failures(DatabaseUrl url, DatabaseAdapter adapter, DatabaseTimeouts timeouts) {

	/**
	 * What an exception means: first by what the database said, then by what the network did.
	 */
	private DatabaseFailure classify(Throwable thrown) {
		DatabaseFailure said = null;
		DatabaseFailure happened = null;
		int depth = 0;
		for (Throwable cause = thrown; cause != null && depth < 20; cause = cause.getCause(), depth++) {
			if (said == null && cause instanceof SQLException failure) {
				said = this.adapter.classify(failure);
			}
			DatabaseFailure network = network(cause);
			happened = (network != null) ? network : happened;
		}
		if (said != null) {
			return said;
		}
		return (happened != null) ? happened : DatabaseFailure.CONNECTION_LOST;
	}

	private static @Nullable DatabaseFailure network(Throwable cause) {
		return switch (cause) {
			case UnknownHostException _ -> DatabaseFailure.HOST_NOT_FOUND;
			case UnresolvedAddressException _ -> DatabaseFailure.HOST_NOT_FOUND;
			case SocketTimeoutException _ -> DatabaseFailure.CONNECT_TIMEOUT;
			case ConnectException _ -> DatabaseFailure.CONNECTION_REFUSED;
			case NoRouteToHostException _ -> DatabaseFailure.CONNECTION_REFUSED;
			case SSLException _ -> DatabaseFailure.TLS_FAILED;
			case SocketException _ -> DatabaseFailure.CONNECTION_LOST;
			case EOFException _ -> DatabaseFailure.CONNECTION_LOST;
			default -> null;
		};
	}

	/**
	 * The exception for what a driver threw, with its usual sentence.
	 * @param onTimeout what it means that a socket had to be waited for too long
	 * @param query what was asked, or to be asked
	 */
	DatabaseException of(Throwable thrown, DatabaseFailure onTimeout, DatabaseQuery<?> query) {
		AnswerTooLargeException tooLarge = cause(thrown, AnswerTooLargeException.class);
		if (tooLarge != null) {
			return new DatabaseException(DatabaseFailure.CONNECTION_LOST,
					"What %s sent is no answer to the question of %s: %s".formatted(this.url.address(), query.subject(),
							tooLarge.getMessage()));
		}
		DatabaseFailure failure = classify(thrown);
		String error = serverError(thrown);
		if (failure == DatabaseFailure.PERMISSION_DENIED && "SQLSTATE 25006".equals(error)) {
			return new DatabaseException(failure, "Permission denied: " + query.subject() + " in " + this.url.describe()
					+ " cannot be read without writing, which this service never does (SQLSTATE 25006)");
		}
		if (failure == DatabaseFailure.CONNECTION_LOST && error != null && isOfDriver(thrown)) {
			return unreadable();
		}
		if (failure == DatabaseFailure.CONNECTION_LOST && error != null) {
			return new DatabaseException(isPassing(error) ? failure : DatabaseFailure.INTERNAL_ERROR,
					(isFile() ? "The file " : "The server at ") + this.url.address() + " gave no answer but the error "
							+ error);
		}
		return of((failure == DatabaseFailure.CONNECT_TIMEOUT) ? onTimeout : failure, query);
	}

	/**
	 * That what a server sent means nothing to its driver.
	 */
	DatabaseException unreadable() {
		return new DatabaseException(DatabaseFailure.CONNECTION_LOST,
				"What " + this.url.address() + " sent is no answer that its driver can read");
	}

	private boolean isOfDriver(Throwable thrown) {
		SQLException said = cause(thrown, SQLException.class);
		return said != null && this.adapter.isOfDriver(said);
	}

	private static <T extends Throwable> @Nullable T cause(Throwable thrown, Class<T> type) {
		int depth = 0;
		for (Throwable cause = thrown; cause != null && depth < 20; cause = cause.getCause(), depth++) {
			if (type.isInstance(cause)) {
				return type.cast(cause);
			}
		}
		return null;
	}

	/**
	 * Whether an error may be over though nobody mends anything: a transaction rolled back because of another one, resources
	 * that are used up, an object in use, an error of input or output (PostgreSQL: classes 40, 53, 55 and 58).
	 */
	private static boolean isPassing(String error) {
		return error.matches("SQLSTATE (40|53|55|58).*") || error.equals("code 10");
	}

	/**
	 * The code of an error that the server itself reports, other than about the connection; {@code null} if there is none.
	 */
	private static @Nullable String serverError(Throwable thrown) {
		int depth = 0;
		for (Throwable cause = thrown; cause != null && depth < 20; cause = cause.getCause(), depth++) {
			if (cause instanceof SQLException failure) {
				String state = failure.getSQLState();
				if (state != null && state.matches("[0-9A-Z]{5}")) {
					return (state.startsWith("08") || state.startsWith("57") || state.equals("99999"))
							? null
							: "SQLSTATE " + state;
				}
				return (state == null && failure.getErrorCode() > 0) ? "code " + failure.getErrorCode() : null;
			}
		}
		return null;
	}

	/**
	 * The exception for a failure, with its usual sentence.
	 */
	DatabaseException of(DatabaseFailure failure, DatabaseQuery<?> query) {
		String address = this.url.address();
		String database = this.url.describe();
		String subject = query.subject();
		String user = (this.url.username() != null) ? "user \"" + this.url.username() + "\"" : "the user";
		String message = switch (failure) {
			case CONNECTION_REFUSED -> "Connection refused to " + address;
			case HOST_NOT_FOUND -> "Host not found: " + address;
			case CONNECT_TIMEOUT ->
				"Connection to " + address + " timed out after " + DatabaseTimeouts.display(this.timeouts.connect());
			case CONNECTION_LOST -> "Connection to " + address + " was lost before the answer was complete";
			case TOO_MANY_CONNECTIONS -> "The server at " + address + " has no connection left for " + user;
			case SERVER_STARTING -> "The server at " + address + " is starting up or shutting down";
			case QUERY_TIMEOUT ->
				"The server at " + address + " did not answer the query of " + subject + " within "
						+ DatabaseTimeouts.display(this.timeouts.query());
			case LOCK_TIMEOUT ->
				Character.toUpperCase(subject.charAt(0)) + subject.substring(1) + " in " + database
						+ " was locked by another session for more than "
						+ DatabaseTimeouts.display(this.timeouts.lock());
			case AUTHENTICATION_FAILED -> "The server at " + address + " does not let " + user + " in to database \""
					+ this.url.database() + "\": "
					+ ((this.url.password() != null)
							? "wrong password, or no permission to connect"
							: "no password is configured, and it may want one, or does not permit the connection");
			case DATABASE_NOT_FOUND -> isFile()
					? "There is no SQLite database in the file " + address
					: "There is no " + database;
			case PERMISSION_DENIED -> isFile()
					? "The file " + address + " may not be read"
					: "Permission denied: " + user + " may not read " + subject + " in " + database;
			case TLS_FAILED -> "TLS with the server at " + address + " failed";
			case CONFIG_INVALID, DATABASE_URL_INVALID, DATABASE_UNSUPPORTED, INTERNAL_ERROR ->
				"Reading " + subject + " in " + database + " failed";
		};
		return new DatabaseException(failure, message);
	}

	private boolean isFile() {
		return this.url.dialect() == Dialect.SQLITE;
	}

}

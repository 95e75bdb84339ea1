package ai.backend.dbstatus.database;

/**
 * A database could not be asked. The message is one sentence for a person: it names host and port, and never a
 * password, a whole URL or a driver's class. The driver's own exception is left out for the same reason.
 */
public final class DatabaseException extends RuntimeException {

	private final DatabaseFailure failure;

	/**
	 * A failure in the words of {@code message}, which say what the class comment wants and no more.
	 */
	public DatabaseException(DatabaseFailure failure, String message) {
		super(message);
		this.failure = failure;
	}

	/**
	 * The reason, for machines.
	 */
	public DatabaseFailure failure() {
		return this.failure;
	}

	@Override
	public String getMessage() {
		String message = super.getMessage();
		return (message != null) ? message : this.failure.name();
	}

}

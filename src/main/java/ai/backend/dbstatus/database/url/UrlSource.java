package ai.backend.dbstatus.database.url;

/**
 * Who wrote a database URL, and so what it may ask of this service.
 */
enum UrlSource {

	/** The operator, in the service's configuration: files of this machine and ways to log in may be named. */
	CONFIGURATION,

	/**
	 * A project's file, which is untrusted: names a server and the credentials for it, and nothing of this machine.
	 */
	PROJECT;

	/**
	 * Refuses what only the operator may say.
	 * @throws ai.backend.dbstatus.database.DatabaseException for a project
	 */
	void requireConfiguration(String argument) {
		if (this == PROJECT) {
			throw SqlAlchemyUrl.invalid("the argument \"" + argument
					+ "\" is not accepted from a project's file, only in the setting db-status.components.NAME.url");
		}
	}

}

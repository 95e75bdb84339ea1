package ai.backend.dbstatus.alembic.config;

/**
 * What starts Alembic on a project.
 */
public enum Launch {

	/** Alembic's own command, with the file and the section. */
	ALEMBIC,

	/**
	 * Alembic's own command, with the file alone: {@code env.py} goes through all engines that the option {@code databases}
	 * names, each with a section of its own (the template {@code multidb}).
	 */
	ALL_ENGINES,

	/** Flask-Migrate's command, which gives the {@code script_location} that the file does not have. */
	FLASK_MIGRATE

}

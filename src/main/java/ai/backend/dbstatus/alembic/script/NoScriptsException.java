package ai.backend.dbstatus.alembic.script;

/**
 * The directories are there, and none of them holds a migration script.
 */
public final class NoScriptsException extends ScriptException {

	NoScriptsException(String message) {
		super(message);
	}

}

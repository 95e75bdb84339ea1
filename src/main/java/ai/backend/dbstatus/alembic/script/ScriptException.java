package ai.backend.dbstatus.alembic.script;

/**
 * Something is wrong with the migration scripts. The message is a sentence for a person.
 */
public abstract sealed class ScriptException extends RuntimeException
		permits ScriptsNotFoundException, NoScriptsException, UnreadableScriptException {

	ScriptException(String message) {
		// A condition of the input, found thousands at a time: where in this code it was seen tells nobody anything.
		super(message, null, false, false);
	}

}

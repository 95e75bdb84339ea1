package ai.backend.dbstatus.alembic.source;

/**
 * The files of a project are being changed by somebody else, so that what could be read of them now would perhaps never have
 * been true: half of one version and half of another. It helps to ask again. The message is a sentence for a person, without
 * a full stop.
 */
public final class ChangingFilesException extends RuntimeException {

	/**
	 * @param sentence who changes them, as far as that is known, and what to do
	 */
	ChangingFilesException(String sentence) {
		// Told at each look as long as the change goes on: where in this code it was seen tells nobody anything.
		super(sentence, null, false, false);
	}

}

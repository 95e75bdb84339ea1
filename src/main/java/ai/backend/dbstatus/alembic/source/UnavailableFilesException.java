package ai.backend.dbstatus.alembic.source;

/**
 * What holds the files of a project does not give what it should have: a part of it is missing, damaged, or larger than is
 * read. Nothing that was made without it would be right, so that it is not one file that cannot be read, but all of them that
 * cannot be had. The message is a sentence for a person, without a full stop.
 */
public class UnavailableFilesException extends RuntimeException {

	/**
	 * @param sentence what is wrong, and what to do
	 */
	public UnavailableFilesException(String sentence) {
		// A condition of the input: where in this code it was seen tells nobody anything.
		super(sentence, null, false, false);
	}

}

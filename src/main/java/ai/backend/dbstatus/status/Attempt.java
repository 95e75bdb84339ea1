package ai.backend.dbstatus.status;

/**
 * Something that was to be read: it is known, or there is a problem. What is known stays known whatever else fails.
 *
 * @param <T> what was to be read
 */
sealed interface Attempt<T> {

	/**
	 * It was read.
	 */
	record Known<T>(T value) implements Attempt<T> {}

	/**
	 * It could not be read.
	 */
	record Failed<T>(Problem problem) implements Attempt<T> {}

}

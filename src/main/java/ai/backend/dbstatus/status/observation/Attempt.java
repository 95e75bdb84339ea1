package ai.backend.dbstatus.status.observation;

import org.jspecify.annotations.Nullable;

/**
 * Something that was to be read: it is known, or there is a problem. What is known stays known whatever else fails.
 *
 * @param <T> what was to be read
 */
public sealed interface Attempt<T> {

	/**
	 * What was read; {@code null} where it could not be.
	 */
	@Nullable
	T orNull();

	/**
	 * It was read.
	 */
	record Known<T>(T value) implements Attempt<T> {

		@Override
		public T orNull() {
			return this.value;
		}

	}

	/**
	 * It could not be read.
	 */
	record Failed<T>(Problem problem) implements Attempt<T> {

		@Override
		public @Nullable T orNull() {
			return null;
		}

	}

}

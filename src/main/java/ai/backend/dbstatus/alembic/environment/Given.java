package ai.backend.dbstatus.alembic.environment;

import org.jspecify.annotations.Nullable;

/**
 * What {@code env.py} gives for something that it may leave to a default.
 */
public sealed interface Given {

	/**
	 * It gives nothing.
	 */
	enum Nothing implements Given {

		/** The only one. */
		NOTHING

	}

	/**
	 * It gives a text that can be known.
	 *
	 * @param value the text; may be secret where it is a URL
	 * @param proviso on what this depends, as a sentence; {@code null} if on nothing
	 */
	record Known(String value, @Nullable String proviso) implements Given {

		/** Leaves out the value, which may hold a password. */
		@Override
		public String toString() {
			return "Known";
		}

	}

	/**
	 * It gives something that only running it would tell.
	 *
	 * @param where the file and the line, such as {@code env.py, line 12}
	 * @param expression the expression as it is written, shortened to a line
	 * @param variable the environment variable that it is; {@code null} if it is something else
	 */
	record NotKnown(String where, String expression, @Nullable String variable) implements Given {

		/** It is something else than an environment variable. */
		NotKnown(String where, String expression) {
			this(where, expression, null);
		}

	}

	/**
	 * Whether it gives anything cannot be told.
	 *
	 * @param where the file and, where there is one, the line, such as {@code env.py, line 12}
	 * @param why what it is like, to stand behind that, such as {@code is not valid Python}
	 */
	record Unreadable(String where, String why) implements Given {}

}

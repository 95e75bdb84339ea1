package ai.backend.dbstatus.alembic.python.module;

import java.util.List;

import ai.backend.dbstatus.alembic.python.evaluation.PyObject.Sequence.Kind;

/**
 * What a global of a module is.
 */
public sealed interface Value {

	/**
	 * There is no such global.
	 */
	enum Absent implements Value {

		/** The only one. */
		ABSENT

	}

	/**
	 * Python's {@code None}.
	 */
	enum None implements Value {

		/** The only one. */
		NONE

	}

	/**
	 * A {@code str}.
	 *
	 * @param text its characters
	 */
	record Str(String text) implements Value {}

	/**
	 * A {@code tuple}, {@code list} or {@code set}.
	 *
	 * @param kind which of them
	 * @param items its elements, as the source lists them
	 */
	record Sequence(Kind kind, List<Value> items) implements Value {}

	/**
	 * A number, a {@code bool}, {@code bytes} or another plain constant.
	 *
	 * @param type the name of its type
	 * @param text its source, shortened
	 */
	record Other(String type, String text) implements Value {}

	/**
	 * Something that only running the module would tell.
	 *
	 * @param line the line of the statement that decides, counted from 1
	 * @param text the deciding expression or statement, shortened to a line
	 */
	record Unknown(int line, String text) implements Value {}

}

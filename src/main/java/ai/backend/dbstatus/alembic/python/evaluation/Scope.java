package ai.backend.dbstatus.alembic.python.evaluation;

/**
 * The names that an expression can use.
 */
public interface Scope {

	/**
	 * Returns what a name stands for.
	 * @param name the name
	 * @return the object, {@link PyObject.Unbound} if there is none
	 */
	PyObject get(String name);

	/**
	 * Gives a name to an object.
	 * @param name the name
	 * @param object the object
	 */
	void bind(String name, PyObject object);

	/**
	 * Returns whether a name may stand for something.
	 * @param name the name
	 * @return whether it may
	 */
	default boolean isBound(String name) {
		return get(name) != PyObject.Unbound.UNBOUND;
	}

}

package ai.backend.dbstatus.alembic.python.evaluation;

import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What a module takes from other modules.
 */
public interface Modules {

	/**
	 * Returns an attribute of a module.
	 * @param module the module, with its dots
	 * @param name the attribute
	 * @return a constant, a module, or {@link PyObject.Unknown}
	 */
	PyObject get(String module, String name);

	/**
	 * Returns the names that {@code from module import *} binds.
	 * @param module the module, with its dots
	 * @return the names, {@code null} if that is not known
	 */
	@Nullable
	Set<String> all(String module);

	/**
	 * Returns whether a module belongs to the project.
	 * @param module the module, with its dots
	 * @return whether it does
	 */
	boolean isOurs(String module);

}

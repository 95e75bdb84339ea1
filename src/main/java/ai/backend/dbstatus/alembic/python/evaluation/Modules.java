package ai.backend.dbstatus.alembic.python.evaluation;

import java.util.Set;

import ai.backend.dbstatus.alembic.python.syntax.SyntaxTree;
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

	/**
	 * Returns what a module of the project is made of.
	 * @param module the module, with its dots
	 * @return its syntax tree and its globals; {@code null} if it does not belong to the project or cannot be read
	 */
	@Nullable
	Contents contents(String module);

	/**
	 * A module of the project.
	 *
	 * @param tree what is written
	 * @param globals what its globals are in the end
	 */
	record Contents(SyntaxTree tree, Globals globals) {}

}

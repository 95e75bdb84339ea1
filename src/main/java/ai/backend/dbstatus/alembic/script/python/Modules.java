package ai.backend.dbstatus.alembic.script.python;

import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What a module takes from other modules.
 */
interface Modules {

	/** Returns an attribute of a module: a constant, a module, or a mystery. */
	Obj get(String module, String name);

	/** Returns the names that {@code from module import *} binds, or {@code null} if that is not known. */
	@Nullable
	Set<String> all(String module);

	/** Returns whether the module belongs to the project. */
	boolean isOurs(String module);

}

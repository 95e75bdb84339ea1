package ai.backend.dbstatus.alembic.operation.reader;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import ai.backend.dbstatus.alembic.operation.Condition;
import ai.backend.dbstatus.alembic.python.evaluation.PyObject;
import ai.backend.dbstatus.alembic.python.evaluation.Scope;
import org.jspecify.annotations.Nullable;

/**
 * The names of a function while it is followed, and what it has perhaps returned.
 */
final class Frame implements Scope {

	private final ModuleNames module;

	private final @Nullable Frame closure;

	private Map<String, PyObject> locals = new HashMap<>();

	/** What it returns if the conditions hold that were met then. */
	final List<Returned> returned = new ArrayList<>();

	Frame(ModuleNames module, @Nullable Frame closure) {
		this.module = module;
		this.closure = closure;
	}

	ModuleNames module() {
		return this.module;
	}

	@Override
	public PyObject get(String name) {
		PyObject local = this.locals.get(name);
		if (local != null) {
			return local;
		}
		return (this.closure != null) ? this.closure.get(name) : this.module.get(name);
	}

	@Override
	public void bind(String name, PyObject object) {
		this.locals.put(name, object);
	}

	void unbind(String name) {
		this.locals.put(name, PyObject.UNKNOWN);
	}

	Map<String, PyObject> snapshot() {
		return new HashMap<>(this.locals);
	}

	void restore(Map<String, PyObject> snapshot) {
		this.locals = new HashMap<>(snapshot);
	}

	/**
	 * A value that is returned under a condition.
	 *
	 * @param condition the condition; {@code null} if it surely is
	 */
	record Returned(@Nullable Condition condition, PyObject value) {}

}

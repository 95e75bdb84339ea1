package ai.backend.dbstatus.alembic.environment;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import ai.backend.dbstatus.alembic.environment.EnvironmentObject.Mapping;
import ai.backend.dbstatus.alembic.python.evaluation.PyObject;
import ai.backend.dbstatus.alembic.python.evaluation.Scope;
import ai.backend.dbstatus.alembic.python.module.PythonModule;
import org.jspecify.annotations.Nullable;

/**
 * The names that a piece of code sees while it is followed: its own, those of the functions around it, those of its module.
 */
final class Frame implements Scope {

	private final PythonModule module;

	private final @Nullable Frame around;

	private final ModuleNames others;

	private Map<String, PyObject> names = new HashMap<>();

	private final Set<String> globals = new HashSet<>();

	private Frame(PythonModule module, @Nullable Frame around, ModuleNames others) {
		this.module = module;
		this.around = around;
		this.others = others;
	}

	/** The names of a module, looked up elsewhere where it has not bound them itself yet. */
	static Frame of(PythonModule module, ModuleNames others) {
		return new Frame(module, null, others);
	}

	/** Those of a function, one call of it. */
	Frame inner() {
		return new Frame(this.module, this, this.others);
	}

	PythonModule module() {
		return this.module;
	}

	@Override
	public PyObject get(String name) {
		PyObject own = this.globals.contains(name) ? null : this.names.get(name);
		if (own instanceof PyObject.Imported imported) {
			return this.others.imported(this.module, imported);
		}
		if (own != null) {
			return own;
		}
		return (this.around != null) ? this.around.get(name) : this.others.global(this.module, name);
	}

	@Override
	public void bind(String name, PyObject object) {
		if (this.globals.contains(name)) {
			Frame outermost = this;
			while (outermost.around != null) {
				outermost = outermost.around;
			}
			outermost.names.put(name, object);
		}
		else {
			this.names.put(name, object);
		}
	}

	/** Python: {@code global name}. */
	void declareGlobal(String name) {
		if (this.around != null) {
			this.globals.add(name);
		}
	}

	/** Whether a name is declared to be one of the module's. */
	boolean isGlobal(String name) {
		return this.globals.contains(name);
	}

	/** How many names it has: what it takes to remember them. */
	int size() {
		return this.names.size();
	}

	/** The names of this frame as they are now. */
	Map<String, PyObject> names() {
		return new HashMap<>(this.names);
	}

	/** Goes back to the names of a moment before. */
	void reset(Map<String, PyObject> before) {
		this.names = new HashMap<>(before);
	}

	/** What is known whichever of two ways was gone: of this one, and of another that led to some names. */
	void join(Map<String, PyObject> other) {
		Set<String> all = new HashSet<>(this.names.keySet());
		all.addAll(other.keySet());
		for (String name : all) {
			PyObject here = this.names.get(name);
			PyObject there = other.get(name);
			if (here == null || there == null) {
				// Where it is not bound, Python would fail; so it is bound where it is used.
				this.names.put(name, (here != null) ? here : (there != null) ? there : PyObject.UNKNOWN);
			}
			else if (!here.equals(there)) {
				this.names.put(name, (here instanceof Mapping one && there instanceof Mapping two)
						? one.or(two)
						: PyObject.UNKNOWN);
			}
		}
	}

	/**
	 * Finds what a frame does not know itself.
	 */
	interface ModuleNames {

		/** What a module's global stands for that no statement followed so far has bound. */
		PyObject global(PythonModule module, String name);

		/** What a name stands for that was imported. */
		PyObject imported(PythonModule module, PyObject.Imported imported);

	}

}

package ai.backend.dbstatus.alembic.operation.reader;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import ai.backend.dbstatus.alembic.operation.Change;
import ai.backend.dbstatus.alembic.operation.Condition;
import ai.backend.dbstatus.alembic.operation.NamingConvention;
import ai.backend.dbstatus.alembic.operation.NotKnown;
import ai.backend.dbstatus.alembic.operation.Operation;
import ai.backend.dbstatus.alembic.operation.SqlDialect;
import ai.backend.dbstatus.alembic.python.evaluation.Effort;
import ai.backend.dbstatus.alembic.python.evaluation.Modules;
import ai.backend.dbstatus.alembic.python.evaluation.PyObject;
import ai.backend.dbstatus.alembic.python.syntax.Expr;
import ai.backend.dbstatus.alembic.python.syntax.Node;
import org.jspecify.annotations.Nullable;

/**
 * A function of a script while it is read: what is found, and under which conditions.
 */
final class Reading {

	private static final int MOST_OPERATIONS = 20_000;

	private static final int DEEPEST = 24;

	/** What following a call takes besides the statements of the function. */
	private static final int STEPS_OF_A_CALL = 32;

	final SqlDialect dialect;

	final NamingConvention convention;

	final Effort effort;

	final List<Operation> operations = new ArrayList<>();

	final List<NotKnown> notKnown = new ArrayList<>();

	/** Lists to which elements were added that they may have or not: they have no others. */
	final Set<PyObject> loose = Collections.newSetFromMap(new IdentityHashMap<>());

	private final Deque<Condition> conditions = new ArrayDeque<>();

	private final Map<String, ModuleNames> others = new HashMap<>();

	private final Deque<Node> callSites = new ArrayDeque<>();

	private final Deque<ActiveCall> calls = new ArrayDeque<>();

	private final Set<String> said = new HashSet<>();

	private @Nullable ModuleNames script;

	private int autocommit;

	private int muted;

	private int depth;

	Reading(SqlDialect dialect, NamingConvention convention, Effort effort) {
		this.dialect = dialect;
		this.convention = convention;
		this.effort = effort;
	}

	void script(ModuleNames module) {
		this.script = module;
	}

	/** Whether a module is the script: what others enumerate may have been something else when the script ran. */
	boolean isScript(ModuleNames module) {
		return module == this.script;
	}

	/** Whether the script changes how SQLAlchemy writes constraints, their names among it. */
	boolean compiles() {
		ModuleNames module = this.script;
		return module != null && module.hasCompilers();
	}

	/** Returns an attribute of a module, the project's own or another. */
	PyObject attribute(Modules modules, String module, String name) {
		if (module.equals("typing") && name.equals("TYPE_CHECKING")) {
			return new PyObject.Bool(false);
		}
		ModuleNames names = names(modules, module);
		PyObject object = (names != null) ? names.get(name) : PyObject.Unbound.UNBOUND;
		return (object == PyObject.Unbound.UNBOUND) ? new PyObject.Module(module + "." + name) : object;
	}

	private @Nullable ModuleNames names(Modules modules, String module) {
		ModuleNames known = this.others.get(module);
		if (known == null && !isLibrary(module)) {
			Modules.Contents contents = modules.contents(module);
			if (contents != null) {
				known = new ModuleNames(contents.tree(), contents.globals(), modules, this);
				this.others.put(module, known);
			}
		}
		return known;
	}

	static boolean isLibrary(String module) {
		return module.equals("sqlalchemy") || module.startsWith("sqlalchemy.") || module.equals("alembic")
				|| module.equals("alembic.op") || module.equals("alembic.context")
				|| module.startsWith("alembic.operations") || module.startsWith("alembic.runtime");
	}

	/** Evaluates an expression at module level, which emits no operations. */
	PyObject evaluate(Expr expr, ModuleNames module) {
		this.muted++;
		try {
			return new OperationEvaluator(this, new Frame(module, null)).evaluate(expr);
		}
		finally {
			this.muted--;
		}
	}

	/** Follows something for what it binds alone. */
	void rehearse(Runnable way) {
		this.muted++;
		try {
			way.run();
		}
		finally {
			this.muted--;
		}
	}

	void enter(Condition condition) {
		this.conditions.addLast(condition);
	}

	void leave() {
		this.conditions.removeLast();
	}

	int conditionCount() {
		return this.conditions.size();
	}

	/** Leaves conditions until there are as many as before. */
	void leaveTo(int count) {
		while (this.conditions.size() > count) {
			this.conditions.removeLast();
		}
	}

	void enterAutocommit() {
		this.autocommit++;
	}

	void leaveAutocommit() {
		this.autocommit--;
	}

	/**
	 * Whether a function is being followed with the same arguments already: what it does when it calls itself so is what it
	 * does anyway, over and over.
	 */
	@SuppressWarnings("ReferenceEquality") // A function is the one that is written at a place, whatever others look like.
	boolean isCalling(Object code, Arguments arguments) {
		return this.calls.stream().anyMatch((each) -> each.code() == code && each.arguments().equals(arguments));
	}

	boolean enterCall(Node site, ModuleNames module, Object code, Arguments arguments) {
		if (this.depth >= DEEPEST) {
			return false;
		}
		this.effort.spend(STEPS_OF_A_CALL);
		this.depth++;
		this.calls.addLast(new ActiveCall(code, arguments));
		if (module == this.script) {
			this.callSites.addLast(site);
		}
		else if (!this.callSites.isEmpty()) {
			this.callSites.addLast(this.callSites.getLast());
		}
		else {
			this.callSites.addLast(site);
		}
		return true;
	}

	void leaveCall() {
		this.depth--;
		this.calls.removeLast();
		this.callSites.removeLast();
	}

	/** Where the script calls what is done at a place, which may be in another module. */
	Node place(Node node, ModuleNames module) {
		return (module == this.script || this.callSites.isEmpty()) ? node : this.callSites.getLast();
	}

	void emit(String name, Node node, ModuleNames module, List<Change> changes) {
		emit(name, node, module, changes, Operation.Batch.NONE);
	}

	void emit(String name, Node node, ModuleNames module, List<Change> changes, Operation.Batch batch) {
		if (this.muted > 0 || changes.isEmpty()) {
			return;
		}
		checkRoom();
		Node place = place(node, module);
		this.operations.add(new Operation(name, place.line(), place.span().excerpt(), changes,
				List.copyOf(this.conditions), this.autocommit > 0, batch));
		boolean unknown = changes.stream().anyMatch(Change.NotKnown.class::isInstance);
		if (unknown) {
			say(place, "What this does to the schema is not known without running it.");
		}
	}

	/** What cannot be known, and what it may have touched: anything. */
	void emitNotKnown(String name, Node node, ModuleNames module, String why) {
		if (this.muted > 0) {
			return;
		}
		checkRoom();
		Node place = place(node, module);
		say(place, why);
		this.operations.add(new Operation(name, place.line(), place.span().excerpt(),
				List.of(new Change.NotKnown(null)), List.copyOf(this.conditions), this.autocommit > 0,
				Operation.Batch.NONE));
	}

	private void checkRoom() {
		if (this.operations.size() >= MOST_OPERATIONS) {
			this.effort.spend(Integer.MAX_VALUE);
		}
	}

	void say(Node place, String why) {
		if (this.muted == 0 && this.said.add(place.line() + why)) {
			this.notKnown.add(new NotKnown(place.line(), place.span().excerpt(), why));
		}
	}

	Condition.NotKnown unknown(Node node, ModuleNames module) {
		Node place = place(node, module);
		return new Condition.NotKnown(place.line(), place.span().excerpt());
	}

	/** Forgets operations that belong to a path on which the script fails. */
	void forget(int count) {
		while (this.operations.size() > count) {
			this.operations.removeLast();
		}
	}

	/**
	 * A function that is being followed.
	 */
	private record ActiveCall(Object code, Arguments arguments) {}

}

package ai.backend.dbstatus.alembic.python.evaluation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import ai.backend.dbstatus.alembic.python.syntax.Span;
import ai.backend.dbstatus.alembic.python.syntax.Stmt;

/**
 * The globals of a module while it is followed.
 */
public final class Globals implements Scope {

	private static final int STEPS_A_NAME = 4;

	private final Map<String, PyObject> objects = new HashMap<>();

	/** The code of the functions and classes that a name may stand for, methods among them. */
	private final Map<String, List<Span>> functions = new HashMap<>();

	/** Names that functions bind which may run at any time. */
	private final Map<String, Reason> unpredictable = new HashMap<>();

	/** Names that functions mention which may run at any time. */
	private final Set<String> captured = new HashSet<>();

	private final Effort effort;

	private boolean allCaptured;

	private PyObject others = PyObject.Unbound.UNBOUND;

	Globals(Effort effort) {
		this.effort = effort;
	}

	@Override
	public PyObject get(String name) {
		Reason reason = this.unpredictable.get(name);
		return (reason != null)
				? new PyObject.Unknown(reason, null)
				: this.objects.getOrDefault(name, this.others);
	}

	@Override
	public void bind(String name, PyObject object) {
		if (object instanceof PyObject.Sequence sequence && isCaptured(name)) {
			sequence.escape();
		}
		this.objects.put(name, object);
		this.functions.remove(name);
	}

	/** Binds a name to an object that is not known. */
	void bindUnknown(String name, Reason reason) {
		bindUnknown(name, new PyObject.Unknown(reason, null));
	}

	private void bindUnknown(String name, PyObject.Unknown unknown) {
		if (this.objects.get(name) instanceof PyObject.Sequence sequence) {
			sequence.escape();
		}
		this.objects.put(name, unknown);
	}

	/**
	 * Binds the name of a function or class.
	 * @param certain whether the name surely stands for it from here on
	 */
	void define(Stmt.Definition definition, boolean certain, Reason reason) {
		if (certain) {
			bind(definition.name(), PyObject.Unbound.UNBOUND);
		}
		boolean plain = certain && definition.decorators().isEmpty();
		bindUnknown(definition.name(), new PyObject.Unknown(reason, plain ? definition : null));
		addFunction(definition.name(), definition.body().span());
	}

	/** Notes code that a mention of a name may run; the name of a method is no global. */
	void addFunction(String name, Span code) {
		this.functions.computeIfAbsent(name, (_) -> new ArrayList<>()).add(code);
	}

	List<Span> functions(String name) {
		return this.functions.getOrDefault(name, List.of());
	}

	/** The code of all functions and classes. */
	List<Span> functions() {
		return this.functions.values().stream().flatMap(List::stream).toList();
	}

	/** A function that may run at any time binds the name: it will never be known. */
	void giveUp(String name, Reason reason) {
		this.unpredictable.putIfAbsent(name, reason);
	}

	/** A function that may run at any time mentions the name. */
	void capture(String name) {
		this.captured.add(name);
	}

	/** Code that is not followed mentions names that it does not write. */
	void captureAll() {
		this.allCaptured = true;
		this.effort.spend((long) STEPS_A_NAME * this.objects.size());
		for (PyObject object : this.objects.values()) {
			if (object instanceof PyObject.Sequence sequence) {
				sequence.escape();
			}
		}
	}

	boolean isCaptured(String name) {
		return this.allCaptured || this.captured.contains(name);
	}

	/** Code that is not followed may have bound any name. */
	void bindAllUnknown(Reason reason) {
		bindAllUnknown(Set.of(), reason);
		this.others = new PyObject.Unknown(reason, null);
	}

	/** Code that is not followed may have bound any name that is bound already, save some. */
	void bindAllUnknown(Set<String> except, Reason reason) {
		this.effort.spend((long) STEPS_A_NAME * this.objects.size());
		for (String name : new HashSet<>(this.objects.keySet())) {
			if (!except.contains(name)) {
				bindUnknown(name, reason);
			}
		}
	}

	/**
	 * Returns whether there may be names that are not known.
	 * @return whether there may
	 */
	public boolean isOpen() {
		return this.others != PyObject.Unbound.UNBOUND;
	}

	/**
	 * Returns the names that are bound, or were and are deleted.
	 * @return the names
	 */
	public Set<String> names() {
		return new LinkedHashSet<>(this.objects.keySet());
	}

}

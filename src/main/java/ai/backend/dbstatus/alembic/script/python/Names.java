package ai.backend.dbstatus.alembic.script.python;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The globals of a module while it is followed.
 */
final class Names {

	private static final int STEPS_TO_BLUR = 4;

	private final Map<String, Obj> objects = new HashMap<>();

	private final Map<String, List<Stmt.Definition>> definitions = new HashMap<>();

	private final Map<String, Reason> lost = new HashMap<>();

	private final Set<String> reached = new HashSet<>();

	private final Effort effort;

	private Obj others = Obj.Missing.MISSING;

	Names(Effort effort) {
		this.effort = effort;
	}

	Obj get(String name) {
		Reason reason = this.lost.get(name);
		return (reason != null) ? new Obj.Mystery(reason) : this.objects.getOrDefault(name, this.others);
	}

	boolean isBound(String name) {
		return get(name) != Obj.Missing.MISSING;
	}

	void bind(String name, Obj object) {
		if (object instanceof Obj.Seq seq && this.reached.contains(name)) {
			seq.escape();
		}
		this.objects.put(name, object);
		this.definitions.remove(name);
	}

	/** Binds a name to an object that is not known. */
	void blur(String name, Reason reason) {
		if (this.objects.get(name) instanceof Obj.Seq seq) {
			seq.escape();
		}
		this.objects.put(name, new Obj.Mystery(reason));
	}

	void define(Stmt.Definition definition, Reason reason) {
		blur(definition.name(), reason);
		this.definitions.computeIfAbsent(definition.name(), _ -> new ArrayList<>()).add(definition);
	}

	/** Notes a method, which is not a global but may be run by a mention of its name. */
	void defineLocally(Stmt.Definition method) {
		this.definitions.computeIfAbsent(method.name(), _ -> new ArrayList<>()).add(method);
	}

	List<Stmt.Definition> definitions(String name) {
		return this.definitions.getOrDefault(name, List.of());
	}

	/** A function that may run at any time binds the name: it will never be known. */
	void lose(String name, Reason reason) {
		this.lost.putIfAbsent(name, reason);
	}

	/** A function that may run at any time mentions the name. */
	void reach(String name) {
		this.reached.add(name);
	}

	boolean isReached(String name) {
		return this.reached.contains(name);
	}

	/** Code that is not followed may have bound any name. */
	void blurAll(Reason reason) {
		this.effort.spend((long) STEPS_TO_BLUR * this.objects.size());
		for (String name : new HashSet<>(this.objects.keySet())) {
			blur(name, reason);
		}
		this.others = new Obj.Mystery(reason);
	}

	/** The same, without some names. */
	void blurAllBut(Set<String> kept, Reason reason) {
		this.effort.spend((long) STEPS_TO_BLUR * this.objects.size());
		for (String name : new HashSet<>(this.objects.keySet())) {
			if (!kept.contains(name)) {
				blur(name, reason);
			}
		}
	}

	boolean isOpen() {
		return this.others != Obj.Missing.MISSING;
	}

	Set<String> bound() {
		return new LinkedHashSet<>(this.objects.keySet());
	}

}

package ai.backend.dbstatus.alembic.script.python;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A Python object as it is while a module is followed. Other than {@link Value} it has an
 * identity, since lists and sets may change after they have got a name.
 */
sealed interface Obj {

	/** Something that could not be followed; {@code null} where the statement is to be named as the reason. */
	record Mystery(@Nullable Reason reason) implements Obj {}

	/** No such name. */
	enum Missing implements Obj {

		MISSING

	}

	/** {@code None}. */
	enum None implements Obj {

		NONE

	}

	/** A {@code str}. */
	record Str(String text) implements Obj {}

	/** A {@code bool}. */
	record Bool(boolean value) implements Obj {}

	/** A small {@code int}. */
	record Int(long value) implements Obj {}

	/** A constant of another type. */
	record Other(String type, String text) implements Obj {}

	/** A module that an import statement named. */
	record Module(String name) implements Obj {}

	/** What {@code from module import name} has bound, looked up when somebody asks. */
	record Imported(String module, String name) implements Obj {}

	/** Returns whether an object is the same for whoever has it, at any time. */
	static boolean isConstant(Obj object) {
		return (object instanceof Seq seq)
				? seq.constant
				: !(object instanceof Mystery || object instanceof Imported) && object != Missing.MISSING;
	}

	/** A tuple, list or set. */
	final class Seq implements Obj {

		private final Value.Sequence.Kind kind;

		private final List<Obj> items;

		private final int weight;

		private final int depth;

		private final boolean constant;

		private boolean escaped;

		Seq(Value.Sequence.Kind kind, List<Obj> items) {
			this.kind = kind;
			this.items = new ArrayList<>(items);
			long sum = 1;
			int deepest = 0;
			boolean constants = kind == Value.Sequence.Kind.TUPLE;
			for (Obj item : items) {
				sum += (item instanceof Seq seq) ? seq.weight : 1;
				deepest = Math.max(deepest, (item instanceof Seq seq) ? seq.depth : 0);
				constants &= isConstant(item);
			}
			this.weight = (int) Math.min(sum, Integer.MAX_VALUE / 2);
			this.depth = deepest + 1;
			this.constant = constants;
		}

		/** How deeply sequences were nested in it when it was made. */
		int depth() {
			return this.depth;
		}

		/** How many objects it held when it was made, those within others counted. */
		int weight() {
			return this.weight;
		}

		Value.Sequence.Kind kind() {
			return this.kind;
		}

		List<Obj> items() {
			return this.items;
		}

		/** Whether code that is not followed may have changed it. */
		boolean escaped() {
			return this.escaped && this.kind != Value.Sequence.Kind.TUPLE;
		}

		/** From here on code that is not followed may change it. */
		void escape() {
			if (this.escaped) {
				return;
			}
			this.escaped = true;
			for (Obj item : this.items) {
				if (item instanceof Seq seq && !seq.escaped) {
					seq.escape();
				}
			}
		}

	}

}

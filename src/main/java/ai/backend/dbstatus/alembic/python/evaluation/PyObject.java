package ai.backend.dbstatus.alembic.python.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import ai.backend.dbstatus.alembic.python.syntax.Stmt;
import org.jspecify.annotations.Nullable;

/**
 * A Python object as it is while statements are followed. Lists and sets have an identity, since they may change after they
 * have got a name.
 */
public sealed interface PyObject {

	/** What could not be resolved, where nobody needs to know why. */
	PyObject UNKNOWN = new Unknown(null, null);

	/**
	 * Returns whether the object is the same for whoever has it, at any time.
	 * @return whether it is
	 */
	boolean isConstant();

	/**
	 * An object that could not be resolved.
	 *
	 * @param reason why not; {@code null} where the statement is to be named as the reason
	 * @param definition the function or class that it is, where it is one for certain
	 */
	record Unknown(@Nullable Reason reason, Stmt.@Nullable Definition definition) implements PyObject {

		@Override
		public boolean isConstant() {
			return false;
		}

	}

	/**
	 * No object: there is no such name.
	 */
	enum Unbound implements PyObject {

		/** The only one. */
		UNBOUND;

		@Override
		public boolean isConstant() {
			return false;
		}

	}

	/**
	 * {@code None}.
	 */
	enum None implements PyObject {

		/** The only one. */
		NONE;

		@Override
		public boolean isConstant() {
			return true;
		}

	}

	/**
	 * A {@code str}.
	 *
	 * @param value its characters
	 */
	record Str(String value) implements PyObject {

		@Override
		public boolean isConstant() {
			return true;
		}

	}

	/**
	 * A {@code bool}.
	 *
	 * @param value its value
	 */
	record Bool(boolean value) implements PyObject {

		@Override
		public boolean isConstant() {
			return true;
		}

	}

	/**
	 * A small {@code int}.
	 *
	 * @param value its value
	 */
	record Int(long value) implements PyObject {

		@Override
		public boolean isConstant() {
			return true;
		}

	}

	/**
	 * A constant of another type.
	 *
	 * @param type the name of its type
	 * @param text its source, shortened
	 */
	record Other(String type, String text) implements PyObject {

		@Override
		public boolean isConstant() {
			return true;
		}

	}

	/**
	 * A module that an import statement named.
	 *
	 * @param name its name, with dots
	 */
	record Module(String name) implements PyObject {

		@Override
		public boolean isConstant() {
			return true;
		}

	}

	/**
	 * What {@code from module import name} has bound, looked up when somebody asks.
	 *
	 * @param module the module, with its dots
	 * @param name the name
	 */
	record Imported(String module, String name) implements PyObject {

		@Override
		public boolean isConstant() {
			return false;
		}

	}

	/**
	 * An object of a kind that only those know who made it: a table, say, or an operation. To an {@link Evaluator} it is
	 * known, and nothing more.
	 */
	non-sealed interface Extension extends PyObject {

		@Override
		default boolean isConstant() {
			return false;
		}

		/**
		 * Returns the truth of the object in a condition.
		 * @return whether it is true, {@code null} if that is not known
		 */
		default @Nullable Boolean truth() {
			return null;
		}

	}

	/**
	 * A {@code tuple}, {@code list} or {@code set}.
	 */
	final class Sequence implements PyObject {

		private static final int MAXIMUM_WEIGHT = 20_000;

		private static final int MAXIMUM_DEPTH = 100;

		private final Kind kind;

		private final List<PyObject> items;

		private final int weight;

		private final int depth;

		private final boolean constant;

		private boolean escaped;

		/**
		 * Makes a sequence. Python: equal elements of a set are one. Which of several kinds of equality holds is asked of
		 * texts only.
		 * @param kind its type
		 * @param items its elements
		 * @return the sequence, unless it is too large
		 */
		public static PyObject of(Kind kind, List<PyObject> items) {
			List<PyObject> kept = items;
			if (kind == Kind.SET) {
				Set<PyObject> distinct = new LinkedHashSet<>();
				for (PyObject item : items) {
					if ((!(item instanceof Str) && item != None.NONE) || items.size() > 1000) {
						return UNKNOWN;
					}
					distinct.add(item);
				}
				kept = List.copyOf(distinct);
			}
			Sequence sequence = new Sequence(kind, kept);
			return (sequence.weight > MAXIMUM_WEIGHT || sequence.depth > MAXIMUM_DEPTH) ? UNKNOWN : sequence;
		}

		Sequence(Kind kind, List<PyObject> items) {
			this.kind = kind;
			this.items = new ArrayList<>(items);
			long sum = 1;
			int deepest = 0;
			boolean constants = kind == Kind.TUPLE;
			for (PyObject item : items) {
				sum += (item instanceof Sequence sequence) ? sequence.weight : 1;
				deepest = Math.max(deepest, (item instanceof Sequence sequence) ? sequence.depth : 0);
				constants &= item.isConstant();
			}
			this.weight = (int) Math.min(sum, Integer.MAX_VALUE / 2);
			this.depth = deepest + 1;
			this.constant = constants;
		}

		@Override
		public boolean isConstant() {
			return this.constant;
		}

		/** How deeply sequences were nested in it when it was made. */
		int depth() {
			return this.depth;
		}

		/** How many objects it held when it was made, those within others counted. */
		int weight() {
			return this.weight;
		}

		/**
		 * Returns its type.
		 * @return which of the three it is
		 */
		public Kind kind() {
			return this.kind;
		}

		/**
		 * Returns the elements.
		 * @return the elements, as far as is known where it has {@linkplain #escaped escaped}
		 */
		public List<PyObject> items() {
			return this.items;
		}

		/**
		 * Returns whether code that is not followed may have changed it.
		 * @return whether it may
		 */
		public boolean escaped() {
			return this.escaped && this.kind != Kind.TUPLE;
		}

		/** From here on code that is not followed may change it. */
		public void escape() {
			if (this.escaped) {
				return;
			}
			this.escaped = true;
			for (PyObject item : this.items) {
				if (item instanceof Sequence sequence && !sequence.escaped) {
					sequence.escape();
				}
			}
		}

		/**
		 * The three types.
		 */
		public enum Kind {

			/** {@code tuple}. */
			TUPLE,

			/** {@code list}. */
			LIST,

			/** {@code set}. */
			SET

		}

	}

}

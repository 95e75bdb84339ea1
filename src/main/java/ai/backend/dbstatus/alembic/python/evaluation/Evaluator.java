package ai.backend.dbstatus.alembic.python.evaluation;

import java.util.ArrayList;
import java.util.List;

import ai.backend.dbstatus.alembic.python.evaluation.PyObject.Sequence.Kind;
import ai.backend.dbstatus.alembic.python.syntax.ComparisonOperator;
import ai.backend.dbstatus.alembic.python.syntax.Expr;
import ai.backend.dbstatus.alembic.python.syntax.Literal;
import ai.backend.dbstatus.alembic.python.syntax.Operator;
import ai.backend.dbstatus.alembic.python.syntax.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Computes what an expression stands for, as far as it consists of constants, names of constants and a few operations that
 * mean the same everywhere; anything else is {@link PyObject.Unknown}. Whoever knows more, such as what a call of
 * {@code sa.Column} makes, extends it: by kinds of {@link PyObject.Extension} and by the methods that say so.
 */
public class Evaluator {

	private static final int MAXIMUM_TEXT = 100_000;

	private static final PyObject UNKNOWN = PyObject.UNKNOWN;

	private final Scope scope;

	private final Modules modules;

	private final Effort effort;

	private boolean failed;

	private boolean madeChangeable;

	/**
	 * Creates an evaluator.
	 * @param scope the names that expressions can use
	 * @param modules where other modules are looked up
	 * @param effort what it may take
	 */
	public Evaluator(Scope scope, Modules modules, Effort effort) {
		this.scope = scope;
		this.modules = modules;
		this.effort = effort;
	}

	/** Returns whether anything was not resolved since the last call. */
	boolean failed() {
		boolean result = this.failed;
		this.failed = false;
		return result;
	}

	/** Returns whether a list or set was made, which may change under whatever names it goes. */
	boolean madeChangeable() {
		return this.madeChangeable;
	}

	/**
	 * Computes an expression. Names that it binds are bound in the scope.
	 * @param expr the expression
	 * @return what it stands for
	 * @throws TooIntricateException if that takes too long
	 */
	public final PyObject evaluate(Expr expr) {
		this.effort.spend(1);
		PyObject object = compute(expr);
		this.failed |= object instanceof PyObject.Unknown;
		return object;
	}

	/**
	 * Computes an expression, of whatever kind. Whoever extends this sees every expression here first.
	 * @param expr the expression
	 * @return what it stands for
	 */
	protected PyObject compute(Expr expr) {
		return switch (expr) {
			case Expr.Constant constant -> constant(constant);
			case Expr.Name name -> name(name.id());
			case Expr.Attribute attribute -> attribute(attribute);
			case Expr.Call call -> call(call);
			case Expr.Tuple tuple -> display(Kind.TUPLE, tuple.elements());
			case Expr.List list -> display(Kind.LIST, list.elements());
			case Expr.Set set -> display(Kind.SET, set.elements());
			case Expr.BinOp operation -> binary(operation);
			case Expr.BoolOp operation -> logical(operation);
			case Expr.UnaryOp operation -> unary(operation);
			case Expr.Compare comparison -> compare(comparison);
			case Expr.IfExp conditional -> conditional(conditional);
			case Expr.NamedExpr named -> named(named);
			case Expr.JoinedStr string -> joined(string);
			case Expr.FormattedValue value -> formatted(value);
			default -> other(expr);
		};
	}

	/**
	 * Computes an expression of a kind that this class does not compute: a subscript, a dictionary, a lambda, a comprehension
	 * and the like.
	 * @param expr the expression
	 * @return what it stands for
	 */
	protected PyObject other(Expr expr) {
		return UNKNOWN;
	}

	private static PyObject constant(Expr.Constant constant) {
		Literal literal = constant.value();
		if (literal instanceof Literal.Str str) {
			return (str.value() != null) ? new PyObject.Str(str.value()) : UNKNOWN;
		}
		if (literal instanceof Literal.Int number) {
			return new PyObject.Int(number.value());
		}
		if (literal instanceof Literal.Singleton singleton) {
			return switch (singleton) {
				case NONE -> PyObject.None.NONE;
				case TRUE -> new PyObject.Bool(true);
				case FALSE -> new PyObject.Bool(false);
				case ELLIPSIS -> new PyObject.Other("ellipsis", "...");
			};
		}
		String type = (literal instanceof Literal.Bytes) ? "bytes" : "number";
		return new PyObject.Other(type, constant.span().excerpt());
	}

	private PyObject name(String id) {
		PyObject object = this.scope.get(id);
		if (object instanceof PyObject.Imported imported) {
			return this.modules.get(imported.module(), imported.name());
		}
		return (object == PyObject.Unbound.UNBOUND) ? UNKNOWN : object;
	}

	private PyObject conditional(Expr.IfExp conditional) {
		Boolean truth = truth(evaluate(conditional.test()));
		return (truth == null) ? UNKNOWN : evaluate(truth ? conditional.body() : conditional.orElse());
	}

	private PyObject named(Expr.NamedExpr named) {
		PyObject value = evaluate(named.value());
		this.scope.bind(named.target().id(), value);
		return value;
	}

	private PyObject unary(Expr.UnaryOp operation) {
		if (operation.operators().getFirst() != UnaryOperator.NOT) {
			return other(operation);
		}
		Boolean truth = truth(evaluate(operation.operand()));
		boolean odd = operation.operators().size() % 2 == 1;
		return (truth != null) ? new PyObject.Bool(truth != odd) : UNKNOWN;
	}

	private PyObject display(Kind kind, List<Expr> elements) {
		List<PyObject> items = new ArrayList<>(elements.size());
		for (Expr element : elements) {
			if (element instanceof Expr.Starred starred) {
				if (!(evaluate(starred.value()) instanceof PyObject.Sequence sequence) || !isKnown(sequence)
						|| sequence.kind() == Kind.SET) {
					return UNKNOWN;
				}
				items.addAll(sequence.items());
			}
			else {
				items.add(evaluate(element));
			}
		}
		return sequence(kind, items);
	}

	/**
	 * Makes a sequence: see {@link PyObject.Sequence#of}.
	 * @param kind its type
	 * @param items its elements
	 * @return the sequence, unless it is too large
	 */
	protected final PyObject sequence(Kind kind, List<PyObject> items) {
		this.madeChangeable |= kind != Kind.TUPLE;
		return PyObject.Sequence.of(kind, items);
	}

	/**
	 * Computes {@code value.attr}: of a module, what is known of it.
	 * @param attribute the expression
	 * @return what it stands for
	 */
	protected PyObject attribute(Expr.Attribute attribute) {
		if (evaluate(attribute.value()) instanceof PyObject.Module module) {
			return this.modules.get(module.name(), attribute.attr());
		}
		return UNKNOWN;
	}

	private PyObject binary(Expr.BinOp operation) {
		PyObject left = evaluate(operation.operands().getFirst());
		for (int i = 0; i < operation.operators().size(); i++) {
			left = operate(left, operation.operators().get(i), evaluate(operation.operands().get(i + 1)));
		}
		return left;
	}

	/**
	 * Computes {@code left operator right}: {@code +} of texts and sequences, {@code %} of a text.
	 * @param left the left operand
	 * @param operator the operator
	 * @param right the right operand
	 * @return the result
	 */
	protected PyObject operate(PyObject left, Operator operator, PyObject right) {
		if (operator == Operator.ADD) {
			if (left instanceof PyObject.Str a && right instanceof PyObject.Str b) {
				return admits(a.value().length(), b.value().length())
						? new PyObject.Str(a.value() + b.value())
						: UNKNOWN;
			}
			if (left instanceof PyObject.Sequence a && right instanceof PyObject.Sequence b && a.kind() == b.kind()
					&& isKnown(a) && isKnown(b) && a.kind() != Kind.SET) {
				List<PyObject> items = new ArrayList<>(a.items());
				items.addAll(b.items());
				return sequence(a.kind(), items);
			}
		}
		else if (operator == Operator.MOD && left instanceof PyObject.Str format) {
			String result = percent(format.value(), right);
			return (result != null) ? text(result) : UNKNOWN;
		}
		return UNKNOWN;
	}

	private static PyObject text(String text) {
		return (text.length() > MAXIMUM_TEXT) ? UNKNOWN : new PyObject.Str(text);
	}

	/** Asked before texts are put together: finding out afterwards would be too late. */
	private boolean admits(int length, int more) {
		return (long) length + more <= MAXIMUM_TEXT && this.effort.admits(length + more);
	}

	private @Nullable String percent(String format, PyObject argument) {
		if (!admits(format.length(), 0)) {
			return null;
		}
		List<PyObject> arguments = (argument instanceof PyObject.Sequence sequence && sequence.kind() == Kind.TUPLE)
				? sequence.items()
				: List.of(argument);
		StringBuilder out = new StringBuilder();
		int next = 0;
		int at = 0;
		while (at < format.length()) {
			char c = format.charAt(at++);
			if (c != '%') {
				out.append(c);
				continue;
			}
			char conversion = (at < format.length()) ? format.charAt(at++) : ' ';
			if (conversion == '%') {
				out.append('%');
				continue;
			}
			PyObject object = (next < arguments.size()) ? arguments.get(next++) : UNKNOWN;
			String value = (conversion == 's' || (conversion == 'd' && object instanceof PyObject.Int))
					? asText(object)
					: null;
			if (value == null || out.length() + value.length() > MAXIMUM_TEXT || !this.effort.admits(value.length())) {
				return null;
			}
			out.append(value);
		}
		return (next == arguments.size()) ? out.toString() : null;
	}

	/** Python: {@code str(object)}. */
	private static @Nullable String asText(PyObject object) {
		if (object instanceof PyObject.Str str) {
			return str.value();
		}
		if (object instanceof PyObject.Int number) {
			return Long.toString(number.value());
		}
		return (object == PyObject.None.NONE) ? "None" : null;
	}

	private PyObject joined(Expr.JoinedStr string) {
		StringBuilder out = new StringBuilder();
		for (Expr part : string.values()) {
			String text = asText(evaluate(part));
			if (text == null || out.length() + text.length() > MAXIMUM_TEXT || !this.effort.admits(text.length())) {
				return UNKNOWN;
			}
			out.append(text);
		}
		return text(out.toString());
	}

	/** Python: a value in an f-string is shown as by {@code str()}, unless it has a format or another conversion. */
	private PyObject formatted(Expr.FormattedValue value) {
		boolean plain = value.formatSpec() == null && (value.conversion() == 0 || value.conversion() == 's');
		return plain ? evaluate(value.value()) : other(value);
	}

	/**
	 * Computes a call: {@code "".join()}, {@code tuple()}, {@code list()}, {@code set()} and {@code str()}.
	 * @param call the expression
	 * @return what it stands for
	 */
	protected PyObject call(Expr.Call call) {
		if (call.args().size() > 1 || !call.keywords().isEmpty()
				|| (!call.args().isEmpty() && call.args().getFirst() instanceof Expr.Starred)) {
			return UNKNOWN;
		}
		if (call.func() instanceof Expr.Attribute attribute && attribute.attr().equals("join")
				&& call.args().size() == 1 && evaluate(attribute.value()) instanceof PyObject.Str separator) {
			return join(separator.value(), evaluate(call.args().getFirst()));
		}
		if (!(call.func() instanceof Expr.Name name) || this.scope.isBound(name.id())) {
			return UNKNOWN;
		}
		PyObject argument = call.args().isEmpty() ? PyObject.Unbound.UNBOUND : evaluate(call.args().getFirst());
		return switch (name.id()) {
			case "tuple" -> convert(Kind.TUPLE, argument);
			case "list" -> convert(Kind.LIST, argument);
			case "set" -> convert(Kind.SET, argument);
			case "str" -> {
				String text = (argument == PyObject.Unbound.UNBOUND) ? "" : asText(argument);
				yield (text != null) ? text(text) : UNKNOWN;
			}
			default -> UNKNOWN;
		};
	}

	private PyObject convert(Kind kind, PyObject argument) {
		if (argument == PyObject.Unbound.UNBOUND) {
			return sequence(kind, List.of());
		}
		if (argument instanceof PyObject.Sequence sequence && isKnown(sequence)
				&& (sequence.kind() != Kind.SET || sequence.items().size() <= 1 || kind == sequence.kind())) {
			return sequence(kind, sequence.items());
		}
		return UNKNOWN;
	}

	private PyObject join(String separator, PyObject argument) {
		if (!(argument instanceof PyObject.Sequence sequence) || !isKnown(sequence)
				|| (sequence.kind() == Kind.SET && sequence.items().size() > 1)) {
			return UNKNOWN;
		}
		StringBuilder out = new StringBuilder();
		for (int i = 0; i < sequence.items().size(); i++) {
			if (!(sequence.items().get(i) instanceof PyObject.Str str)) {
				return UNKNOWN;
			}
			String before = (i > 0) ? separator : "";
			int length = before.length() + str.value().length();
			if (out.length() + length > MAXIMUM_TEXT || !this.effort.admits(length)) {
				return UNKNOWN;
			}
			out.append(before).append(str.value());
		}
		return text(out.toString());
	}

	private PyObject logical(Expr.BoolOp operation) {
		PyObject result = UNKNOWN;
		for (Expr operand : operation.values()) {
			result = evaluate(operand);
			Boolean truth = truth(result);
			if (truth == null) {
				return UNKNOWN;
			}
			if (truth != operation.and()) {
				return result;
			}
		}
		return result;
	}

	private PyObject compare(Expr.Compare comparison) {
		if (comparison.operators().size() > 1) {
			return other(comparison);
		}
		ComparisonOperator operator = comparison.operators().getFirst();
		Expr right = comparison.comparators().getFirst();
		boolean identity = operator == ComparisonOperator.IS || operator == ComparisonOperator.IS_NOT;
		Boolean equal;
		if (isModuleName(comparison.left()) && right instanceof Expr.Constant constant
				&& constant.value() instanceof Literal.Str str && "__main__".equals(str.value())) {
			// Alembic loads a script under its file name.
			equal = false;
		}
		else {
			equal = equal(evaluate(comparison.left()), evaluate(right), identity);
		}
		if (equal == null) {
			return UNKNOWN;
		}
		return switch (operator) {
			case EQ, IS -> new PyObject.Bool(equal);
			case NOT_EQ, IS_NOT -> new PyObject.Bool(!equal);
			default -> UNKNOWN;
		};
	}

	private boolean isModuleName(Expr expr) {
		return expr instanceof Expr.Name name && name.id().equals("__name__") && !this.scope.isBound("__name__");
	}

	/** Python: whether two equal texts are one object is nobody's business, so {@code is} is known for None only. */
	@SuppressWarnings("ReferenceEquality") // There is one None.
	private @Nullable Boolean equal(PyObject left, PyObject right, boolean identity) {
		if (left == PyObject.None.NONE || right == PyObject.None.NONE) {
			return (isComparable(left) && isComparable(right)) ? left == right : null;
		}
		if (!identity && left instanceof PyObject.Str a && right instanceof PyObject.Str b) {
			boolean cheap = a.value().length() != b.value().length() || this.effort.admits(a.value().length());
			return cheap ? left.equals(right) : null;
		}
		return null;
	}

	private static boolean isComparable(PyObject object) {
		return object == PyObject.None.NONE || object instanceof PyObject.Str || object instanceof PyObject.Bool
				|| object instanceof PyObject.Int || object instanceof PyObject.Sequence;
	}

	/**
	 * Returns the truth of an object in a condition.
	 * @param object the object
	 * @return whether it is true, {@code null} if that is not known
	 */
	public static @Nullable Boolean truth(PyObject object) {
		if (object instanceof PyObject.Bool bool) {
			return bool.value();
		}
		if (object instanceof PyObject.Int number) {
			return number.value() != 0;
		}
		if (object instanceof PyObject.Str str) {
			return !str.value().isEmpty();
		}
		if (object instanceof PyObject.Sequence sequence) {
			return sequence.escaped() ? null : Boolean.valueOf(!sequence.items().isEmpty());
		}
		if (object instanceof PyObject.Extension extension) {
			return extension.truth();
		}
		return (object == PyObject.None.NONE) ? Boolean.FALSE : null;
	}

	/** Returns whether all of an object is known. */
	boolean isKnown(PyObject object) {
		return isKnown(object, this.effort);
	}

	/**
	 * Returns whether all of an object is known.
	 * @param object the object
	 * @param effort what finding out may take
	 * @return whether nothing in it is unknown or may have changed
	 * @throws TooIntricateException if that takes too long
	 */
	public static boolean isKnown(PyObject object, Effort effort) {
		if (object instanceof PyObject.Sequence sequence) {
			effort.spend(1 + sequence.items().size());
			if (sequence.escaped()) {
				return false;
			}
			for (PyObject item : sequence.items()) {
				if (!isKnown(item, effort)) {
					return false;
				}
			}
			return true;
		}
		return !(object instanceof PyObject.Unknown) && object != PyObject.Unbound.UNBOUND;
	}

}

package ai.backend.dbstatus.alembic.script.python;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Computes what an expression stands for, as far as it consists of constants, names of
 * constants and a few operations that mean the same everywhere. Anything else is a
 * {@link Obj.Mystery}.
 */
final class Evaluator implements Expr.Visitor<Obj> {

	private static final int MAXIMUM_TEXT = 100_000;

	private static final int MAXIMUM_WEIGHT = 20_000;

	private static final int MAXIMUM_DEPTH = 100;

	private static final Obj MYSTERY = new Obj.Mystery(null);

	private final Names names;

	private final Modules modules;

	private final Effort effort;

	private boolean failed;

	private boolean madeChangeable;

	Evaluator(Names names, Modules modules, Effort effort) {
		this.names = names;
		this.modules = modules;
		this.effort = effort;
	}

	/** Returns whether anything remained a mystery since the last call. */
	boolean failed() {
		boolean result = this.failed;
		this.failed = false;
		return result;
	}

	/** Returns whether a list or set was made, which may change under whatever names it goes. */
	boolean madeChangeable() {
		return this.madeChangeable;
	}

	Obj evaluate(Expr expr) {
		Obj object = expr.accept(this);
		this.failed |= object instanceof Obj.Mystery;
		return object;
	}

	@Override
	public Obj constant(Expr.Constant constant) {
		return constant.value();
	}

	@Override
	public Obj name(Expr.Name name) {
		Obj object = this.names.get(name.id());
		if (object instanceof Obj.Imported imported) {
			return this.modules.get(imported.module(), imported.name());
		}
		return (object == Obj.Missing.MISSING) ? MYSTERY : object;
	}

	@Override
	public Obj not(Expr.Not not) {
		Boolean truth = truth(evaluate(not.of()));
		return (truth != null) ? new Obj.Bool(!truth) : MYSTERY;
	}

	@Override
	public Obj conditional(Expr.Conditional conditional) {
		Boolean truth = truth(evaluate(conditional.test()));
		return (truth == null) ? MYSTERY : evaluate(truth ? conditional.then() : conditional.orElse());
	}

	@Override
	public Obj walrus(Expr.Walrus walrus) {
		Obj value = evaluate(walrus.value());
		this.names.bind(walrus.name(), value);
		return value;
	}

	@Override
	public Obj starred(Expr.Starred starred) {
		return MYSTERY;
	}

	@Override
	public Obj subscript(Expr.Subscript subscript) {
		return MYSTERY;
	}

	@Override
	public Obj opaque(Expr.Opaque opaque) {
		return MYSTERY;
	}

	@Override
	public Obj display(Expr.Display display) {
		List<Obj> items = new ArrayList<>(display.items().size());
		for (Expr item : display.items()) {
			if (item instanceof Expr.Starred starred) {
				if (!(evaluate(starred.of()) instanceof Obj.Seq seq) || !isKnown(seq)
						|| seq.kind() == Value.Sequence.Kind.SET) {
					return MYSTERY;
				}
				items.addAll(seq.items());
			}
			else {
				items.add(evaluate(item));
			}
		}
		return sequence(display.kind(), items);
	}

	/** Python: equal elements of a set are one. Which of several kinds of equality holds is asked of texts only. */
	private Obj sequence(Value.Sequence.Kind kind, List<Obj> items) {
		List<Obj> kept = items;
		if (kind == Value.Sequence.Kind.SET) {
			Set<Obj> distinct = new LinkedHashSet<>();
			for (Obj item : items) {
				if (!(item instanceof Obj.Str) && item != Obj.None.NONE || items.size() > 1000) {
					return MYSTERY;
				}
				distinct.add(item);
			}
			kept = List.copyOf(distinct);
		}
		this.madeChangeable |= kind != Value.Sequence.Kind.TUPLE;
		Obj.Seq seq = new Obj.Seq(kind, kept);
		return (seq.weight() > MAXIMUM_WEIGHT || seq.depth() > MAXIMUM_DEPTH) ? MYSTERY : seq;
	}

	@Override
	public Obj attribute(Expr.Attribute attribute) {
		if (evaluate(attribute.of()) instanceof Obj.Module module) {
			return this.modules.get(module.name(), attribute.name());
		}
		return MYSTERY;
	}

	@Override
	public Obj binary(Expr.Binary binary) {
		Obj left = evaluate(binary.operands().getFirst());
		for (int i = 0; i < binary.operators().length; i++) {
			left = operate(left, (char) binary.operators()[i], evaluate(binary.operands().get(i + 1)));
		}
		return left;
	}

	/** Computes {@code left operator right}. */
	Obj operate(Obj left, char operator, Obj right) {
		if (operator == '+') {
			if (left instanceof Obj.Str a && right instanceof Obj.Str b) {
				return admits(a.text().length(), b.text().length()) ? new Obj.Str(a.text() + b.text()) : MYSTERY;
			}
			if (left instanceof Obj.Seq a && right instanceof Obj.Seq b && a.kind() == b.kind() && isKnown(a)
					&& isKnown(b) && a.kind() != Value.Sequence.Kind.SET) {
				List<Obj> items = new ArrayList<>(a.items());
				items.addAll(b.items());
				return sequence(a.kind(), items);
			}
		}
		else if (operator == '%' && left instanceof Obj.Str format) {
			String result = percent(format.text(), right);
			return (result != null) ? text(result) : MYSTERY;
		}
		return MYSTERY;
	}

	private static Obj text(String text) {
		return (text.length() > MAXIMUM_TEXT) ? MYSTERY : new Obj.Str(text);
	}

	/** Asked before texts are put together: finding out afterwards would be too late. */
	private boolean admits(int length, int more) {
		return (long) length + more <= MAXIMUM_TEXT && this.effort.admits(length + more);
	}

	private @Nullable String percent(String format, Obj argument) {
		if (!admits(format.length(), 0)) {
			return null;
		}
		List<Obj> arguments = (argument instanceof Obj.Seq seq && seq.kind() == Value.Sequence.Kind.TUPLE)
				? seq.items()
				: List.of(argument);
		StringBuilder out = new StringBuilder();
		int next = 0;
		for (int i = 0; i < format.length(); i++) {
			char c = format.charAt(i);
			if (c != '%') {
				out.append(c);
				continue;
			}
			i++;
			char conversion = (i < format.length()) ? format.charAt(i) : ' ';
			if (conversion == '%') {
				out.append('%');
				continue;
			}
			Obj object = (next < arguments.size()) ? arguments.get(next++) : MYSTERY;
			String value = (conversion == 's' || conversion == 'd' && object instanceof Obj.Int)
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
	private static @Nullable String asText(Obj object) {
		if (object instanceof Obj.Str str) {
			return str.text();
		}
		if (object instanceof Obj.Int number) {
			return Long.toString(number.value());
		}
		return (object == Obj.None.NONE) ? "None" : null;
	}

	@Override
	public Obj formatted(Expr.Formatted formatted) {
		StringBuilder out = new StringBuilder();
		for (Expr part : formatted.parts()) {
			String text = asText(evaluate(part));
			if (text == null || out.length() + text.length() > MAXIMUM_TEXT || !this.effort.admits(text.length())) {
				return MYSTERY;
			}
			out.append(text);
		}
		return text(out.toString());
	}

	@Override
	public Obj call(Expr.Call call) {
		if (call.function() instanceof Expr.Attribute attribute && attribute.name().equals("join")
				&& call.arguments().size() == 1 && evaluate(attribute.of()) instanceof Obj.Str separator) {
			return join(separator.text(), evaluate(call.arguments().getFirst()));
		}
		if (call.function() instanceof Expr.Name name && call.arguments().size() <= 1
				&& !this.names.isBound(name.id())) {
			Obj argument = call.arguments().isEmpty() ? Obj.Missing.MISSING : evaluate(call.arguments().getFirst());
			return switch (name.id()) {
				case "tuple" -> convert(Value.Sequence.Kind.TUPLE, argument);
				case "list" -> convert(Value.Sequence.Kind.LIST, argument);
				case "set" -> convert(Value.Sequence.Kind.SET, argument);
				case "str" -> {
					String text = (argument == Obj.Missing.MISSING) ? "" : asText(argument);
					yield (text != null) ? text(text) : MYSTERY;
				}
				default -> MYSTERY;
			};
		}
		return MYSTERY;
	}

	private Obj convert(Value.Sequence.Kind kind, Obj argument) {
		if (argument == Obj.Missing.MISSING) {
			return sequence(kind, List.of());
		}
		if (argument instanceof Obj.Seq seq && isKnown(seq)
				&& (seq.kind() != Value.Sequence.Kind.SET || seq.items().size() <= 1 || kind == seq.kind())) {
			return sequence(kind, seq.items());
		}
		return MYSTERY;
	}

	private Obj join(String separator, Obj argument) {
		if (!(argument instanceof Obj.Seq seq) || !isKnown(seq)
				|| seq.kind() == Value.Sequence.Kind.SET && seq.items().size() > 1) {
			return MYSTERY;
		}
		StringBuilder out = new StringBuilder();
		for (int i = 0; i < seq.items().size(); i++) {
			if (!(seq.items().get(i) instanceof Obj.Str str)) {
				return MYSTERY;
			}
			String before = (i > 0) ? separator : "";
			int length = before.length() + str.text().length();
			if (out.length() + length > MAXIMUM_TEXT || !this.effort.admits(length)) {
				return MYSTERY;
			}
			out.append(before).append(str.text());
		}
		return text(out.toString());
	}

	@Override
	public Obj logical(Expr.Logical logical) {
		Obj result = MYSTERY;
		for (Expr operand : logical.operands()) {
			result = evaluate(operand);
			Boolean truth = truth(result);
			if (truth == null) {
				return MYSTERY;
			}
			if (truth != logical.and()) {
				return result;
			}
		}
		return result;
	}

	@Override
	public Obj comparison(Expr.Comparison comparison) {
		Boolean equal;
		if (isModuleName(comparison.left()) && comparison.right() instanceof Expr.Constant constant
				&& constant.value().equals(new Obj.Str("__main__"))) {
			// Alembic loads a script under its file name.
			equal = false;
		}
		else {
			boolean identity = comparison.operator().startsWith("is");
			equal = equal(evaluate(comparison.left()), evaluate(comparison.right()), identity);
		}
		if (equal == null) {
			return MYSTERY;
		}
		return switch (comparison.operator()) {
			case "==", "is" -> new Obj.Bool(equal);
			case "!=", "is not" -> new Obj.Bool(!equal);
			default -> MYSTERY;
		};
	}

	private boolean isModuleName(Expr expr) {
		return expr instanceof Expr.Name name && name.id().equals("__name__") && !this.names.isBound("__name__");
	}

	/** Python: whether two equal texts are one object is nobody's business, so {@code is} is known for None only. */
	private @Nullable Boolean equal(Obj left, Obj right, boolean identity) {
		if (left == Obj.None.NONE || right == Obj.None.NONE) {
			return isConstant(left) && isConstant(right) ? left == right : null;
		}
		if (!identity && left instanceof Obj.Str a && right instanceof Obj.Str b) {
			boolean cheap = a.text().length() != b.text().length() || this.effort.admits(a.text().length());
			return cheap ? left.equals(right) : null;
		}
		return null;
	}

	private static boolean isConstant(Obj object) {
		return object == Obj.None.NONE || object instanceof Obj.Str || object instanceof Obj.Bool
				|| object instanceof Obj.Int || object instanceof Obj.Seq;
	}

	/** Python: the truth of an object; {@code null} if it is not known. */
	static @Nullable Boolean truth(Obj object) {
		if (object instanceof Obj.Bool bool) {
			return bool.value();
		}
		if (object instanceof Obj.Int number) {
			return number.value() != 0;
		}
		if (object instanceof Obj.Str str) {
			return !str.text().isEmpty();
		}
		if (object instanceof Obj.Seq seq) {
			return seq.escaped() ? null : Boolean.valueOf(!seq.items().isEmpty());
		}
		return (object == Obj.None.NONE) ? Boolean.FALSE : null;
	}

	/** Returns whether all of an object is known. */
	boolean isKnown(Obj object) {
		return isKnown(object, this.effort);
	}

	static boolean isKnown(Obj object, Effort effort) {
		if (object instanceof Obj.Seq seq) {
			effort.spend(1 + seq.items().size());
			if (seq.escaped()) {
				return false;
			}
			for (Obj item : seq.items()) {
				if (!isKnown(item, effort)) {
					return false;
				}
			}
			return true;
		}
		return !(object instanceof Obj.Mystery) && object != Obj.Missing.MISSING;
	}

}

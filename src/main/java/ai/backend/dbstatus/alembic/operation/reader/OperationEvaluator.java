package ai.backend.dbstatus.alembic.operation.reader;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import ai.backend.dbstatus.alembic.operation.Condition;
import ai.backend.dbstatus.alembic.operation.reader.Construct.CatalogItem;
import ai.backend.dbstatus.alembic.operation.sql.SqlReader;
import ai.backend.dbstatus.alembic.python.evaluation.Evaluator;
import ai.backend.dbstatus.alembic.python.evaluation.PyObject;
import ai.backend.dbstatus.alembic.python.evaluation.PyObject.Sequence.Kind;
import ai.backend.dbstatus.alembic.python.syntax.Expr;
import ai.backend.dbstatus.alembic.python.syntax.Operator;
import ai.backend.dbstatus.alembic.python.syntax.UnaryOperator;

/**
 * Computes expressions in the body of a migration's function: with dictionaries, comprehensions, calls of functions whose code
 * is known, and what SQLAlchemy and Alembic make.
 */
final class OperationEvaluator extends Evaluator {

	private final Reading reading;

	private final Frame frame;

	private final Elements elements;

	private final Attributes attributes;

	private final Calls calls;

	OperationEvaluator(Reading reading, Frame frame) {
		super(frame, frame.module().modules(), reading.effort);
		this.reading = reading;
		this.frame = frame;
		this.elements = new Elements(reading);
		this.attributes = new Attributes(reading, frame.module());
		this.calls = new Calls(reading, frame.module(), this.elements, this.attributes);
	}

	/** Evaluates an expression that stands for itself, or is returned: a call there is made for its effect. */
	PyObject statement(Expr expr) {
		Expr inner = (expr instanceof Expr.Await await) ? await.value() : expr;
		int before = this.reading.operations.size();
		PyObject result = evaluate(expr);
		boolean unknown = inner instanceof Expr.Call call && result instanceof Construct.Foreign foreign
				&& foreign.name().isEmpty() && this.reading.operations.size() == before
				&& (call.func() instanceof Expr.Name || evaluate(call.func()) instanceof PyObject.Module);
		if (unknown) {
			this.reading.emitNotKnown("call", inner, this.frame.module(),
					"Application code that cannot be followed may do anything.");
		}
		return result;
	}

	@Override
	protected PyObject compute(Expr expr) {
		return switch (expr) {
			case Expr.BoolOp operation -> logical(operation);
			case Expr.UnaryOp operation -> unary(operation);
			case Expr.Compare comparison -> compare(comparison);
			case Expr.IfExp conditional -> conditional(conditional);
			case Expr.JoinedStr string -> joined(string);
			case Expr.Dict dict -> dict(dict);
			case Expr.ListComp comprehension -> comprehensions().list(Kind.LIST, comprehension.element(),
					comprehension.generators());
			case Expr.SetComp comprehension -> comprehensions().list(Kind.SET, comprehension.element(),
					comprehension.generators());
			case Expr.GeneratorExp comprehension -> comprehensions().list(Kind.LIST, comprehension.element(),
					comprehension.generators());
			case Expr.DictComp comprehension -> comprehensions().dict(comprehension);
			case Expr.Subscript subscript -> subscript(subscript);
			case Expr.Lambda lambda -> new Construct.Function(lambda.parameters(), null, lambda.body(),
					this.frame.module(), this.frame);
			case Expr.Await await -> evaluate(await.value());
			default -> super.compute(expr);
		};
	}

	private Comprehensions comprehensions() {
		return new Comprehensions(this.reading, this.frame, this.elements);
	}

	private PyObject logical(Expr.BoolOp operation) {
		PyObject result = evaluate(operation.values().getFirst());
		for (Expr operand : operation.values().subList(1, operation.values().size())) {
			Boolean truth = truth(result);
			if (truth != null && truth != operation.and()) {
				return result;
			}
			PyObject next = evaluate(operand);
			result = (truth != null) ? next : Conditions.combine(result, operation.and(), next);
		}
		return result;
	}

	private PyObject unary(Expr.UnaryOp operation) {
		if (operation.operators().getFirst() == UnaryOperator.NOT) {
			PyObject value = evaluate(operation.operand());
			return (operation.operators().size() % 2 == 1) ? Conditions.not(value) : value;
		}
		boolean minus = operation.operators().equals(List.of(UnaryOperator.U_SUB));
		PyObject value = evaluate(operation.operand());
		return (minus && value instanceof PyObject.Int number) ? new PyObject.Int(-number.value()) : expression(value);
	}

	private static PyObject expression(PyObject value) {
		return Construct.isSql(value) ? new Construct.Expression(false) : PyObject.UNKNOWN;
	}

	private PyObject compare(Expr.Compare comparison) {
		if (comparison.operators().size() != 1) {
			comparison.comparators().forEach(this::evaluate);
			return PyObject.UNKNOWN;
		}
		PyObject left = evaluate(comparison.left());
		PyObject right = evaluate(comparison.comparators().getFirst());
		return new Comparisons(this.elements).compare(left, comparison.operators().getFirst(), right);
	}

	private PyObject conditional(Expr.IfExp conditional) {
		PyObject test = evaluate(conditional.test());
		Boolean truth = truth(test);
		if (truth != null) {
			return evaluate(truth ? conditional.body() : conditional.orElse());
		}
		Condition known = Conditions.of(test);
		return Conditions.choose(known, evaluate(conditional.body()), evaluate(conditional.orElse()));
	}

	private PyObject joined(Expr.JoinedStr string) {
		StringBuilder out = new StringBuilder();
		for (Expr part : string.values()) {
			String text;
			if (part instanceof Expr.FormattedValue value) {
				PyObject object = evaluate(value.value());
				boolean plain = value.formatSpec() == null && (value.conversion() == 0 || value.conversion() == 's');
				String quoted = (value.conversion() == 'r') ? Texts.plain(object) : null;
				text = plain
						? Texts.shown(object)
						: (quoted != null) ? "'" + quoted + "'" : String.valueOf(SqlReader.HOLE);
			}
			else {
				text = Texts.shown(evaluate(part));
			}
			out.append(text);
			if (out.length() > TextMethods.LONGEST || !this.reading.effort.admits(text.length())) {
				return PyObject.UNKNOWN;
			}
		}
		return Texts.of(out.toString());
	}

	private PyObject dict(Expr.Dict expr) {
		Construct.Dict dict = new Construct.Dict();
		for (Expr.DictItem item : expr.items()) {
			PyObject value = evaluate(item.value());
			if (item.key() == null) {
				CollectionMethods.merge(dict, value);
				continue;
			}
			PyObject key = evaluate(item.key());
			if (key instanceof PyObject.Unknown || key instanceof Construct.PartialText) {
				dict.open = true;
			}
			else {
				dict.items.put(key, value);
			}
		}
		return dict;
	}

	private PyObject subscript(Expr.Subscript subscript) {
		PyObject receiver = evaluate(subscript.value());
		Subscripts subscripts = new Subscripts(this.reading, this.elements);
		if (!(subscript.slice() instanceof Expr.Slice slice)) {
			return subscripts.item(receiver, evaluate(subscript.slice()));
		}
		PyObject lower = (slice.lower() != null) ? evaluate(slice.lower()) : new PyObject.Int(0);
		PyObject upper = (slice.upper() != null) ? evaluate(slice.upper()) : new PyObject.Int(Integer.MAX_VALUE);
		return (slice.step() == null && lower instanceof PyObject.Int from && upper instanceof PyObject.Int to)
				? subscripts.slice(receiver, from.value(), to.value())
				: PyObject.UNKNOWN;
	}

	@Override
	protected PyObject operate(PyObject left, Operator operator, PyObject right) {
		if (operator == Operator.ADD && Texts.isText(left) && Texts.isText(right)) {
			return Texts.joined(left, right, this.reading.effort);
		}
		if (operator == Operator.ADD && (left instanceof PyObject.Str || right instanceof PyObject.Str)) {
			boolean other = left instanceof PyObject.Unknown || right instanceof PyObject.Unknown
					|| left instanceof Construct.Foreign || right instanceof Construct.Foreign
					|| left instanceof CatalogItem || right instanceof CatalogItem;
			if (other) {
				return Texts.joined(left, right, this.reading.effort);
			}
		}
		if (left instanceof PyObject.Int a && right instanceof PyObject.Int b) {
			return switch (operator) {
				case ADD -> new PyObject.Int(a.value() + b.value());
				case SUB -> new PyObject.Int(a.value() - b.value());
				case MULT -> new PyObject.Int(a.value() * b.value());
				default -> PyObject.UNKNOWN;
			};
		}
		if (Construct.isSql(left) || Construct.isSql(right)) {
			return new Construct.Expression(false);
		}
		if (operator == Operator.MOD && Texts.isText(left)) {
			PyObject whole = (left instanceof PyObject.Str) ? super.operate(left, operator, right) : PyObject.UNKNOWN;
			return (whole instanceof PyObject.Str) ? whole : TextMethods.percent(Texts.shown(left), right);
		}
		return super.operate(left, operator, right);
	}

	@Override
	protected PyObject attribute(Expr.Attribute attribute) {
		return this.attributes.attribute(evaluate(attribute.value()), attribute.attr());
	}

	@Override
	protected PyObject call(Expr.Call call) {
		Arguments arguments = arguments(call);
		if (call.func() instanceof Expr.Name name && !this.frame.isBound(name.id())) {
			return this.calls.builtin(name.id(), arguments, call);
		}
		return this.calls.call(evaluate(call.func()), arguments, call);
	}

	private Arguments arguments(Expr.Call call) {
		List<PyObject> positional = new ArrayList<>();
		Map<String, PyObject> keywords = new LinkedHashMap<>();
		boolean open = false;
		for (Expr argument : call.args()) {
			if (argument instanceof Expr.Starred starred) {
				List<PyObject> items = this.elements.of(evaluate(starred.value()));
				open |= items == null;
				positional.addAll((items != null) ? items : List.of());
			}
			else {
				positional.add(evaluate(argument));
			}
		}
		for (Expr.Keyword keyword : call.keywords()) {
			PyObject value = evaluate(keyword.value());
			if (keyword.name() != null) {
				keywords.put(keyword.name(), value);
			}
			else if (value instanceof Construct.Dict dict && !dict.open) {
				dict.items.forEach((key, item) -> keywords.put(String.valueOf(Texts.plain(key)), item));
			}
			else {
				open = true;
			}
		}
		return new Arguments(positional, keywords, open);
	}

}

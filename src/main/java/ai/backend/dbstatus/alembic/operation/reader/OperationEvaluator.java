package ai.backend.dbstatus.alembic.operation.reader;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

import ai.backend.dbstatus.alembic.operation.Condition;
import ai.backend.dbstatus.alembic.operation.ObjectName;
import ai.backend.dbstatus.alembic.operation.reader.Construct.CatalogItem;
import ai.backend.dbstatus.alembic.operation.reader.Construct.CatalogList;
import ai.backend.dbstatus.alembic.operation.reader.Construct.Live;
import ai.backend.dbstatus.alembic.operation.sql.SqlReader;
import ai.backend.dbstatus.alembic.python.evaluation.Evaluator;
import ai.backend.dbstatus.alembic.python.evaluation.PyObject;
import ai.backend.dbstatus.alembic.python.evaluation.PyObject.Sequence.Kind;
import ai.backend.dbstatus.alembic.python.syntax.ComparisonOperator;
import ai.backend.dbstatus.alembic.python.syntax.Expr;
import ai.backend.dbstatus.alembic.python.syntax.Operator;
import ai.backend.dbstatus.alembic.python.syntax.Parameters;
import ai.backend.dbstatus.alembic.python.syntax.Stmt;
import ai.backend.dbstatus.alembic.python.syntax.UnaryOperator;
import ai.backend.dbstatus.alembic.python.syntax.token.PythonSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Computes expressions in the body of a migration's function: with dictionaries, comprehensions, calls of functions whose code
 * is known, and what SQLAlchemy and Alembic make.
 */
final class OperationEvaluator extends Evaluator {

	private static final int LONGEST = 100_000;

	private static final int MOST_ITEMS = 10_000;

	/** Modules whose functions never change a schema by themselves. */
	private static final Set<String> HARMLESS = Set.of("json", "uuid", "datetime", "logging", "re", "os", "sys", "time",
			"math", "random", "string", "itertools", "functools", "collections", "textwrap", "hashlib", "base64",
			"enum",
			"typing", "decimal", "pathlib", "warnings", "copy", "operator", "secrets", "io", "csv", "zoneinfo", "shlex",
			"dataclasses", "urllib", "calendar", "binascii", "struct", "ast", "pprint", "traceback", "structlog",
			"pytz",
			"dateutil", "click", "tqdm", "six", "yarl", "pydantic", "trafaret", "bcrypt", "cryptography", "passlib",
			"slugify", "sqlalchemy", "oslo_log", "oslo_utils", "__future__", "loguru", "geoalchemy2",
			"sqlalchemy_utils",
			"pgvector", "sqlmodel", "citext", "contextlib", "asyncio", "inspect", "concurrent", "threading", "queue",
			"subprocess", "tempfile", "hmac", "unicodedata", "gettext", "flask_babel");

	private static final Set<String> HARMLESS_BUILTINS = Set.of("print", "len", "isinstance", "issubclass", "hasattr",
			"next", "iter", "max", "min", "sum", "abs", "int", "float", "bytes", "repr", "hash", "id", "type", "filter",
			"map", "round", "divmod", "ord", "chr", "hex", "object", "super", "open", "input", "vars", "callable",
			"frozenset", "format", "Exception", "ValueError", "RuntimeError", "KeyError", "unicode", "long",
			"basestring",
			"bool", "setattr", "delattr", "any", "all", "xrange");

	private final Reading reading;

	private final Frame frame;

	private final SqlAlchemy sqlAlchemy;

	private final AlembicOperations operations;

	OperationEvaluator(Reading reading, Frame frame) {
		super(frame, frame.module().modules(), reading.effort);
		this.reading = reading;
		this.frame = frame;
		this.sqlAlchemy = new SqlAlchemy(reading, this::items);
		this.operations = new AlembicOperations(reading, frame.module(), this::items);
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

	/** Returns the elements of what is gone through, in order; {@code null} if they are not known. */
	@Nullable
	List<PyObject> items(PyObject object) {
		return switch (object) {
			case PyObject.Sequence sequence when !sequence.escaped() && (sequence.kind() != Kind.SET
					|| sequence.items().size() <= 1 || allTexts(sequence)) ->
				List.copyOf(sequence.items());
			case Construct.Dict dict when !dict.open -> List.copyOf(dict.items.keySet());
			case Construct.PyClass enumeration when this.reading.isScript(enumeration.module()) -> members(enumeration);
			default -> null;
		};
	}

	/** In which order a set is gone through hardly ever matters to what is done. */
	private static boolean allTexts(PyObject.Sequence sequence) {
		return sequence.items().stream().allMatch(PyObject.Str.class::isInstance);
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
			case Expr.ListComp comprehension -> comprehension(Kind.LIST, comprehension.element(),
					comprehension.generators());
			case Expr.SetComp comprehension -> comprehension(Kind.SET, comprehension.element(),
					comprehension.generators());
			case Expr.GeneratorExp comprehension -> comprehension(Kind.LIST, comprehension.element(),
					comprehension.generators());
			case Expr.DictComp comprehension -> dictComprehension(comprehension);
			case Expr.Subscript subscript -> subscript(subscript);
			case Expr.Lambda lambda -> new Construct.Function(lambda.parameters(), null, lambda.body(),
					this.frame.module(), this.frame);
			case Expr.Await await -> evaluate(await.value());
			default -> super.compute(expr);
		};
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
		return isSql(value) ? new Construct.Expression(false) : PyObject.UNKNOWN;
	}

	private static boolean isSql(PyObject value) {
		return value instanceof Construct.Expression || value instanceof Construct.ColumnConstruct
				|| value instanceof Construct.Sql || value instanceof Construct.Type;
	}

	private PyObject compare(Expr.Compare comparison) {
		if (comparison.operators().size() != 1) {
			comparison.comparators().forEach(this::evaluate);
			return PyObject.UNKNOWN;
		}
		PyObject left = evaluate(comparison.left());
		PyObject right = evaluate(comparison.comparators().getFirst());
		if (isSql(left) || isSql(right)) {
			return new Construct.Expression(false);
		}
		ComparisonOperator operator = comparison.operators().getFirst();
		return switch (operator) {
			case IN -> contains(right, left);
			case NOT_IN -> Conditions.not(contains(right, left));
			case EQ -> equal(left, right);
			case NOT_EQ -> Conditions.not(equal(left, right));
			case IS, IS_NOT -> {
				Boolean same = same(left, right);
				yield (same == null)
						? PyObject.UNKNOWN
						: new PyObject.Bool(same == (operator == ComparisonOperator.IS));
			}
			case LT, LT_E, GT, GT_E -> order(left, operator, right);
		};
	}

	private static PyObject order(PyObject left, ComparisonOperator operator, PyObject right) {
		if (!(left instanceof PyObject.Int a) || !(right instanceof PyObject.Int b)) {
			return PyObject.UNKNOWN;
		}
		int sign = Long.compare(a.value(), b.value());
		return new PyObject.Bool(switch (operator) {
			case LT -> sign < 0;
			case LT_E -> sign <= 0;
			case GT -> sign > 0;
			default -> sign >= 0;
		});
	}

	private static @Nullable Boolean same(PyObject left, PyObject right) {
		if (left == PyObject.None.NONE || right == PyObject.None.NONE) {
			PyObject other = (left == PyObject.None.NONE) ? right : left;
			if (other == PyObject.None.NONE) {
				return true;
			}
			boolean known = other instanceof PyObject.Str || other instanceof PyObject.Bool
					|| other instanceof PyObject.Int || other instanceof PyObject.Sequence
					|| other instanceof Construct.Dict || other instanceof Construct.TableConstruct
					|| other instanceof Construct.PartialText || other instanceof Live live
							&& live.kind() != Live.Kind.RESULT;
			return known ? false : null;
		}
		if (left instanceof PyObject.Bool && right instanceof PyObject.Bool) {
			return left.equals(right);
		}
		return null;
	}

	private static PyObject equal(PyObject left, PyObject right) {
		if (left instanceof CatalogItem item && item.name()) {
			return named(item.list(), Texts.plain(right));
		}
		if (right instanceof CatalogItem item && item.name()) {
			return named(item.list(), Texts.plain(left));
		}
		String a = Texts.plain(left);
		String b = Texts.plain(right);
		if (a != null && b != null) {
			return new PyObject.Bool(a.equals(b));
		}
		if (left instanceof PyObject.Int && right instanceof PyObject.Int
				|| left instanceof PyObject.Bool && right instanceof PyObject.Bool
				|| left == PyObject.None.NONE && right == PyObject.None.NONE
				|| left instanceof Construct.EnumMember && right instanceof Construct.EnumMember) {
			return new PyObject.Bool(left.equals(right));
		}
		boolean apart = (left == PyObject.None.NONE) ? b != null : right == PyObject.None.NONE && a != null;
		return apart ? new PyObject.Bool(false) : PyObject.UNKNOWN;
	}

	/** Whether the catalog lists a name. */
	private static PyObject named(CatalogList list, @Nullable String name) {
		if (name == null) {
			return PyObject.UNKNOWN;
		}
		ObjectName object = new ObjectName(list.schema(), name);
		return new Construct.Cond(new Condition.Exists(list.kind(), list.table(), object));
	}

	private PyObject contains(PyObject container, PyObject item) {
		String text = Texts.plain(item);
		if (container instanceof CatalogList list && list.names()) {
			return named(list, text);
		}
		if (container instanceof PyObject.Str str && text != null) {
			return new PyObject.Bool(str.value().contains(text));
		}
		if (container instanceof Construct.Dict dict && !dict.open && text != null) {
			return new PyObject.Bool(dict.items.containsKey(new PyObject.Str(text)));
		}
		List<PyObject> items = items(container);
		if (items == null) {
			return PyObject.UNKNOWN;
		}
		PyObject result = new PyObject.Bool(false);
		for (PyObject each : items) {
			PyObject equal = equal(item, each);
			if (Boolean.TRUE.equals(truth(equal))) {
				return equal;
			}
			if (equal instanceof PyObject.Unknown) {
				return equal;
			}
			if (!Boolean.FALSE.equals(truth(equal))) {
				result = Conditions.combine(equal, false, result);
			}
		}
		return result;
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
			if (out.length() > LONGEST || !this.reading.effort.admits(text.length())) {
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
				merge(dict, value);
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

	private static void merge(Construct.Dict dict, PyObject value) {
		if (value instanceof Construct.Dict other) {
			dict.items.putAll(other.items);
			dict.open |= other.open;
		}
		else {
			dict.open = true;
		}
	}

	private PyObject comprehension(Kind kind, Expr element, List<Expr.Comprehension> generators) {
		if (generators.size() == 1 && generators.getFirst().ifs().isEmpty()) {
			PyObject iterated = evaluate(generators.getFirst().iter());
			if (iterated instanceof CatalogList list) {
				Frame inner = new Frame(this.frame.module(), this.frame);
				if (generators.getFirst().target() instanceof Expr.Name name) {
					inner.bind(name.id(), new CatalogItem(list, list.names()));
				}
				PyObject item = new OperationEvaluator(this.reading, inner).evaluate(element);
				return (item instanceof CatalogItem named && named.name())
						? new CatalogList(list.kind(), list.table(), list.schema(), true)
						: isCondition(item) ? item : PyObject.UNKNOWN;
			}
		}
		List<PyObject> items = new ArrayList<>();
		boolean known = rounds(generators, 0, new Frame(this.frame.module(), this.frame),
				(evaluator) -> items.add(evaluator.evaluate(element)));
		return known ? sequence((kind == Kind.SET) ? Kind.LIST : kind, items) : PyObject.UNKNOWN;
	}

	/** {@code any(c["name"] == "x" for c in columns)}: the comprehension is what holds of any of them. */
	private static boolean isCondition(PyObject item) {
		return item instanceof Construct.Cond;
	}

	private PyObject dictComprehension(Expr.DictComp comprehension) {
		Construct.Dict dict = new Construct.Dict();
		boolean known = rounds(comprehension.generators(), 0, new Frame(this.frame.module(), this.frame),
				(evaluator) -> {
					PyObject key = evaluator.evaluate(comprehension.key());
					dict.open |= key instanceof PyObject.Unknown;
					dict.items.put(key, evaluator.evaluate(comprehension.value()));
				});
		dict.open |= !known;
		return dict;
	}

	private boolean rounds(List<Expr.Comprehension> generators, int at, Frame inner,
			Consumer<OperationEvaluator> round) {
		OperationEvaluator evaluator = new OperationEvaluator(this.reading, inner);
		if (at == generators.size()) {
			round.accept(evaluator);
			return true;
		}
		Expr.Comprehension generator = generators.get(at);
		List<PyObject> items = items(evaluator.evaluate(generator.iter()));
		if (items == null) {
			return false;
		}
		for (PyObject item : items) {
			this.reading.effort.spend(1);
			if (!bindTarget(inner, generator.target(), item)) {
				return false;
			}
			boolean taken = true;
			for (Expr test : generator.ifs()) {
				Boolean truth = truth(evaluator.evaluate(test));
				if (truth == null) {
					return false;
				}
				taken &= truth;
			}
			if (taken && !rounds(generators, at + 1, inner, round)) {
				return false;
			}
		}
		return true;
	}

	private boolean bindTarget(Frame inner, Expr target, PyObject item) {
		if (target instanceof Expr.Name name) {
			inner.bind(name.id(), item);
			return true;
		}
		List<Expr> targets = (target instanceof Expr.Tuple tuple) ? tuple.elements() : List.of();
		List<PyObject> items = items(item);
		if (items == null || items.size() != targets.size() || targets.isEmpty()) {
			return false;
		}
		for (int i = 0; i < targets.size(); i++) {
			if (!bindTarget(inner, targets.get(i), items.get(i))) {
				return false;
			}
		}
		return true;
	}

	private PyObject subscript(Expr.Subscript subscript) {
		PyObject receiver = evaluate(subscript.value());
		if (subscript.slice() instanceof Expr.Slice slice) {
			return slice(receiver, slice);
		}
		PyObject key = evaluate(subscript.slice());
		return switch (receiver) {
			case Construct.Dict dict -> dict.open
					? PyObject.UNKNOWN
					: dict.items.getOrDefault(key, PyObject.UNKNOWN);
			case PyObject.Sequence sequence when key instanceof PyObject.Int index && items(sequence) != null -> {
				long at = (index.value() < 0) ? sequence.items().size() + index.value() : index.value();
				yield (at >= 0 && at < sequence.items().size()) ? sequence.items().get((int) at) : PyObject.UNKNOWN;
			}
			case PyObject.Str str when key instanceof PyObject.Int index && index.value() >= 0
					&& index.value() < str.value().length() ->
				new PyObject.Str(str.value().substring((int) index.value(), (int) index.value() + 1));
			case CatalogItem item when !item.name() && "name".equals(Texts.plain(key)) ->
				new CatalogItem(item.list(), true);
			case Construct.PyClass enumeration when Texts.plain(key) != null -> member(enumeration,
					String.valueOf(Texts.plain(key)));
			case Construct.Expression expression -> expression;
			case Construct.Type type -> type;
			case PyObject.Module module -> module;
			default -> PyObject.UNKNOWN;
		};
	}

	private PyObject slice(PyObject receiver, Expr.Slice slice) {
		PyObject lower = (slice.lower() != null) ? evaluate(slice.lower()) : new PyObject.Int(0);
		PyObject upper = (slice.upper() != null) ? evaluate(slice.upper()) : new PyObject.Int(Integer.MAX_VALUE);
		if (slice.step() != null || !(lower instanceof PyObject.Int from) || !(upper instanceof PyObject.Int to)) {
			return PyObject.UNKNOWN;
		}
		if (receiver instanceof PyObject.Str str) {
			int size = str.value().length();
			int first = bound(from.value(), size);
			return new PyObject.Str(str.value().substring(first, Math.max(first, bound(to.value(), size))));
		}
		List<PyObject> items = (receiver instanceof PyObject.Sequence) ? items(receiver) : null;
		if (items == null || !(receiver instanceof PyObject.Sequence sequence)) {
			return PyObject.UNKNOWN;
		}
		int first = bound(from.value(), items.size());
		return sequence(sequence.kind(), items.subList(first, Math.max(first, bound(to.value(), items.size()))));
	}

	private static int bound(long index, int size) {
		return (int) Math.max(0, Math.min(size, (index < 0) ? size + index : index));
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
		if (isSql(left) || isSql(right)) {
			return new Construct.Expression(false);
		}
		if (operator == Operator.MOD && Texts.isText(left)) {
			PyObject whole = (left instanceof PyObject.Str) ? super.operate(left, operator, right) : PyObject.UNKNOWN;
			return (whole instanceof PyObject.Str) ? whole : percent(Texts.shown(left), right);
		}
		return super.operate(left, operator, right);
	}

	/** Python: {@code format % values}, where not all values are known. */
	private static PyObject percent(String format, PyObject argument) {
		StringBuilder out = new StringBuilder();
		int next = 0;
		int i = 0;
		while (i < format.length()) {
			if (out.length() > LONGEST) {
				return PyObject.UNKNOWN;
			}
			char c = format.charAt(i++);
			if (c != '%' || i >= format.length()) {
				out.append(c);
				continue;
			}
			PyObject value;
			if (format.charAt(i) == '%') {
				out.append('%');
				i++;
				continue;
			}
			if (format.charAt(i) == '(') {
				int end = format.indexOf(')', i);
				if (end < 0 || end + 1 >= format.length()) {
					return PyObject.UNKNOWN;
				}
				PyObject key = new PyObject.Str(format.substring(i + 1, end));
				value = (argument instanceof Construct.Dict dict && !dict.open)
						? dict.items.getOrDefault(key, PyObject.UNKNOWN)
						: PyObject.UNKNOWN;
				i = end + 2;
			}
			else {
				value = (argument instanceof PyObject.Sequence sequence && sequence.kind() == Kind.TUPLE)
						? (next < sequence.items().size()) ? sequence.items().get(next++) : PyObject.UNKNOWN
						: argument;
				i++;
			}
			out.append(Texts.shown(value));
		}
		return Texts.of(out.toString());
	}

	@Override
	protected PyObject attribute(Expr.Attribute attribute) {
		return attribute(evaluate(attribute.value()), attribute.attr());
	}

	private PyObject attribute(PyObject receiver, String name) {
		return switch (receiver) {
			case PyObject.Module module -> this.reading.attribute(this.frame.module().modules(), module.name(), name);
			case Live live -> live(live, name);
			case Construct.TableConstruct table -> switch (name) {
				case "c", "columns" -> new Construct.Expression(false);
				case "name" -> new PyObject.Str(table.name().name());
				default -> new Construct.Method(table, name);
			};
			case Construct.Type type when name.equals("name") && type.enumName() != null ->
				new PyObject.Str(type.enumName().name());
			case Construct.Type type when name.equals("enums") && type.values() != null ->
				sequence(Kind.LIST, type.values().stream().map((value) -> (PyObject) new PyObject.Str(value)).toList());
			case Construct.PyClass definition -> classAttribute(definition, name);
			case Construct.EnumMember member when name.equals("value") -> member.value();
			case Construct.EnumMember member when name.equals("name") -> new PyObject.Str(member.name());
			case Construct.ColumnConstruct column when name.equals("name") -> new PyObject.Str(column.column().name());
			case Construct.ColumnConstruct _ -> new Construct.Expression(false);
			case CatalogItem item when name.equals("name") -> new CatalogItem(item.list(), true);
			case PyObject.Unknown _ when name.equals("dialect") -> new Live(Live.Kind.DIALECT);
			case Construct.Foreign _ when name.equals("dialect") -> new Live(Live.Kind.DIALECT);
			case Construct.MetaData metadata when name.equals("naming_convention") -> metadata.convention;
			case Construct.Expression expression -> expression;
			case Construct.Foreign foreign -> new Construct.Foreign(
					foreign.name().isEmpty() ? "" : foreign.name() + "." + name);
			case PyObject.Unknown unknown -> new Construct.Method(unknown, name);
			case Construct.Function _ -> PyObject.UNKNOWN;
			default -> new Construct.Method(receiver, name);
		};
	}

	private PyObject live(Live live, String name) {
		return switch (live.kind()) {
			case BIND -> switch (name) {
				case "dialect" -> new Live(Live.Kind.DIALECT);
				case "engine", "connection", "bind" -> live;
				case "name" -> new PyObject.Str(this.reading.dialect.sqlAlchemyName());
				default -> new Construct.Method(live, name);
			};
			case DIALECT -> name.equals("name")
					? new PyObject.Str(this.reading.dialect.sqlAlchemyName())
					: new Construct.Method(live, name);
			case CONTEXT -> switch (name) {
				case "dialect" -> new Live(Live.Kind.DIALECT);
				case "bind", "connection" -> new Live(Live.Kind.BIND);
				case "impl" -> live;
				case "as_sql" -> new PyObject.Bool(false);
				default -> new Construct.Method(live, name);
			};
			case INSPECTOR -> switch (name) {
				case "dialect" -> new Live(Live.Kind.DIALECT);
				case "bind", "engine" -> new Live(Live.Kind.BIND);
				default -> new Construct.Method(live, name);
			};
			default -> new Construct.Method(live, name);
		};
	}

	@Override
	protected PyObject call(Expr.Call call) {
		Arguments arguments = arguments(call);
		if (call.func() instanceof Expr.Name name && !this.frame.isBound(name.id())) {
			return builtin(name.id(), arguments, call);
		}
		PyObject callee = evaluate(call.func());
		PyObject result = call(callee, arguments, call);
		return result;
	}

	private PyObject call(PyObject callee, Arguments arguments, Expr.Call call) {
		return switch (callee) {
			case PyObject.Module module -> module(module.name(), arguments, call);
			case Construct.Method method -> method(method, arguments, call);
			case Construct.Function function -> function(function, arguments, call);
			case Construct.PyClass definition -> instance(definition, arguments, call);
			case Construct.Expression _ -> executes(call)
					? this.operations.call("execute", arguments, null, call)
					: new Construct.Expression(false);
			case Live _ -> new Live(Live.Kind.SESSION);
			case Construct.Type type -> type;
			case Construct.Foreign _ when executes(call) -> this.operations.call("execute", arguments, null, call);
			default -> foreign(arguments, call);
		};
	}

	/** Whatever is asked to execute something, a text in SQL is what it executes. */
	private static boolean executes(Expr.Call call) {
		return call.func() instanceof Expr.Attribute attribute
				&& (attribute.attr().equals("execute") || attribute.attr().equals("exec_driver_sql"));
	}

	/** Code that cannot be followed and is handed the live database may do anything to it. */
	private PyObject foreign(Arguments arguments, Expr.Call call) {
		if (arguments.hasLive()) {
			this.reading.emitNotKnown("call", call, this.frame.module(),
					"Application code that cannot be followed may do anything.");
		}
		return new Construct.Foreign("");
	}

	private PyObject module(String name, Arguments arguments, Expr.Call call) {
		int dot = name.lastIndexOf('.');
		String last = name.substring(dot + 1);
		if (name.startsWith("alembic.op.")) {
			if (last.equals("run_async")) {
				List<PyObject> given = new ArrayList<>(arguments.positional());
				if (given.isEmpty()) {
					return PyObject.UNKNOWN;
				}
				given.set(0, new Live(Live.Kind.BIND));
				return call(arguments.positional().getFirst(),
						new Arguments(given, arguments.keywords(), arguments.open()), call);
			}
			return this.operations.call(last, arguments, null, call);
		}
		if (name.startsWith("alembic.context.") || name.equals("alembic.context")) {
			return switch (last) {
				case "get_context" -> new Live(Live.Kind.CONTEXT);
				case "get_bind" -> new Live(Live.Kind.BIND);
				case "is_offline_mode" -> new PyObject.Bool(false);
				case "execute" -> this.operations.call("execute", arguments, null, call);
				default -> PyObject.UNKNOWN;
			};
		}
		if (name.startsWith("sqlalchemy.") || name.startsWith("sqlmodel.")) {
			return this.sqlAlchemy.make(name, last, arguments, call);
		}
		if (last.equals("run_sync") || last.equals("partial")) {
			return foreign(arguments, call);
		}
		String root = (dot < 0) ? name : name.substring(0, name.indexOf('.'));
		if (name.equals("textwrap.dedent") || name.equals("inspect.cleandoc")) {
			return arguments.positional().isEmpty() ? PyObject.UNKNOWN : arguments.positional().getFirst();
		}
		if (name.equals("typing.cast") && arguments.positional().size() == 2) {
			return arguments.positional().get(1);
		}
		if (name.equals("itertools.product")) {
			return product(arguments);
		}
		if (HARMLESS.contains(root) && !arguments.hasLive()) {
			return PyObject.UNKNOWN;
		}
		PyObject result = foreign(arguments, call);
		boolean type = !last.isEmpty() && Character.isUpperCase(last.charAt(0));
		return (type && !arguments.hasLive()) ? new Construct.Foreign(last) : result;
	}

	private PyObject product(Arguments arguments) {
		List<List<PyObject>> rows = List.of(List.of());
		for (PyObject argument : arguments.positional()) {
			List<PyObject> items = items(argument);
			if (items == null || (long) rows.size() * items.size() > 2000) {
				return PyObject.UNKNOWN;
			}
			List<List<PyObject>> longer = new ArrayList<>();
			for (List<PyObject> row : rows) {
				for (PyObject item : items) {
					List<PyObject> next = new ArrayList<>(row);
					next.add(item);
					longer.add(next);
				}
			}
			rows = longer;
		}
		return sequence(Kind.LIST, rows.stream().map((row) -> sequence(Kind.TUPLE, row)).toList());
	}

	private Arguments arguments(Expr.Call call) {
		List<PyObject> positional = new ArrayList<>();
		Map<String, PyObject> keywords = new LinkedHashMap<>();
		boolean open = false;
		for (Expr argument : call.args()) {
			if (argument instanceof Expr.Starred starred) {
				List<PyObject> items = items(evaluate(starred.value()));
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

	private PyObject builtin(String name, Arguments arguments, Expr.Call call) {
		PyObject first = arguments.positional().isEmpty() ? PyObject.UNKNOWN : arguments.positional().getFirst();
		List<PyObject> items = items(first);
		switch (name) {
			case "dict" -> {
				Construct.Dict dict = new Construct.Dict();
				if (!arguments.positional().isEmpty()) {
					merge(dict, first);
				}
				arguments.keywords().forEach((key, value) -> dict.items.put(new PyObject.Str(key), value));
				dict.open |= arguments.open();
				return dict;
			}
			case "list", "tuple", "set", "sorted", "reversed", "frozenset" -> {
				if (first instanceof CatalogList) {
					return first;
				}
				if (arguments.positional().isEmpty()) {
					return sequence(name.equals("tuple") ? Kind.TUPLE : Kind.LIST, List.of());
				}
				if (items == null
						|| name.equals("sorted") && !Objects.equals(Texts.list(sequence(Kind.LIST, items)), null)
								&& arguments.keywords().containsKey("key")) {
					return PyObject.UNKNOWN;
				}
				List<PyObject> made = name.equals("reversed") ? items.reversed() : items;
				return sequence(name.equals("tuple") ? Kind.TUPLE : Kind.LIST, made);
			}
			case "len" -> {
				return (items != null)
						? new PyObject.Int(items.size())
						: (first instanceof PyObject.Str str)
								? new PyObject.Int(str.value().length())
								: PyObject.UNKNOWN;
			}
			case "str" -> {
				return Texts.of(Texts.shown(first));
			}
			case "range" -> {
				return range(arguments.positional());
			}
			case "enumerate" -> {
				if (items == null || arguments.positional().size() > 1 || !arguments.keywords().isEmpty()) {
					return PyObject.UNKNOWN;
				}
				List<PyObject> pairs = new ArrayList<>();
				for (int i = 0; i < items.size(); i++) {
					pairs.add(sequence(Kind.TUPLE, List.of(new PyObject.Int(i), items.get(i))));
				}
				return sequence(Kind.LIST, pairs);
			}
			case "map" -> {
				List<PyObject> given = (arguments.positional().size() == 2)
						? items(arguments.positional().getLast())
						: null;
				if (given == null || !(first instanceof Construct.Function function)) {
					return PyObject.UNKNOWN;
				}
				return sequence(Kind.LIST, given.stream()
						.map((item) -> function(function, new Arguments(List.of(item), Map.of(), false), call))
						.toList());
			}
			case "zip" -> {
				return zip(arguments.positional());
			}
			case "any", "bool" -> {
				if (first instanceof Construct.Cond) {
					return first;
				}
				if (items != null && name.equals("any")) {
					PyObject any = new PyObject.Bool(false);
					for (PyObject item : items) {
						any = Boolean.FALSE.equals(truth(item))
								? any
								: Boolean.TRUE.equals(truth(item))
										? new PyObject.Bool(true)
										: Conditions.combine(item, false, any);
					}
					return any;
				}
				Boolean truth = name.equals("bool") ? truth(first) : null;
				return (truth != null) ? new PyObject.Bool(truth) : PyObject.UNKNOWN;
			}
			case "getattr" -> {
				String attribute = arguments.text(1, "name");
				return (attribute != null) ? attribute(first, attribute) : new Construct.Foreign("");
			}
			default -> {
				return HARMLESS_BUILTINS.contains(name) && !name.equals("map")
						? PyObject.UNKNOWN
						: new Construct.Foreign("");
			}
		}
	}

	private PyObject range(List<PyObject> arguments) {
		List<Long> numbers = new ArrayList<>();
		for (PyObject argument : arguments) {
			if (!(argument instanceof PyObject.Int number)) {
				return PyObject.UNKNOWN;
			}
			numbers.add(number.value());
		}
		if (numbers.isEmpty() || numbers.size() > 2) {
			return PyObject.UNKNOWN;
		}
		long from = (numbers.size() == 2) ? numbers.getFirst() : 0;
		long to = numbers.getLast();
		if (to - from > 5000) {
			return PyObject.UNKNOWN;
		}
		List<PyObject> items = new ArrayList<>();
		for (long i = from; i < to; i++) {
			items.add(new PyObject.Int(i));
		}
		return sequence(Kind.LIST, items);
	}

	private PyObject zip(List<PyObject> arguments) {
		int size = Integer.MAX_VALUE;
		List<List<PyObject>> lists = new ArrayList<>();
		for (PyObject argument : arguments) {
			List<PyObject> items = items(argument);
			if (items == null) {
				return PyObject.UNKNOWN;
			}
			lists.add(items);
			size = Math.min(size, items.size());
		}
		List<PyObject> rows = new ArrayList<>();
		for (int i = 0; i < size && !lists.isEmpty(); i++) {
			int at = i;
			rows.add(sequence(Kind.TUPLE, lists.stream().map((list) -> list.get(at)).toList()));
		}
		return sequence(Kind.LIST, rows);
	}

	private PyObject function(Construct.Function function, Arguments arguments, Expr.Call call) {
		Frame inner = new Frame(function.module(), function.closure());
		if (!bindParameters(inner, function, arguments) || !this.reading.enterCall(call, this.frame.module())) {
			return foreign(arguments, call);
		}
		try {
			if (function.lambda() != null) {
				return new OperationEvaluator(this.reading, inner).evaluate(function.lambda());
			}
			Stmt.FunctionDef definition = Objects.requireNonNull(function.definition());
			return new BodyInterpreter(this.reading, inner).function(definition.body().statements());
		}
		catch (PythonSyntaxException ex) {
			return foreign(arguments, call);
		}
		finally {
			this.reading.leaveCall();
		}
	}

	private boolean bindParameters(Frame inner, Construct.Function function, Arguments arguments) {
		Parameters parameters = function.parameters();
		List<Parameters.Parameter> positional = new ArrayList<>(parameters.positionalOnly());
		positional.addAll(parameters.positional());
		Map<String, PyObject> keywords = new LinkedHashMap<>(arguments.keywords());
		for (int i = 0; i < positional.size(); i++) {
			PyObject given = (i < arguments.positional().size())
					? arguments.positional().get(i)
					: keywords.remove(positional.get(i).name());
			bindParameter(inner, function, positional.get(i), given, arguments.open());
		}
		for (Parameters.Parameter parameter : parameters.keywordOnly()) {
			bindParameter(inner, function, parameter, keywords.remove(parameter.name()), arguments.open());
		}
		Parameters.Parameter variadic = parameters.variadic();
		boolean more = arguments.positional().size() > positional.size();
		if (variadic != null) {
			inner.bind(variadic.name(), arguments.open()
					? PyObject.UNKNOWN
					: sequence(Kind.TUPLE, arguments.from(positional.size()).positional()));
		}
		Parameters.Parameter rest = parameters.variadicKeyword();
		if (rest != null) {
			Construct.Dict dict = new Construct.Dict();
			keywords.forEach((key, value) -> dict.items.put(new PyObject.Str(key), value));
			dict.open = arguments.open();
			inner.bind(rest.name(), dict);
		}
		return (variadic != null || !more) && (rest != null || keywords.isEmpty());
	}

	private void bindParameter(Frame inner, Construct.Function function, Parameters.Parameter parameter,
			@Nullable PyObject given, boolean open) {
		PyObject value = PyObject.UNKNOWN;
		if (given != null) {
			value = given;
		}
		else if (parameter.defaultValue() != null && !open) {
			value = new OperationEvaluator(this.reading, new Frame(function.module(), function.closure()))
					.evaluate(parameter.defaultValue());
		}
		inner.bind(parameter.name(), value);
	}

	private PyObject instance(Construct.PyClass definition, Arguments arguments, Expr.Call call) {
		List<PyObject> members = members(definition);
		if (members != null && arguments.positional().size() == 1) {
			PyObject value = arguments.positional().getFirst();
			for (PyObject member : members) {
				if (member instanceof Construct.EnumMember one && one.value().equals(value)) {
					return one;
				}
			}
		}
		if (arguments.hasLive()) {
			return foreign(arguments, call);
		}
		return new Construct.Foreign(definition.definition().name());
	}

	/** Returns the members of an enum class, {@code null} if it is none or they are not known. */
	private @Nullable List<PyObject> members(Construct.PyClass definition) {
		boolean enumeration = definition.definition().bases().stream().anyMatch((base) -> {
			String text = base.text();
			return text.endsWith("Enum") || text.endsWith("Flag");
		});
		if (!enumeration) {
			return null;
		}
		boolean string = definition.definition()
				.bases()
				.stream()
				.anyMatch((base) -> base.text().endsWith("StrEnum") || base.text().equals("str")
						|| base.text().endsWith("StringEnum"));
		OperationEvaluator evaluator = new OperationEvaluator(this.reading,
				new Frame(definition.module(), definition.closure()));
		List<PyObject> members = new ArrayList<>();
		for (Stmt statement : definition.definition().body().statements()) {
			boolean member = statement instanceof Stmt.Assign assign && assign.targets().size() == 1
					&& assign.targets().getFirst() instanceof Expr.Name name && !name.id().startsWith("_");
			if (member) {
				Stmt.Assign assign = (Stmt.Assign) statement;
				String name = ((Expr.Name) assign.targets().getFirst()).id();
				PyObject value = evaluator.evaluate(assign.value());
				boolean auto = assign.value().text().endsWith("auto()");
				members.add(new Construct.EnumMember(name,
						auto
								? string
										? new PyObject.Str(name.toLowerCase(Locale.ROOT))
										: new PyObject.Int(members.size() + 1L)
								: value,
						string));
			}
		}
		return members;
	}

	private PyObject member(Construct.PyClass definition, String name) {
		List<PyObject> members = members(definition);
		if (members != null) {
			for (PyObject member : members) {
				if (member instanceof Construct.EnumMember one && one.name().equals(name)) {
					return one;
				}
			}
		}
		return PyObject.UNKNOWN;
	}

	private PyObject classAttribute(Construct.PyClass definition, String name) {
		PyObject member = member(definition, name);
		if (!(member instanceof PyObject.Unknown)) {
			return member;
		}
		if (name.equals("__members__") && members(definition) != null) {
			Construct.Dict dict = new Construct.Dict();
			for (PyObject each : Objects.requireNonNull(members(definition))) {
				dict.items.put(new PyObject.Str(((Construct.EnumMember) each).name()), each);
			}
			return dict;
		}
		if (name.equals("__name__")) {
			return new PyObject.Str(definition.definition().name());
		}
		if (name.equals("__table__")) {
			String table = Texts.plain(classAttribute(definition, "__tablename__"));
			return (table != null)
					? new Construct.TableConstruct(ObjectName.of(table), List.of(), false, null)
					: new Construct.Expression(true);
		}
		for (Stmt statement : definition.definition().body().statements()) {
			if (statement instanceof Stmt.Assign assign && assign.targets().size() == 1
					&& assign.targets().getFirst() instanceof Expr.Name target && target.id().equals(name)) {
				return new OperationEvaluator(this.reading, new Frame(definition.module(), definition.closure()))
						.evaluate(assign.value());
			}
		}
		// An attribute of a mapped class is an expression of SQLAlchemy, one of another class is not known.
		return new Construct.Method(definition, name);
	}

	private PyObject method(Construct.Method method, Arguments arguments, Expr.Call call) {
		PyObject receiver = method.receiver();
		String name = method.name();
		return switch (receiver) {
			case PyObject.Str str -> text(str.value(), name, arguments);
			case Construct.PartialText partial -> text(partial.text(), name, arguments);
			case Construct.Dict dict -> dict(dict, name, arguments);
			case PyObject.Sequence sequence -> sequence(sequence, name, arguments);
			case Construct.Batch batch -> this.operations.call(name, arguments, batch, call);
			case Live live -> liveCall(live, name, arguments, call);
			case Construct.TableConstruct table -> this.operations.table(table, name, call);
			case Construct.MetaData metadata -> this.operations.metadata(metadata, name, call);
			case Construct.Type type -> this.operations.type(type, name, arguments, call);
			case Construct.Sql sql -> sql;
			case CatalogList _,CatalogItem _ -> PyObject.UNKNOWN;
			case PyObject.Unknown _ when executes(call) -> this.operations.call("execute", arguments, null, call);
			case PyObject.Unknown _ -> arguments.hasLive() ? foreign(arguments, call) : PyObject.UNKNOWN;
			case Construct.PyClass definition -> classMethod(definition, name, arguments, call);
			default -> {
				if (arguments.hasLive()) {
					yield foreign(arguments, call);
				}
				yield PyObject.UNKNOWN;
			}
		};
	}

	private PyObject classMethod(Construct.PyClass definition, String name, Arguments arguments, Expr.Call call) {
		for (Stmt statement : definition.definition().body().statements()) {
			if (statement instanceof Stmt.FunctionDef function && function.name().equals(name)
					&& function.decorators().size() == 1) {
				String decorator = function.decorators().getFirst().text();
				List<PyObject> given = new ArrayList<>(arguments.positional());
				if (decorator.equals("classmethod")) {
					given.addFirst(definition);
				}
				if (decorator.equals("classmethod") || decorator.equals("staticmethod")) {
					return function(
							new Construct.Function(function.parameters(), function, null, definition.module(),
									definition.closure()),
							new Arguments(given, arguments.keywords(), arguments.open()), call);
				}
			}
		}
		return arguments.hasLive() ? foreign(arguments, call) : PyObject.UNKNOWN;
	}

	private PyObject text(String text, String name, Arguments arguments) {
		String first = arguments.text(0, "");
		return switch (name) {
			case "format" -> format(text, arguments);
			case "lower" -> Texts.of(text.toLowerCase(Locale.ROOT));
			case "upper" -> Texts.of(text.toUpperCase(Locale.ROOT));
			case "strip" -> arguments.positional().isEmpty() ? Texts.of(text.strip()) : PyObject.UNKNOWN;
			case "lstrip" -> arguments.positional().isEmpty() ? Texts.of(text.stripLeading()) : PyObject.UNKNOWN;
			case "rstrip" -> arguments.positional().isEmpty() ? Texts.of(text.stripTrailing()) : PyObject.UNKNOWN;
			case "startswith" -> (first != null && text.indexOf(SqlReader.HOLE) < 0)
					? new PyObject.Bool(text.startsWith(first))
					: PyObject.UNKNOWN;
			case "endswith" -> (first != null && text.indexOf(SqlReader.HOLE) < 0)
					? new PyObject.Bool(text.endsWith(first))
					: PyObject.UNKNOWN;
			case "replace" -> {
				String to = arguments.text(1, "");
				yield (first != null && to != null && !first.isEmpty() && this.reading.effort.admits(text.length())
						&& (long) text.length() * Math.max(1, to.length()) < 10_000_000L)
								? Texts.of(text.replace(first, to))
								: PyObject.UNKNOWN;
			}
			case "split" -> {
				boolean plain = first != null && !first.isEmpty() && arguments.positional().size() == 1;
				List<PyObject> parts = new ArrayList<>();
				if (plain && first != null) {
					for (String part : text.split(Pattern.quote(first), -1)) {
						parts.add(Texts.of(part));
					}
				}
				else if (arguments.positional().isEmpty() && !text.isBlank()) {
					for (String part : text.strip().split("\\s+")) {
						parts.add(Texts.of(part));
					}
				}
				yield parts.isEmpty() ? PyObject.UNKNOWN : sequence(Kind.LIST, parts);
			}
			case "splitlines" -> sequence(Kind.LIST, text.lines().map(Texts::of).toList());
			case "join" -> {
				List<PyObject> items = arguments.positional().isEmpty()
						? null
						: items(arguments.positional().getFirst());
				if (items == null) {
					yield new Construct.PartialText(String.valueOf(SqlReader.HOLE));
				}
				StringBuilder out = new StringBuilder();
				for (PyObject item : items) {
					String shown = Texts.shown(item);
					out.append(out.isEmpty() ? "" : text).append(shown);
					if (out.length() > LONGEST || !this.reading.effort.admits(shown.length())) {
						yield PyObject.UNKNOWN;
					}
				}
				yield Texts.of(out.toString());
			}
			default -> PyObject.UNKNOWN;
		};
	}

	/** Python: {@code "{} {name}".format(...)}. */
	private PyObject format(String text, Arguments arguments) {
		StringBuilder out = new StringBuilder();
		int next = 0;
		int i = 0;
		while (i < text.length()) {
			char c = text.charAt(i);
			boolean doubled = i + 1 < text.length() && text.charAt(i + 1) == c;
			if ((c == '{' || c == '}') && doubled) {
				out.append(c);
				i += 2;
			}
			else if (c == '{') {
				int end = text.indexOf('}', i);
				if (end < 0) {
					return PyObject.UNKNOWN;
				}
				String field = text.substring(i + 1, end);
				PyObject value = PyObject.UNKNOWN;
				if (field.isEmpty()) {
					value = (next < arguments.positional().size()) ? arguments.positional().get(next) : value;
					next++;
				}
				else if (field.length() < 4 && field.chars().allMatch(Character::isDigit)) {
					int index = Integer.parseInt(field);
					value = (index < arguments.positional().size()) ? arguments.positional().get(index) : value;
				}
				else {
					value = arguments.keywords().getOrDefault(field, PyObject.UNKNOWN);
				}
				String shown = Texts.shown(value);
				out.append(shown);
				i = end + 1;
				if (out.length() > LONGEST || !this.reading.effort.admits(shown.length())) {
					return PyObject.UNKNOWN;
				}
			}
			else {
				out.append(c);
				i++;
			}
		}
		return Texts.of(out.toString());
	}

	private PyObject dict(Construct.Dict dict, String name, Arguments arguments) {
		PyObject first = arguments.positional().isEmpty() ? PyObject.UNKNOWN : arguments.positional().getFirst();
		return switch (name) {
			case "items" -> dict.open
					? PyObject.UNKNOWN
					: sequence(Kind.LIST, dict.items.entrySet()
							.stream()
							.map((entry) -> sequence(Kind.TUPLE, List.of(entry.getKey(), entry.getValue())))
							.toList());
			case "keys" -> dict.open ? PyObject.UNKNOWN : sequence(Kind.LIST, List.copyOf(dict.items.keySet()));
			case "values" -> dict.open ? PyObject.UNKNOWN : sequence(Kind.LIST, List.copyOf(dict.items.values()));
			case "get" -> {
				PyObject otherwise = (arguments.positional().size() > 1)
						? arguments.positional().get(1)
						: PyObject.None.NONE;
				boolean known = !dict.open && Texts.plain(first) != null;
				yield known ? dict.items.getOrDefault(first, otherwise) : PyObject.UNKNOWN;
			}
			case "copy" -> {
				Construct.Dict copy = new Construct.Dict();
				merge(copy, dict);
				yield copy;
			}
			default -> {
				dict.open = true;
				yield PyObject.UNKNOWN;
			}
		};
	}

	private PyObject sequence(PyObject.Sequence sequence, String name, Arguments arguments) {
		boolean certain = this.reading.conditionCount() == 0;
		List<PyObject> more = arguments.positional().size() == 1 ? items(arguments.positional().getFirst()) : null;
		switch (name) {
			case "append" -> {
				this.reading.effort.spend(1);
				if (certain && !sequence.escaped() && arguments.positional().size() == 1
						&& sequence.items().size() < MOST_ITEMS) {
					sequence.items().add(arguments.positional().getFirst());
				}
				else {
					loosen(sequence, arguments.positional());
				}
			}
			case "extend" -> {
				if (certain && !sequence.escaped() && more != null
						&& sequence.items().size() + more.size() < MOST_ITEMS) {
					sequence.items().addAll(more);
				}
				else if (more != null) {
					loosen(sequence, more);
				}
				else {
					this.reading.loose.remove(sequence);
					sequence.escape();
				}
			}
			case "index", "count", "copy" -> {
				return name.equals("copy") ? sequence(sequence.kind(), sequence.items()) : PyObject.UNKNOWN;
			}
			default -> {
				this.reading.loose.remove(sequence);
				sequence.escape();
			}
		}
		return PyObject.None.NONE;
	}

	/** Adds elements that a list may have from here on, or not. */
	void loosen(PyObject.Sequence sequence, List<PyObject> more) {
		boolean known = !sequence.escaped() || this.reading.loose.contains(sequence);
		sequence.escape();
		if (known && sequence.items().size() + more.size() < MOST_ITEMS) {
			this.reading.effort.spend(more.size());
			sequence.items().addAll(more);
			this.reading.loose.add(sequence);
		}
		else {
			this.reading.loose.remove(sequence);
		}
	}

	private PyObject liveCall(Live live, String name, Arguments arguments, Expr.Call call) {
		return switch (live.kind()) {
			case INSPECTOR -> inspector(name, arguments);
			case RESULT -> PyObject.UNKNOWN;
			case CONTEXT -> switch (name) {
				case "autocommit_block" -> new Live(Live.Kind.AUTOCOMMIT);
				case "begin_transaction" -> new Live(Live.Kind.TRANSACTION);
				case "execute" -> this.operations.call("execute", arguments, null, call);
				case "get_context" -> live;
				default -> PyObject.UNKNOWN;
			};
			case DIALECT -> switch (name) {
				case "has_table" -> {
					String table = arguments.text(1, "table_name");
					yield (table == null)
							? PyObject.UNKNOWN
							: new Construct.Cond(new Condition.Exists(Condition.Kind.TABLE, null,
									new ObjectName(arguments.text(2, "schema"), table)));
				}
				default -> PyObject.UNKNOWN;
			};
			default -> switch (name) {
				case "execute", "scalar", "scalars", "exec_driver_sql", "exec" -> {
					this.operations.call("execute", arguments, null, call);
					yield new Live(Live.Kind.RESULT);
				}
				case "begin", "begin_nested", "connect", "execution_options", "get_bind", "connection", "sync_session",
						"__enter__" ->
					name.startsWith("begin") ? new Live(Live.Kind.TRANSACTION) : new Live(Live.Kind.BIND);
				case "run_sync" -> {
					if (arguments.positional().isEmpty()) {
						yield PyObject.UNKNOWN;
					}
					List<PyObject> given = new ArrayList<>(arguments.positional());
					given.set(0, new Live(Live.Kind.BIND));
					yield call(arguments.positional().getFirst(),
							new Arguments(given, arguments.keywords(), arguments.open()), call);
				}
				default -> PyObject.UNKNOWN;
			};
		};
	}

	private PyObject inspector(String name, Arguments arguments) {
		boolean ofTables = name.equals("get_table_names") || name.equals("get_view_names")
				|| name.equals("get_sequence_names");
		String schema = arguments.text(ofTables ? 0 : 1, "schema");
		String table = ofTables ? null : arguments.text(0, "table_name");
		ObjectName owner = (table != null) ? new ObjectName(schema, table) : null;
		return switch (name) {
			case "has_table" -> (table == null)
					? PyObject.UNKNOWN
					: new Construct.Cond(
							new Condition.Exists(Condition.Kind.TABLE, null, new ObjectName(schema, table)));
			case "has_index" -> {
				String index = arguments.text(1, "index_name");
				yield (owner == null || index == null)
						? PyObject.UNKNOWN
						: new Construct.Cond(new Condition.Exists(Condition.Kind.INDEX, owner, ObjectName.of(index)));
			}
			case "get_table_names" -> new CatalogList(Condition.Kind.TABLE, null, schema, true);
			case "get_view_names" -> new CatalogList(Condition.Kind.VIEW, null, schema, true);
			case "get_sequence_names" -> new CatalogList(Condition.Kind.SEQUENCE, null, schema, true);
			case "get_enums" -> new CatalogList(Condition.Kind.ENUM, null, schema, false);
			case "get_columns" -> (owner == null)
					? PyObject.UNKNOWN
					: new CatalogList(Condition.Kind.COLUMN, owner, null, false);
			case "get_indexes" -> (owner == null)
					? PyObject.UNKNOWN
					: new CatalogList(Condition.Kind.INDEX, owner, null, false);
			case "get_unique_constraints", "get_foreign_keys", "get_check_constraints" ->
				(owner == null) ? PyObject.UNKNOWN : new CatalogList(Condition.Kind.CONSTRAINT, owner, null, false);
			default -> PyObject.UNKNOWN;
		};
	}

}

package ai.backend.dbstatus.alembic.operation.reader;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import ai.backend.dbstatus.alembic.operation.reader.Construct.CatalogList;
import ai.backend.dbstatus.alembic.python.evaluation.Evaluator;
import ai.backend.dbstatus.alembic.python.evaluation.PyObject;
import ai.backend.dbstatus.alembic.python.evaluation.PyObject.Sequence.Kind;
import ai.backend.dbstatus.alembic.python.syntax.Expr;

/**
 * Python's built-in functions.
 */
final class Builtins {

	/** Functions that never change a schema. */
	private static final Set<String> HARMLESS = Set.of("print", "len", "isinstance", "issubclass", "hasattr",
			"next", "iter", "max", "min", "sum", "abs", "int", "float", "bytes", "repr", "hash", "id", "type", "filter",
			"map", "round", "divmod", "ord", "chr", "hex", "object", "super", "open", "input", "vars", "callable",
			"frozenset", "format", "Exception", "ValueError", "RuntimeError", "KeyError", "unicode", "long",
			"basestring",
			"bool", "setattr", "delattr", "any", "all", "xrange");

	private final Elements elements;

	private final Attributes attributes;

	private final Functions functions;

	Builtins(Elements elements, Attributes attributes, Functions functions) {
		this.elements = elements;
		this.attributes = attributes;
		this.functions = functions;
	}

	PyObject call(String name, Arguments arguments, Expr.Call call) {
		PyObject first = arguments.positional().isEmpty() ? PyObject.UNKNOWN : arguments.positional().getFirst();
		List<PyObject> items = this.elements.of(first);
		return switch (name) {
			case "dict" -> {
				Construct.Dict dict = new Construct.Dict();
				if (!arguments.positional().isEmpty()) {
					CollectionMethods.merge(dict, first);
				}
				arguments.keywords().forEach((key, value) -> dict.items.put(new PyObject.Str(key), value));
				dict.open |= arguments.open();
				yield dict;
			}
			case "list", "tuple", "set", "sorted", "reversed", "frozenset" -> {
				if (first instanceof CatalogList) {
					yield first;
				}
				if (arguments.positional().isEmpty()) {
					yield PyObject.Sequence.of(name.equals("tuple") ? Kind.TUPLE : Kind.LIST, List.of());
				}
				if (items == null
						|| (name.equals("sorted")
								&& !Objects.equals(Texts.list(PyObject.Sequence.of(Kind.LIST, items)), null)
								&& arguments.keywords().containsKey("key"))) {
					yield PyObject.UNKNOWN;
				}
				List<PyObject> made = name.equals("reversed") ? items.reversed() : items;
				yield PyObject.Sequence.of(name.equals("tuple") ? Kind.TUPLE : Kind.LIST, made);
			}
			case "len" -> (items != null)
					? new PyObject.Int(items.size())
					: (first instanceof PyObject.Str str)
							? new PyObject.Int(str.value().length())
							: PyObject.UNKNOWN;
			case "str" -> Texts.of(Texts.shown(first));
			case "range" -> range(arguments.positional());
			case "enumerate" -> {
				if (items == null || arguments.positional().size() > 1 || !arguments.keywords().isEmpty()) {
					yield PyObject.UNKNOWN;
				}
				List<PyObject> pairs = new ArrayList<>();
				for (int i = 0; i < items.size(); i++) {
					pairs.add(PyObject.Sequence.of(Kind.TUPLE, List.of(new PyObject.Int(i), items.get(i))));
				}
				yield PyObject.Sequence.of(Kind.LIST, pairs);
			}
			case "map" -> {
				List<PyObject> given = (arguments.positional().size() == 2)
						? this.elements.of(arguments.positional().getLast())
						: null;
				if (given == null || !(first instanceof Construct.Function function)) {
					yield PyObject.UNKNOWN;
				}
				yield PyObject.Sequence.of(Kind.LIST, given.stream()
						.map((item) -> this.functions.call(function, new Arguments(List.of(item), Map.of(), false),
								call))
						.toList());
			}
			case "zip" -> zip(arguments.positional());
			case "any", "bool" -> {
				if (first instanceof Construct.Cond) {
					yield first;
				}
				if (items != null && name.equals("any")) {
					PyObject any = new PyObject.Bool(false);
					for (PyObject item : items) {
						any = Boolean.FALSE.equals(Evaluator.truth(item))
								? any
								: Boolean.TRUE.equals(Evaluator.truth(item))
										? new PyObject.Bool(true)
										: Conditions.combine(item, false, any);
					}
					yield any;
				}
				Boolean truth = name.equals("bool") ? Evaluator.truth(first) : null;
				yield (truth != null) ? new PyObject.Bool(truth) : PyObject.UNKNOWN;
			}
			case "getattr" -> {
				String attribute = arguments.text(1, "name");
				yield (attribute != null) ? this.attributes.attribute(first, attribute) : new Construct.Foreign("");
			}
			default -> HARMLESS.contains(name) && !name.equals("map")
					? PyObject.UNKNOWN
					: new Construct.Foreign("");
		};
	}

	private static PyObject range(List<PyObject> arguments) {
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
		return PyObject.Sequence.of(Kind.LIST, items);
	}

	private PyObject zip(List<PyObject> arguments) {
		int size = Integer.MAX_VALUE;
		List<List<PyObject>> lists = new ArrayList<>();
		for (PyObject argument : arguments) {
			List<PyObject> items = this.elements.of(argument);
			if (items == null) {
				return PyObject.UNKNOWN;
			}
			lists.add(items);
			size = Math.min(size, items.size());
		}
		List<PyObject> rows = new ArrayList<>();
		for (int i = 0; i < size && !lists.isEmpty(); i++) {
			int at = i;
			rows.add(PyObject.Sequence.of(Kind.TUPLE, lists.stream().map((list) -> list.get(at)).toList()));
		}
		return PyObject.Sequence.of(Kind.LIST, rows);
	}

}

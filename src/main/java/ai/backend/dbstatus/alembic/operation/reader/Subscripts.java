package ai.backend.dbstatus.alembic.operation.reader;

import java.util.List;

import ai.backend.dbstatus.alembic.operation.reader.Construct.CatalogItem;
import ai.backend.dbstatus.alembic.python.evaluation.PyObject;

/**
 * {@code object[key]} and {@code object[from:to]}.
 */
final class Subscripts {

	private final Elements elements;

	private final PythonClasses classes;

	Subscripts(Reading reading, Elements elements) {
		this.elements = elements;
		this.classes = new PythonClasses(reading);
	}

	PyObject item(PyObject receiver, PyObject key) {
		return switch (receiver) {
			case Construct.Dict dict -> dict.open
					? PyObject.UNKNOWN
					: dict.items.getOrDefault(key, PyObject.UNKNOWN);
			case PyObject.Sequence sequence when key instanceof PyObject.Int index -> item(sequence, index.value());
			case PyObject.Str str when key instanceof PyObject.Int index && index.value() >= 0
					&& index.value() < str.value().length() ->
				new PyObject.Str(str.value().substring((int) index.value(), (int) index.value() + 1));
			case CatalogItem item when !item.name() && "name".equals(Texts.plain(key)) ->
				new CatalogItem(item.list(), true);
			case Construct.PyClass enumeration when Texts.plain(key) != null -> this.classes.member(enumeration,
					String.valueOf(Texts.plain(key)));
			case Construct.Expression expression -> expression;
			case Construct.Type type -> type;
			case PyObject.Module module -> module;
			default -> PyObject.UNKNOWN;
		};
	}

	private PyObject item(PyObject.Sequence sequence, long index) {
		List<PyObject> items = this.elements.of(sequence);
		if (items == null) {
			return PyObject.UNKNOWN;
		}
		long at = (index < 0) ? items.size() + index : index;
		return (at >= 0 && at < items.size()) ? sequence.items().get((int) at) : PyObject.UNKNOWN;
	}

	PyObject slice(PyObject receiver, long from, long to) {
		if (receiver instanceof PyObject.Str str) {
			int size = str.value().length();
			int first = bound(from, size);
			return new PyObject.Str(str.value().substring(first, Math.max(first, bound(to, size))));
		}
		if (!(receiver instanceof PyObject.Sequence sequence)) {
			return PyObject.UNKNOWN;
		}
		List<PyObject> items = this.elements.of(sequence);
		if (items == null) {
			return PyObject.UNKNOWN;
		}
		int first = bound(from, items.size());
		return PyObject.Sequence.of(sequence.kind(),
				items.subList(first, Math.max(first, bound(to, items.size()))));
	}

	private static int bound(long index, int size) {
		return (int) Math.max(0, Math.min(size, (index < 0) ? size + index : index));
	}

}

package ai.backend.dbstatus.alembic.operation.reader;

import java.util.List;

import ai.backend.dbstatus.alembic.python.evaluation.PyObject;
import ai.backend.dbstatus.alembic.python.evaluation.PyObject.Sequence.Kind;

/**
 * Methods of lists, tuples, sets and dictionaries.
 */
final class CollectionMethods {

	private static final int MOST_ITEMS = 10_000;

	private final Reading reading;

	private final Elements elements;

	CollectionMethods(Reading reading, Elements elements) {
		this.reading = reading;
		this.elements = elements;
	}

	PyObject dict(Construct.Dict dict, String name, Arguments arguments) {
		PyObject first = arguments.positional().isEmpty() ? PyObject.UNKNOWN : arguments.positional().getFirst();
		return switch (name) {
			case "items" -> dict.open
					? PyObject.UNKNOWN
					: PyObject.Sequence.of(Kind.LIST, dict.items.entrySet()
							.stream()
							.map((entry) -> PyObject.Sequence.of(Kind.TUPLE, List.of(entry.getKey(), entry.getValue())))
							.toList());
			case "keys" ->
				dict.open ? PyObject.UNKNOWN : PyObject.Sequence.of(Kind.LIST, List.copyOf(dict.items.keySet()));
			case "values" ->
				dict.open ? PyObject.UNKNOWN : PyObject.Sequence.of(Kind.LIST, List.copyOf(dict.items.values()));
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

	PyObject sequence(PyObject.Sequence sequence, String name, Arguments arguments) {
		boolean certain = this.reading.conditionCount() == 0;
		List<PyObject> more = arguments.positional().size() == 1
				? this.elements.of(arguments.positional().getFirst())
				: null;
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
				return name.equals("copy") ? PyObject.Sequence.of(sequence.kind(), sequence.items()) : PyObject.UNKNOWN;
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

	/** Python: {@code dict.update(value)}. */
	static void merge(Construct.Dict dict, PyObject value) {
		if (value instanceof Construct.Dict other) {
			dict.items.putAll(other.items);
			dict.open |= other.open;
		}
		else {
			dict.open = true;
		}
	}

}

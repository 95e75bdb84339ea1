package ai.backend.dbstatus.alembic.operation.reader;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import ai.backend.dbstatus.alembic.operation.sql.SqlReader;
import ai.backend.dbstatus.alembic.python.evaluation.Effort;
import ai.backend.dbstatus.alembic.python.evaluation.PyObject;
import ai.backend.dbstatus.alembic.python.evaluation.PyObject.Sequence.Kind;

/**
 * Methods of texts, of which a part may not be known, and {@code format % values}.
 */
final class TextMethods {

	/** No text that is made is longer. */
	static final int LONGEST = 100_000;

	private final Effort effort;

	private final Elements elements;

	TextMethods(Effort effort, Elements elements) {
		this.effort = effort;
		this.elements = elements;
	}

	PyObject call(String text, String name, Arguments arguments) {
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
				yield (first != null && to != null && !first.isEmpty() && this.effort.admits(text.length())
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
					for (String part : text.strip().split("\\s+", -1)) {
						parts.add(Texts.of(part));
					}
				}
				yield parts.isEmpty() ? PyObject.UNKNOWN : PyObject.Sequence.of(Kind.LIST, parts);
			}
			case "splitlines" -> PyObject.Sequence.of(Kind.LIST, text.lines().map(Texts::of).toList());
			case "join" -> {
				List<PyObject> items = arguments.positional().isEmpty()
						? null
						: this.elements.of(arguments.positional().getFirst());
				if (items == null) {
					yield new Construct.PartialText(String.valueOf(SqlReader.HOLE));
				}
				StringBuilder out = new StringBuilder();
				for (PyObject item : items) {
					String shown = Texts.shown(item);
					out.append(out.isEmpty() ? "" : text).append(shown);
					if (out.length() > LONGEST || !this.effort.admits(shown.length())) {
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
				if (out.length() > LONGEST || !this.effort.admits(shown.length())) {
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

	/** Python: {@code format % values}, where not all values are known. */
	static PyObject percent(String format, PyObject argument) {
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

}

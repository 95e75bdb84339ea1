package ai.backend.dbstatus.alembic.config;

import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import ai.backend.dbstatus.alembic.config.InvalidConfigException.Problem;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.toml.TomlFactory;
import tools.jackson.dataformat.toml.TomlReadFeature;

/**
 * The table {@code [tool.alembic]} of a {@code pyproject.toml}. Every string in it, also within arrays and tables, goes
 * through Python's {@code %} operator when it is read.
 */
final class TomlTable {

	/** The format alone: a mapper would bring along all that it takes to make Java objects of it. */
	private static final TomlFactory FACTORY = new TomlFactory();

	private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

	private final String name;

	private final JsonNode table;

	private final Map<String, Integer> lines;

	private final Map<String, String> variables;

	private TomlTable(String name, JsonNode table, Map<String, Integer> lines, Map<String, String> variables) {
		this.name = name;
		this.table = table;
		this.lines = lines;
		this.variables = variables;
	}

	/**
	 * A file that is not there: the table is empty.
	 */
	static TomlTable absent(String name) {
		return new TomlTable(name, NODES.objectNode(), Map.of(), Map.of());
	}

	/**
	 * Reads the text of a file; without the table it is as if the table were empty.
	 *
	 * @param name what messages call the file
	 * @param text the text
	 * @param variables what {@code %(name)s} can refer to
	 * @throws InvalidConfigException if the text is no TOML, or {@code tool} or {@code tool.alembic} is no table
	 */
	static TomlTable parse(String name, String text, Map<String, String> variables) {
		JsonNode table = read(name, text);
		for (String key : List.of("tool", "alembic")) {
			table = table.has(key) ? table.get(key) : NODES.objectNode();
			if (!table.isObject()) {
				throw new InvalidConfigException(Problem.BAD_VALUE, new ConfigOrigin(name, null, key),
						"[tool.alembic] must be a table.");
			}
		}
		return new TomlTable(name, table, lines(text), variables);
	}

	private static JsonNode read(String name, String text) {
		try (JsonParser parser = FACTORY.createParser(new WithTimes(), text)) {
			parser.nextToken();
			return node(parser);
		}
		catch (JacksonException ex) {
			throw new InvalidConfigException(Problem.PARSING, new ConfigOrigin(name, line(ex.getLocation()), null),
					"this is not valid TOML.");
		}
		catch (DateTimeException ex) {
			throw new InvalidConfigException(Problem.PARSING, new ConfigOrigin(name, null, null),
					"this is not valid TOML: it has an impossible date or time.");
		}
	}

	private static JsonNode node(JsonParser parser) {
		return switch (parser.currentToken()) {
			case START_OBJECT -> {
				ObjectNode object = NODES.objectNode();
				for (String key = parser.nextName(); key != null; key = parser.nextName()) {
					parser.nextToken();
					object.set(key, node(parser));
				}
				yield object;
			}
			case START_ARRAY -> {
				ArrayNode array = NODES.arrayNode();
				while (parser.nextToken() != JsonToken.END_ARRAY) {
					array.add(node(parser));
				}
				yield array;
			}
			case VALUE_STRING -> NODES.stringNode(parser.getString());
			case VALUE_NUMBER_INT -> NODES.numberNode(parser.getBigIntegerValue());
			case VALUE_NUMBER_FLOAT -> NODES.numberNode(parser.getDoubleValue());
			case VALUE_TRUE, VALUE_FALSE -> NODES.booleanNode(parser.getBooleanValue());
			default -> NODES.pojoNode(parser.getEmbeddedObject());
		};
	}

	/**
	 * The line of a fault. The parser notices some only at the line end after it.
	 */
	private static @Nullable Integer line(@Nullable TokenStreamLocation location) {
		if (location == null || location.getLineNr() < 1) {
			return null;
		}
		return location.getColumnNr() == 1 ? Math.max(1, location.getLineNr() - 1) : location.getLineNr();
	}

	/**
	 * The lines of options that are written as most people write them; the parser does not tell.
	 */
	private static Map<String, Integer> lines(String text) {
		Map<String, Integer> lines = new HashMap<>();
		boolean inTable = false;
		int number = 0;
		for (String line : (Iterable<String>) text.lines()::iterator) {
			number++;
			String content = line.strip();
			if (content.startsWith("[")) {
				inTable = content.replace(" ", "").startsWith("[tool.alembic]");
			}
			int equals = content.indexOf('=');
			if (inTable && equals > 0) {
				lines.putIfAbsent(content.substring(0, equals).strip(), number);
			}
		}
		return lines;
	}

	boolean has(String key) {
		return this.table.has(key);
	}

	/**
	 * A string, or {@code null} if there is none.
	 */
	@Nullable
	String string(String key) {
		JsonNode value = this.table.get(key);
		if (value == null) {
			return null;
		}
		if (!value.isString()) {
			throw fault(key, "must be a string.");
		}
		return format(key, value.stringValue());
	}

	/**
	 * A boolean; {@code false} if there is none.
	 */
	boolean flag(String key) {
		JsonNode value = this.table.get(key);
		if (value != null && !value.isBoolean()) {
			throw fault(key, "must be true or false, without quotes.");
		}
		return value != null && value.booleanValue();
	}

	/**
	 * An array of strings, or {@code null} if there is none. A single string is taken for the array of its characters,
	 * as Python does.
	 */
	@Nullable
	List<String> strings(String key) {
		JsonNode value = this.table.get(key);
		if (value == null) {
			return null;
		}
		if (value.isString()) {
			return format(key, value.stringValue()).codePoints().mapToObj(Character::toString).toList();
		}
		if (!value.isArray() || !value.valueStream().allMatch(JsonNode::isString)) {
			throw fault(key, "must be an array of strings.");
		}
		List<String> strings = new ArrayList<>();
		value.forEach((element) -> strings.add(format(key, element.stringValue())));
		return strings;
	}

	/**
	 * Whether the value is a single string where Alembic wants an array.
	 */
	boolean isString(String key) {
		JsonNode value = this.table.get(key);
		return value != null && value.isString();
	}

	/**
	 * Complains as Alembic does about a value that it reads but that means nothing here: a number, a boolean, a string,
	 * or an array or a table of strings.
	 */
	void check(String key) {
		JsonNode value = this.table.get(key);
		if (value == null || value.isIntegralNumber() || value.isBoolean()) {
			return;
		}
		Stream<JsonNode> strings = value.isContainer()
				? value.valueStream().flatMap(TomlTable::strings)
				: Stream.of(value);
		strings.forEach((string) -> {
			if (!string.isString()) {
				throw fault(key, "has a type that Alembic does not support.");
			}
			format(key, string.stringValue());
		});
	}

	private static Stream<JsonNode> strings(JsonNode element) {
		return element.isObject() ? element.valueStream() : Stream.of(element);
	}

	/**
	 * Complains as Alembic does about a value that is no array of tables that have a certain string.
	 */
	void checkTables(String key, String required) {
		JsonNode value = this.table.get(key);
		if (value != null
				&& !(value.isArray() && value.valueStream().allMatch((element) -> element.path(required).isString()))) {
			throw fault(key, "must be an array of tables, each with a '%s'.".formatted(required));
		}
		check(key);
	}

	/**
	 * Complains as Alembic does about a value that is no number, nor a string that Python can turn into one.
	 */
	void checkNumber(String key) {
		check(key);
		JsonNode value = this.table.get(key);
		if (value != null && (value.isContainer() || (value.isString() && !PythonText.isInt(value.stringValue())))) {
			throw fault(key, "must be a number.");
		}
	}

	private String format(String key, String value) {
		try {
			return PythonFormat.format(value, this.variables);
		}
		catch (PythonFormat.FormatException ex) {
			throw new InvalidConfigException(ex.problem(), origin(key), ex.getMessage());
		}
	}

	/**
	 * Where an option stands.
	 */
	ConfigOrigin origin(String key) {
		return new ConfigOrigin(this.name, this.lines.get(key), key);
	}

	InvalidConfigException fault(String key, String message) {
		return new InvalidConfigException(Problem.BAD_VALUE, origin(key), message);
	}

	/**
	 * Has dates and times told from strings, and impossible ones refused. The factory's own features do not count.
	 */
	private static final class WithTimes extends ObjectReadContext.Base {

		@Override
		public int getFormatReadFeatures(int defaults) {
			return defaults | TomlReadFeature.PARSE_JAVA_TIME.getMask();
		}

	}

}

package ai.backend.dbstatus.web.openapi;

import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * Makes schemas of the records that are written as JSON. Every component of a record is a property that is always there;
 * one that is {@link Nullable} may be {@code null}.
 */
final class ApiSchemas {

	private static final Map<Class<?>, Map<String, Object>> SIMPLE = Map.of(String.class, Map.of("type", "string"),
			boolean.class, Map.of("type", "boolean"), Boolean.class, Map.of("type", "boolean"), int.class,
			Map.of("type", "integer", "format", "int32"),
			Integer.class, Map.of("type", "integer", "format", "int32"), long.class,
			Map.of("type", "integer", "format", "int64"), Long.class, Map.of("type", "integer", "format", "int64"),
			Instant.class,
			Map.of("type", "string", "format", "date-time"));

	private final Map<Class<?>, String> names;

	private final Map<String, Object> schemas = new TreeMap<>();

	private final Deque<Class<?>> open = new ArrayDeque<>();

	private final Set<Class<?>> seen = new HashSet<>();

	private ApiSchemas(Map<Class<?>, String> names) {
		this.names = names;
	}

	/**
	 * The schemas of records, and of all that they refer to, by name.
	 * @param names the records, and what else has another name than its own
	 */
	static Map<String, Object> of(Map<Class<?>, String> names) {
		ApiSchemas schemas = new ApiSchemas(names);
		names.keySet().forEach(schemas::reference);
		while (!schemas.open.isEmpty()) {
			Class<?> type = schemas.open.remove();
			if (schemas.schemas.put(schemas.name(type), schemas.schema(type)) != null) {
				throw new IllegalStateException("Two types have the name " + schemas.name(type));
			}
		}
		return schemas.schemas;
	}

	private String name(Class<?> type) {
		return this.names.getOrDefault(type, type.getSimpleName());
	}

	private Map<String, Object> reference(Class<?> type) {
		if (this.seen.add(type)) {
			this.open.add(type);
		}
		return Map.of("$ref", "#/components/schemas/" + name(type));
	}

	private Map<String, Object> schema(Class<?> type) {
		if (type.isEnum()) {
			return Map.of("type", "string", "enum",
					Arrays.stream(type.getEnumConstants()).map(Object::toString).toList());
		}
		Map<String, Object> properties = new LinkedHashMap<>();
		for (RecordComponent component : type.getRecordComponents()) {
			properties.put(component.getName(), schema(component.getAnnotatedType()));
		}
		return Map.of("type", "object", "properties", properties, "required", List.copyOf(properties.keySet()));
	}

	private Map<String, Object> schema(AnnotatedType annotated) {
		Map<String, Object> schema = new LinkedHashMap<>(schemaOfType(annotated));
		if (annotated.isAnnotationPresent(Nullable.class)) {
			if (schema.get("type") instanceof String type) {
				schema.put("type", List.of(type, "null"));
			}
			else {
				return Map.of("anyOf", List.of(schema, Map.of("type", "null")));
			}
		}
		return schema;
	}

	private Map<String, Object> schemaOfType(AnnotatedType annotated) {
		Type type = annotated.getType();
		if (annotated instanceof AnnotatedParameterizedType parameterized
				&& type instanceof ParameterizedType generic) {
			AnnotatedType[] arguments = parameterized.getAnnotatedActualTypeArguments();
			return (generic.getRawType() == Map.class)
					? Map.of("type", "object", "additionalProperties", schema(arguments[1]))
					: Map.of("type", "array", "items", schema(arguments[0]));
		}
		Class<?> raw = (Class<?>) type;
		Map<String, Object> simple = SIMPLE.get(raw);
		return (simple != null) ? simple : reference(raw);
	}

}

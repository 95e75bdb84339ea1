package ai.backend.dbstatus.web.openapi;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

import ai.backend.dbstatus.status.report.Reason;
import ai.backend.dbstatus.status.report.Status;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What generators of clients need of the description: one type for each schema, no schema without a name, all that is always
 * there required, and an example of every answer. {@code src/test/clients/run} compiles the clients.
 */
class ApiClientTests {

	/** What only a problem has where it applies. */
	private static final Set<String> WITH_OPTIONAL_MEMBERS = Set.of("ProblemDetail", "ArchiveProblem");

	private final JsonNode description = new JsonMapper().valueToTree(ApiDescription.read());

	@Test
	void everyObjectSaysWhichPropertiesAreAlwaysThere() {
		this.description.path("components").path("schemas").forEachEntry((name, schema) -> {
			if (schema.path("type").asString("").equals("object") && !WITH_OPTIONAL_MEMBERS.contains(name)) {
				assertThat(strings(schema.path("required"))).as(name)
						.containsExactlyInAnyOrderElementsOf(schema.path("properties").propertyNames());
			}
		});
	}

	@Test
	void everySchemaHasOneType() {
		walk("", this.description.path("components").path("schemas"), (path, schema) -> {
			if (schema.path("type").isArray()) {
				assertThat(strings(schema.path("type"))).as(path).hasSize(2).contains("null");
			}
			if (schema.has("anyOf")) {
				assertThat(schema.path("anyOf").size()).as(path).isEqualTo(2);
				assertThat(schema.path("anyOf").path(1).path("type").asString()).as(path).isEqualTo("null");
			}
			assertThat(schema.propertyNames()).as(path).doesNotContain("oneOf", "allOf", "not");
		});
	}

	@Test
	void noAnswerHasASchemaWithoutAName() {
		walk("", this.description.path("paths"), (path, node) -> {
			JsonNode schema = node.path("schema");
			if (path.contains("/content/") && path.endsWith("json") && !schema.isMissingNode()) {
				assertThat(schema.propertyNames()).as(path).containsExactly("$ref");
			}
		});
	}

	@Test
	void whatCanBeExpectedIsAnEnum() {
		JsonNode expect = this.description.at("/components/parameters/expect");
		assertThat(expect.at("/schema/items/$ref").asString()).isEqualTo("#/components/schemas/Expectation");
		assertThat(strings(this.description.at("/components/schemas/Expectation/enum")))
				.containsExactlyInAnyOrderElementsOf(
						Stream.<Enum<?>>concat(Arrays.stream(Status.values()), Arrays.stream(Reason.values()))
								.map(Enum::name)
								.toList());
	}

	/** Swagger UI writes the example of a parameter into its field, and sends it. */
	@Test
	void noParameterThatMayBeLeftOutIsFilledIn() {
		walk("", this.description, (path, node) -> {
			if (node.has("in") && !node.path("required").asBoolean(false)) {
				assertThat(node.propertyNames()).as(path).doesNotContain("example", "examples");
			}
		});
	}

	@Test
	void theTokenIsASecurityScheme() {
		assertThat(this.description.at("/components/securitySchemes/token/scheme").asString()).isEqualTo("bearer");
		assertThat(this.description.path("security").toString()).isEqualTo("[{},{\"token\":[]}]");
		operations((path, operation) -> assertThat(operation.path("responses").propertyNames()).as(path)
				.contains("401"));
	}

	@Test
	void everyResourceHasAnExampleThatIsOne() {
		operations((path, operation) -> {
			JsonNode json = operation.path("responses").path("200").path("content").path("application/json");
			if (!json.isMissingNode()) {
				assertThat(json.has("example") || json.has("examples")).as("%s has an example", path).isTrue();
			}
			if (json.has("example")) {
				assertThat(schema(json.path("schema")).validate(json.path("example"))).as(path).isEmpty();
			}
		});
	}

	@Test
	void anExampleThatLacksSomethingIsNone() {
		JsonNode json = this.description
				.at("/paths/~1components~1{name}~1badge/get/responses/200/content/application~1json");
		ObjectNode example = (ObjectNode) json.path("example").deepCopy();
		assertThat(schema(json.path("schema")).validate(example.without("label"))).isNotEmpty();
	}

	private void operations(BiConsumer<String, JsonNode> each) {
		this.description.path("paths")
				.forEachEntry((path, item) -> Stream.of("get", "post")
						.filter(item::has)
						.forEach((method) -> each.accept(method + " " + path, item.path(method))));
	}

	private static void walk(String path, JsonNode node, BiConsumer<String, JsonNode> each) {
		if (node.isObject()) {
			each.accept(path, node);
			node.forEachEntry((name, child) -> {
				if (!name.startsWith("example")) {
					walk(path + "/" + name, child, each);
				}
			});
		}
		else if (node.isArray()) {
			node.forEach((child) -> walk(path, child, each));
		}
	}

	private static Set<String> strings(JsonNode array) {
		List<String> strings = array.valueStream().map(JsonNode::asString).toList();
		return new TreeSet<>(strings);
	}

	/** A schema of the description, strict: no further properties. */
	private Schema schema(JsonNode schema) {
		ObjectNode root = ((ObjectNode) schema).deepCopy();
		JsonNode components = this.description.path("components").deepCopy();
		components.path("schemas").forEach((each) -> {
			if (each.has("properties")) {
				((ObjectNode) each).put("additionalProperties", false);
			}
		});
		root.set("components", components);
		return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(root);
	}

}

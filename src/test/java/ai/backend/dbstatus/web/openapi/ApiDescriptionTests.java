package ai.backend.dbstatus.web.openapi;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import ai.backend.dbstatus.status.report.Status;
import ai.backend.dbstatus.testsupport.EventStream;
import ai.backend.dbstatus.testsupport.Http;
import ai.backend.dbstatus.testsupport.SampleDatabases;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the description of the API against what the service does.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class ApiDescriptionTests {

	private static final List<String> COMPONENTS = List.of("manager", "accountmgr", "appproxy", "billing", "reports",
			"archive", "nobody");

	private static final List<String> REVISIONS = List.of("head", "heads", "nosuch", "e91a3c7f5b04");

	private static final List<String> QUERIES = List.of("", "?format=json", "?format=nosuch", "?nosuch=1");

	@Autowired
	private RequestMappingHandlerMapping requestMappingHandlerMapping;

	@LocalServerPort
	private int port;

	private Http http;

	private JsonNode description;

	@DynamicPropertySource
	static void samples(DynamicPropertyRegistry registry) {
		SampleDatabases.start().properties().forEach((key, value) -> registry.add(key, () -> value));
	}

	@BeforeEach
	void read() {
		this.http = new Http(this.port);
		this.description = this.http.json("/v3/api-docs");
	}

	@Test
	void everyResourceIsDescribed() {
		assertThat(new TreeSet<>(this.description.path("paths").propertyNames())).isEqualTo(resources());
	}

	private TreeSet<String> resources() {
		return this.requestMappingHandlerMapping.getHandlerMethods()
				.entrySet()
				.stream()
				.filter((entry) -> isResource(entry.getValue()))
				.flatMap((entry) -> paths(entry.getKey()))
				.filter((path) -> !path.endsWith("/"))
				.collect(Collectors.toCollection(TreeSet::new));
	}

	private static boolean isResource(HandlerMethod method) {
		String type = method.getBeanType().getPackageName();
		return type.startsWith("ai.backend.dbstatus.web.") && !type.endsWith(".page") && !type.endsWith(".problem")
				&& !type.endsWith(".openapi");
	}

	private static Stream<String> paths(RequestMappingInfo mapping) {
		return mapping.getPatternValues().stream();
	}

	@Test
	void everyResourceTakesTheParametersThatAreDescribed() {
		this.description.path("paths").forEachEntry((path, item) -> {
			List<String> described = parameters(item.path("get"))
					.filter((each) -> each.path("in").asString().equals("query"))
					.map((each) -> each.path("name").asString())
					.sorted()
					.toList();
			JsonNode problem = this.http.json(concrete(path, "manager", "head") + "?nosuch=");
			assertThat(problem.path("parameters").valueStream().map(JsonNode::asString)).as(path)
					.containsExactlyElementsOf(described);
		});
	}

	private Stream<JsonNode> parameters(JsonNode operation) {
		return operation.path("parameters").valueStream().map(this::resolve);
	}

	@Test
	void everyAnswerIsAsDescribed() {
		List<String> validated = new ArrayList<>();
		this.description.path("paths").forEachEntry((template, item) -> {
			for (String path : concrete(template)) {
				if (!template.equals("/events") || path.endsWith("nosuch=1")) {
					HttpResponse<String> answer = this.http.get(path, "Accept", "*/*");
					assertIsDescribed(path, answer, item.path("get").path("responses"));
					validated.add(answer.statusCode() + " " + template);
				}
			}
		});
		assertThat(validated).contains("200 /db-status", "503 /components/{name}/db-status",
				"404 /components/{name}/revisions/{id}", "503 /components/{name}/db-status", "400 /events",
				"200 /components/{name}/graph", "400 /components");
	}

	private static List<String> concrete(String template) {
		return COMPONENTS.stream()
				.flatMap((component) -> REVISIONS.stream().map((revision) -> concrete(template, component, revision)))
				.distinct()
				.flatMap((path) -> QUERIES.stream().map((query) -> path + query))
				.toList();
	}

	private static String concrete(String template, String component, String revision) {
		return template.replace("{name}", component).replace("{id}", revision).replace("{tenant}", "tenant_1");
	}

	private void assertIsDescribed(String path, HttpResponse<String> answer, JsonNode responses) {
		String code = String.valueOf(answer.statusCode());
		assertThat(responses.propertyNames()).as(path).contains(code);
		JsonNode contents = resolve(responses.path(code)).path("content");
		String type = answer.headers().firstValue("Content-Type").orElse("").replaceFirst(";.*", "");
		assertThat(contents.propertyNames()).as(path + " " + code).contains(type);
		if (type.endsWith("json")) {
			assertThat(schema(contents.path(type).path("schema")).validate(new JsonMapper().readTree(answer.body())))
					.as(path + " " + code)
					.isEmpty();
		}
	}

	@Test
	void everyEventIsAsDescribed() throws IOException {
		try (EventStream stream = new EventStream(this.port, "/events")) {
			JsonNode content = this.description.path("paths")
					.path("/events")
					.path("get")
					.path("responses")
					.path("200")
					.path("content");
			Schema schema = schema(content.path("text/event-stream").path("schema"));
			for (int i = 0; i < 6; i++) {
				assertThat(schema.validate(stream.next().data())).isEmpty();
			}
		}
	}

	@Test
	void everyExampleIsAReport() {
		Schema schema = schema(new JsonMapper().readTree("""
				{"$ref": "#/components/schemas/StatusReport"}"""));
		JsonNode examples = this.description.path("components").path("examples");
		assertThat(examples.size()).isEqualTo(Status.values().length);
		examples.forEachEntry((name, example) -> assertThat(schema.validate(example.path("value"))).as(name).isEmpty());
	}

	@Test
	void aReportThatLacksAFieldIsNone() {
		Schema schema = schema(new JsonMapper().readTree("""
				{"$ref": "#/components/schemas/StatusReport"}"""));
		ObjectNode report = (ObjectNode) this.http.json("/components/manager/db-status");
		assertThat(schema.validate(report.deepCopy().without("details"))).hasSize(1);
		assertThat(schema.validate(report.deepCopy().put("nosuch", 1))).hasSize(1);
		assertThat(schema.validate(report.deepCopy().putNull("summary"))).hasSize(1);
	}

	/** Words without anything that they are of, and parts without words, are both told. */
	@Test
	void everythingHasWords() {
		JsonNode schemas = this.description.path("components").path("schemas");
		assertThat(schemas.size()).isGreaterThan(20);
		schemas.forEachEntry((name, schema) -> {
			assertThat(schema.propertyNames()).as(name).contains("description", "type");
			schema.path("properties")
					.forEachEntry((property, part) -> assertThat(part.propertyNames()).as(name + "." + property)
							.contains("description")
							.containsAnyOf("type", "$ref", "anyOf"));
		});
		this.description.path("paths").forEach((item) -> {
			assertThat(item.path("get").propertyNames()).contains("operationId", "summary", "tags");
			assertThat(parameters(item.path("get"))).allMatch((parameter) -> parameter.has("description"));
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "/v3/api-docs", "/v3/api-docs.yaml" })
	void theDescriptionHasATag(String path) {
		String tag = this.http.get(path).headers().firstValue("ETag").orElseThrow();
		assertThat(this.http.get(path, "If-None-Match", tag).statusCode()).isEqualTo(304);
	}

	@Test
	void swaggerUiShowsThisDescription() {
		assertThat(this.http.get("/swagger-ui.html").headers().firstValue("Location"))
				.contains("swagger-ui/index.html");
		assertThat(this.http.get("/swagger-ui/index.html").body()).contains("./swagger-initializer.js");
		assertThat(this.http.get("/swagger-ui/swagger-initializer.js").body()).contains("../v3/api-docs");
		assertThat(this.http.get("/swagger-ui/swagger-ui-bundle.js").statusCode()).isEqualTo(200);
		assertThat(this.http.get("/swagger-ui/index.html").headers().firstValue("Content-Security-Policy").orElse(""))
				.contains("script-src 'self'");
	}

	private JsonNode resolve(JsonNode node) {
		return node.has("$ref") ? this.description.at(node.path("$ref").asString().substring(1)) : node;
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

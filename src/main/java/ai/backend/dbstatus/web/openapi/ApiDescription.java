package ai.backend.dbstatus.web.openapi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import ai.backend.dbstatus.alembic.operation.schema.SchemaObject;
import ai.backend.dbstatus.alembic.source.archive.ArchiveException;
import ai.backend.dbstatus.graph.Edge;
import ai.backend.dbstatus.plan.Plan;
import ai.backend.dbstatus.plan.Transactions;
import ai.backend.dbstatus.plan.finding.LockMode;
import ai.backend.dbstatus.schema.SchemaEvidence;
import ai.backend.dbstatus.status.history.RevisionState;
import ai.backend.dbstatus.status.report.Reason;
import ai.backend.dbstatus.status.report.SchemaItem;
import ai.backend.dbstatus.status.report.Scripts;
import ai.backend.dbstatus.status.report.Status;
import ai.backend.dbstatus.web.badge.Badge;
import ai.backend.dbstatus.web.changes.ChangesResource;
import ai.backend.dbstatus.web.component.ComponentResource;
import ai.backend.dbstatus.web.graph.GraphResource;
import ai.backend.dbstatus.web.history.HistoryResource;
import ai.backend.dbstatus.web.history.KnownState;
import ai.backend.dbstatus.web.history.RevisionResource;
import ai.backend.dbstatus.web.plan.FindingResource;
import ai.backend.dbstatus.web.plan.LockResource;
import ai.backend.dbstatus.web.plan.OperationResource;
import ai.backend.dbstatus.web.plan.PlanResource;
import ai.backend.dbstatus.web.plan.StepResource;
import ai.backend.dbstatus.web.plan.TableResource;
import ai.backend.dbstatus.web.refs.RefResource;
import ai.backend.dbstatus.web.report.DivergenceResource;
import ai.backend.dbstatus.web.report.MigrationResource;
import ai.backend.dbstatus.web.report.NeedResource;
import ai.backend.dbstatus.web.report.ReportResource;
import ai.backend.dbstatus.web.report.ReportsResource;
import ai.backend.dbstatus.web.report.ScriptsResource;
import ai.backend.dbstatus.web.report.TenantsSummary;
import ai.backend.dbstatus.web.schema.RevisionEvidenceResource;
import ai.backend.dbstatus.web.schema.SchemaResource;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

import org.springframework.core.io.ClassPathResource;

/**
 * The description of the API in OpenAPI's form. Its words stand in {@code openapi/openapi.yaml}, its examples of reports
 * beside them, and what its schemas consist of is taken from the records that are written.
 */
final class ApiDescription {

	/** The schemas whose names are not those of the records, and with them all that are not found by a reference. */
	private static final Map<Class<?>, String> SCHEMAS = Map.ofEntries(Map.entry(ReportResource.class, "StatusReport"),
			Map.entry(ReportsResource.class, "StatusReports"), Map.entry(HistoryResource.class, "RevisionHistory"),
			Map.entry(RevisionResource.class, "RevisionDetails"), Map.entry(GraphResource.class, "RevisionGraph"),
			Map.entry(GraphResource.Node.class, "GraphRevision"),
			Map.entry(KnownState.class, "RevisionState"),
			Map.entry(RevisionState.class, "GraphRevisionState"),
			Map.entry(GraphResource.Branch.class, "GraphBranch"),
			Map.entry(DivergenceResource.class, "Divergence"), Map.entry(MigrationResource.class, "Migration"),
			Map.entry(MigrationResource.BlockerResource.class, "Blocker"), Map.entry(Edge.Kind.class, "EdgeKind"),
			Map.entry(ComponentResource.class, "Component"), Map.entry(ComponentResource.All.class, "Components"),
			Map.entry(ComponentResource.UnusedFile.class, "UnusedFile"),
			Map.entry(SchemaResource.class, "SchemaEvidence"), Map.entry(SchemaItem.class, "SchemaObject"),
			Map.entry(SchemaObject.Kind.class, "SchemaObjectKind"), Map.entry(SchemaEvidence.Fit.class, "SchemaFit"),
			Map.entry(ArchiveException.Problem.class, "ArchiveReason"),
			Map.entry(RevisionEvidenceResource.class, "RevisionEvidence"),
			Map.entry(PlanResource.class, "Plan"), Map.entry(Plan.Direction.class, "PlanDirection"),
			Map.entry(Transactions.Mode.class, "TransactionMode"), Map.entry(FindingResource.class, "Finding"),
			Map.entry(PlanResource.EffectCount.class, "EffectCount"), Map.entry(StepResource.class, "PlanStep"),
			Map.entry(StepResource.NotKnownResource.class, "NotKnown"),
			Map.entry(OperationResource.class, "PlannedOperation"), Map.entry(LockResource.class, "Lock"),
			Map.entry(LockMode.Blocks.class, "Blocks"), Map.entry(TableResource.class, "TableSize"),
			Map.entry(ChangesResource.class, "Changes"), Map.entry(TenantsSummary.TenantResource.class, "Tenant"),
			Map.entry(TenantsSummary.Page.class, "TenantPage"),
			Map.entry(ChangesResource.ChangeResource.class, "Change"),
			Map.entry(Badge.class, "Badge"), Map.entry(NeedResource.class, "Need"),
			Map.entry(ScriptsResource.class, "Scripts"), Map.entry(Scripts.Source.class, "ScriptsSource"),
			Map.entry(RefResource.class, "Ref"), Map.entry(RefResource.All.class, "Refs"));

	/** The description is our own, and many answers are alike. */
	private static final int MOST_ALIASES = 500;

	private ApiDescription() {
	}

	/**
	 * The description, as maps and lists.
	 */
	static Map<String, Object> read() {
		Map<String, Object> description = yaml("openapi.yaml");
		merge(child(child(description, "components"), "schemas"), ApiSchemas.of(SCHEMAS));
		child(child(child(description, "components"), "schemas"), "Expectation").put("enum", expectations());
		Map<String, Object> examples = child(child(description, "components"), "examples");
		for (Status status : Status.values()) {
			examples.put(status.name(),
					Map.of("summary", status.displayName(), "value", yaml(status.name() + ".json")));
		}
		child(description, "paths").values().forEach((path) -> operations(path).forEach(ApiDescription::complete));
		return description;
	}

	/** What {@code expect} takes. */
	private static List<String> expectations() {
		return Stream.<Enum<?>>concat(Arrays.stream(Status.values()), Arrays.stream(Reason.values()))
				.map(Enum::name)
				.toList();
	}

	private static Stream<Map<String, Object>> operations(Object path) {
		return Stream.of("get", "post").filter(((Map<?, ?>) path)::containsKey).map((method) -> child(path, method));
	}

	/** What every operation has: the answer to those without the token, and an example of its answer. */
	private static void complete(Map<String, Object> operation) {
		Map<String, Object> responses = new LinkedHashMap<>(child(operation, "responses"));
		responses.put("401", Map.of("$ref", "#/components/responses/NoToken"));
		Map<String, Object> answer = new LinkedHashMap<>(child(responses, "200"));
		Map<String, Object> content = new LinkedHashMap<>(child(answer, "content"));
		Map<String, Object> json = new LinkedHashMap<>(child(content, "application/json"));
		Object example = example(String.valueOf(child(json, "schema").get("$ref")).replaceFirst(".*/", ""));
		if (example != null) {
			json.put("example", example);
			content.put("application/json", json);
			answer.put("content", content);
			responses.put("200", answer);
		}
		operation.put("responses", responses);
	}

	/** The example of a schema; {@code null} where there is none, as of a report, of which there is one a status. */
	private static @Nullable Object example(String schema) {
		if (schema.equals("StatusReports")) {
			return Map.of("status", Status.BEHIND.name(), "components",
					List.of(yaml(Status.BEHIND + ".json"), yaml(Status.UP_TO_DATE + ".json")));
		}
		String file = "examples/" + schema + ".json";
		return new ClassPathResource("openapi/" + file).exists() ? yaml(file) : null;
	}

	/** JSON is YAML. */
	private static Map<String, Object> yaml(String file) {
		try (InputStream stream = new ClassPathResource("openapi/" + file).getInputStream()) {
			LoaderOptions options = new LoaderOptions();
			options.setMaxAliasesForCollections(MOST_ALIASES);
			return new Yaml(new SafeConstructor(options)).load(stream);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void merge(Map<String, Object> words, Map<?, ?> structure) {
		structure.forEach((key, value) -> {
			if (value instanceof Map<?, ?> inner) {
				merge(child(words, key.toString()), inner);
			}
			else {
				words.put(key.toString(), value);
			}
		});
	}

	@SuppressWarnings("unchecked")
	private static Map<String, Object> child(Object parent, String key) {
		return (Map<String, Object>) ((Map<String, Object>) parent).computeIfAbsent(key, (_) -> new LinkedHashMap<>());
	}

}

package ai.backend.dbstatus.metrics;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import ai.backend.dbstatus.status.report.Status;
import ai.backend.dbstatus.testsupport.WatchedService;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The files for Prometheus and Grafana, against what the service exposes, and against Prometheus' own tool where it is
 * installed.
 */
class ObservabilityFilesTests extends WatchedService {

	private static final Path PROMETHEUS = Path.of("src/main/observability/prometheus").toAbsolutePath();

	private static final Path DASHBOARD = Path.of("src/main/observability/grafana/db-status.json");

	private static final Pattern METRIC = Pattern.compile("\\bdbstatus_\\w+");

	private Set<String> exposed;

	@BeforeEach
	void scrape() {
		this.http.get("/components/db-status");
		this.exposed = new TreeSet<>();
		this.http.get("/actuator/prometheus").body().lines().filter((line) -> !line.startsWith("#")).forEach((line) -> {
			if (METRIC.matcher(line).lookingAt()) {
				this.exposed.add(line.split("[{ ]", 2)[0]);
			}
		});
	}

	@Test
	void theMetersAreExposedUnderTheseNames() {
		assertThat(this.exposed).containsExactly("dbstatus_check_seconds_count", "dbstatus_check_seconds_max",
				"dbstatus_check_seconds_sum", "dbstatus_heads", "dbstatus_last_check_time_seconds",
				"dbstatus_migration_blocked", "dbstatus_migration_running",
				"dbstatus_revisions_pending", "dbstatus_status");
		assertThat(this.http.get("/actuator/prometheus").body())
				.contains("\ndbstatus_status{component=\"manager\",status=\"BEHIND\"} 1.0\n")
				.contains("\ndbstatus_revisions_pending{component=\"manager\"} 2.0\n")
				.contains("\ndbstatus_revisions_pending{component=\"archive\"} NaN\n");
	}

	@ParameterizedTest
	@ValueSource(strings = { "prometheus/db-status.rules.yml", "prometheus/db-status.rules.test.yml",
			"grafana/db-status.json" })
	void everyMetricThatIsAskedForIsExposed(String file) throws IOException {
		String text = Files.readString(Path.of("src/main/observability", file));
		Set<String> asked = new TreeSet<>(METRIC.matcher(text).results().map((found) -> found.group()).toList());
		assertThat(asked).isNotEmpty().isSubsetOf(this.exposed);
	}

	@ParameterizedTest
	@ValueSource(strings = { "check rules db-status.rules.yml", "check config prometheus.yml",
			"test rules db-status.rules.test.yml" })
	void prometheusAcceptsTheFiles(String command) throws Exception {
		promtool(PROMETHEUS, command);
	}

	/** Grafana's variables stand for text; with some in their place, the expressions have to be PromQL. */
	@Test
	void prometheusAcceptsTheExpressionsOfTheDashboard(@TempDir Path directory) throws Exception {
		StringBuilder rules = new StringBuilder("groups:\n- name: dashboard\n  rules:\n");
		List<String> expressions = expressions();
		for (int i = 0; i < expressions.size(); i++) {
			String expression = expressions.get(i)
					.replaceAll("\\$(job|instance|component)", ".*")
					.replace("$__rate_interval", "1m");
			rules.append("  - record: panel:").append(i).append("\n    expr: '").append(expression).append("'\n");
		}
		Files.writeString(directory.resolve("dashboard.yml"), rules);
		promtool(directory, "check rules dashboard.yml");
	}

	@Test
	void theDashboardShowsStatusPendingAndCheckTime() throws IOException {
		assertThat(String.join("\n", expressions())).contains("dbstatus_status", "dbstatus_revisions_pending",
				"dbstatus_check_seconds_sum", "dbstatus_check_seconds_max", "dbstatus_last_check_time_seconds");
	}

	@ParameterizedTest
	@EnumSource(value = Status.class, names = "UP_TO_DATE", mode = EnumSource.Mode.EXCLUDE)
	void everyStatusHasAnAlertAndItsPlaceOnTheDashboard(Status status) throws IOException {
		assertThat(Files.readString(PROMETHEUS.resolve("db-status.rules.yml")))
				.contains("status=\"%s\"".formatted(status));
		assertThat(expressions().getFirst()).contains("status=\"%s\"} *".formatted(status));
	}

	@Test
	void theDashboardTellsJobsAndInstancesApart() throws IOException {
		assertThat(expressions()).allSatisfy((expression) -> {
			assertThat(METRIC.matcher(expression).results()).hasSize(
					expression.split("job=~\"\\$job\", instance=~\"\\$instance\"", -1).length - 1);
			assertThat(expression).contains("by (job, component)");
		});
		assertThat(new JsonMapper().readTree(Files.readString(DASHBOARD))
				.at("/templating/list")
				.findValuesAsString("name"))
				.containsExactly("datasource", "job", "instance", "component");
	}

	private static List<String> expressions() throws IOException {
		JsonNode dashboard = new JsonMapper().readTree(Files.readString(DASHBOARD));
		List<String> expressions = new ArrayList<>();
		dashboard.path("panels")
				.forEach((panel) -> panel.path("targets")
						.forEach((target) -> expressions.add(target.path("expr").asString())));
		assertThat(expressions).hasSizeGreaterThan(6);
		return expressions;
	}

	private static void promtool(Path directory, String arguments) throws Exception {
		Process process;
		try {
			process = new ProcessBuilder(("promtool " + arguments).split(" ")).directory(directory.toFile())
					.redirectErrorStream(true)
					.start();
		}
		catch (IOException ex) {
			Assumptions.abort("promtool is not installed");
			return;
		}
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor()).as(output).isZero();
		assertThat(output).contains("SUCCESS");
	}

}

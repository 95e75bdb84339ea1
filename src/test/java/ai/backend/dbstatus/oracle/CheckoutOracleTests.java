package ai.backend.dbstatus.oracle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Stream;

import ai.backend.dbstatus.alembic.RevisionHistory;
import ai.backend.dbstatus.alembic.config.ConfigLocation;
import ai.backend.dbstatus.alembic.revision.LocatedState;
import ai.backend.dbstatus.alembic.revision.Revision;
import ai.backend.dbstatus.status.history.RevisionInfo;
import ai.backend.dbstatus.status.report.Findings;
import ai.backend.dbstatus.status.report.Plan;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Compares this service with the Alembic that is installed, on checkouts of projects: heads, history, and the order of an
 * upgrade from twenty states of a SQLite database each. What the scripts import need not be there: it is replaced, so that
 * Alembic can load them.
 * <p>
 * {@code -Ddbstatus.oracle.checkouts=FILE} names a file with a line of JSON for each:
 * {@code {"name": "x", "dir": "/src/x", "ini": "alembic.ini", "python": ["."], "stubs": {"A_CONSTANT": "its value"}}}.
 * The ini file names a SQLite database in {@code dir}, {@code sqlalchemy.url = sqlite:///oracle.db}, which is overwritten.
 */
class CheckoutOracleTests {

	private static final int STATES = 20;

	@Test
	void saysWhatAlembicSaysOfCheckouts() throws Exception {
		String list = System.getProperty("dbstatus.oracle.checkouts");
		assumeTrue(list != null, "No checkouts are named.");
		RealAlembic found = RealAlembic.start().orElse(null);
		assumeTrue(found != null, "There is no Alembic to compare with.");
		List<String> differences = new ArrayList<>();
		try (RealAlembic alembic = found; Service service = new Service()) {
			for (String line : Files.readAllLines(Path.of(list))) {
				new Checkout(alembic, service, RealAlembic.JSON.readTree(line), differences).compare();
			}
		}
		assertThat(differences).isEmpty();
	}

	/**
	 * The comparison of one checkout.
	 */
	private record Checkout(RealAlembic alembic, Service service, JsonNode description, List<String> differences) {

		void compare() throws IOException, SQLException {
			String name = this.description.path("name").asString();
			Path directory = Path.of(this.description.path("dir").asString());
			ConfigLocation location = new ConfigLocation(directory, this.description.path("ini").asString(),
					this.description.path("section").asString("alembic"),
					this.description.path("python").valueStream().map(JsonNode::asString).toList(), null, List.of());
			Service.Answers answers = this.service.of(location);
			JsonNode scripts = this.alembic.ask(question("project"));
			if (scripts.has("error")) {
				this.differences.add(name + ": " + scripts);
				return;
			}
			RevisionHistory history = answers.history();
			equal(name + ": history", texts(scripts.path("history")),
					history.map().history().stream().map(Revision::id).toList());
			List<List<String>> states = states(history);
			ObjectNode question = question("plan");
			question.set("rows", RealAlembic.JSON.valueToTree(states));
			JsonNode plans = this.alembic.ask(question).path("plans");
			int equal = 0;
			int open = 0;
			for (int index = 0; index < states.size(); index++) {
				stamp(directory.resolve("oracle.db"), states.get(index));
				Findings findings = answers.report().findings();
				boolean same = equal(name + ": heads", List.copyOf(new TreeSet<>(texts(scripts.path("heads")))),
						findings.position().headRevisions().stream().map(RevisionInfo::revision).sorted().toList());
				List<String> real = texts(plans.path(index).path("ids"));
				List<String> here = pending(findings);
				if (!((LocatedState) history.map().state(states.get(index))).plan().orderDeterministic()) {
					open++;
					real = real.stream().sorted().toList();
					here = here.stream().sorted().toList();
				}
				equal += equal(name + ": pending from " + states.get(index), real, here) && same ? 1 : 0;
			}
			System.out.printf(
					"%s: %d scripts, %d heads, %d merges, %d with dependencies, %d with labels; %d of %d states "
							+ "equal (%d of an order that Alembic leaves open)%n",
					name, history.map().revisions().size(),
					history.map().heads().size(), scripts.path("merges").asInt(), scripts.path("dependencies").asInt(),
					history.map().revisions().stream().filter((revision) -> !revision.branchLabels().isEmpty()).count(),
					equal, states.size(), open);
		}

		private static List<String> pending(Findings findings) {
			Plan plan = findings.plan();
			return (plan != null) ? plan.pendingRevisions().stream().map(RevisionInfo::revision).toList() : List.of();
		}

		/** No row at all, all heads, and random rows that do not overlap. */
		private List<List<String>> states(RevisionHistory history) {
			SplittableRandom random = new SplittableRandom(1);
			List<Revision> all = history.map().revisions();
			List<List<String>> states = new ArrayList<>();
			states.add(List.of());
			states.add(history.map().realHeads().stream().map(Revision::id).toList());
			while (states.size() < STATES) {
				Set<String> rows = new TreeSet<>();
				for (int more = 1 + random.nextInt(4); more > 0; more--) {
					Set<String> wider = new TreeSet<>(rows);
					wider.add(all.get(random.nextInt(all.size())).id());
					if (history.map().state(List.copyOf(wider)) instanceof LocatedState) {
						rows = wider;
					}
				}
				states.add(List.copyOf(rows));
			}
			return states;
		}

		private static void stamp(Path database, List<String> rows) throws SQLException {
			try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
					Statement statement = connection.createStatement()) {
				for (String table : List.of("alembic_version", "alembic_version_oracle")) {
					statement.execute("create table if not exists " + table + " (version_num varchar(32))");
					statement.execute("delete from " + table);
					try (PreparedStatement insert = connection
							.prepareStatement("insert into " + table + " values (?)")) {
						for (String row : rows) {
							insert.setString(1, row);
							insert.execute();
						}
					}
				}
			}
		}

		private boolean equal(String what, List<String> real, List<String> here) {
			if (real.equals(here)) {
				return true;
			}
			this.differences.add("%s%n  Alembic: %s%n  here:    %s".formatted(what, real, here));
			return false;
		}

		private ObjectNode question(String operation) {
			ObjectNode question = RealAlembic.question(operation)
					.put("dir", this.description.path("dir").asString())
					.put("ini", this.description.path("ini").asString())
					.put("section", this.description.path("section").asString("alembic"));
			question.set("stubs", this.description.has("stubs")
					? this.description.path("stubs")
					: RealAlembic.JSON.createObjectNode());
			return question;
		}

		private static List<String> texts(JsonNode array) {
			return Stream.of(array).flatMap(JsonNode::valueStream).map(JsonNode::asString).toList();
		}

	}

}

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
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import ai.backend.dbstatus.alembic.RevisionHistory;
import ai.backend.dbstatus.alembic.revision.LocatedState;
import ai.backend.dbstatus.alembic.revision.Revision;
import ai.backend.dbstatus.alembic.revision.RowsAfter;
import ai.backend.dbstatus.oracle.GeneratedProject.State;
import ai.backend.dbstatus.status.history.RevisionInfo;
import ai.backend.dbstatus.status.report.CurrentRevision;
import ai.backend.dbstatus.status.report.Findings;
import ai.backend.dbstatus.status.report.Plan;
import ai.backend.dbstatus.status.report.Reason;
import ai.backend.dbstatus.status.report.Status;
import ai.backend.dbstatus.status.report.StatusReport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Asks Alembic and the service the same about one project, in the directory where it is written.
 */
final class Comparison {

	private final RealAlembic alembic;

	private final Service service;

	private final GeneratedProject project;

	private final Path directory;

	private final Counts counts;

	private final List<String> differences = new ArrayList<>();

	Comparison(RealAlembic alembic, Service service, GeneratedProject project, Path directory, Counts counts) {
		this.alembic = alembic;
		this.service = service;
		this.project = project;
		this.directory = directory;
		this.counts = counts;
	}

	/**
	 * Where the two disagree, a line for each answer; empty where they do not.
	 */
	List<String> differences() throws IOException, SQLException {
		write();
		Service.Answers answers = this.service.of(Service.location(this.directory, this.project.layout().section()));
		JsonNode scripts = this.alembic.ask(question("project"));
		this.counts.count("projects");
		Set<Reason> refusals = Refusals.ofScripts(scripts, this.project.scripts().isEmpty());
		if (!refusals.isEmpty()) {
			this.counts.count("broken projects");
			prepare(this.project.states().getFirst());
			Findings findings = answers.report().findings();
			String real = refusals + " " + scripts.path("message").asString("");
			compare("reason", real, refusals.contains(findings.verdict().reason()) ? real : said(findings));
			return this.differences;
		}
		RevisionHistory history = history(answers, scripts);
		if (history != null) {
			compareHistory(history, scripts);
			for (State state : this.project.states()) {
				compareState(state, history, answers);
			}
		}
		return this.differences;
	}

	/**
	 * Compares with what the command itself prints of the heads, and of an upgrade of an empty database.
	 * @return whether this is a project from which much can be learnt: sound, not too small, of one order, and nothing unusual
	 */
	boolean compareWithCommand() throws IOException, SQLException {
		write();
		prepare(new State(null));
		Findings findings = this.service.of(Service.location(this.directory, this.project.layout().section()))
				.report()
				.findings();
		List<String> pending = pending(findings);
		if (pending.size() < 4 || !findings.verdict().warnings().isEmpty()) {
			return false;
		}
		String section = this.project.layout().section();
		assertThat(this.alembic.run(this.directory, Pattern.compile("^(\\S+)"), "-n", section, "heads"))
				.containsExactlyInAnyOrderElementsOf(
						findings.position().headRevisions().stream().map(RevisionInfo::revision).toList());
		List<String> applied = this.alembic.run(this.directory, Pattern.compile("^-- Running upgrade .*-> (\\S+)"),
				"-n",
				section, "upgrade", "heads", "--sql");
		if (this.alembic.number() < 110) {
			// It leaves the load order to the file system.
			assertThat(applied).containsExactlyInAnyOrderElementsOf(pending);
		}
		else {
			assertThat(applied).isEqualTo(pending);
		}
		return true;
	}

	private void write() throws IOException {
		this.project.write(this.directory);
		if (this.project.layout().env() == null) {
			Path env = this.directory.resolve(this.project.layout().scriptLocation()).resolve("env.py");
			this.alembic.ask(RealAlembic.question("env").put("file", env.toString()));
		}
	}

	private @Nullable RevisionHistory history(Service.Answers answers, JsonNode scripts)
			throws IOException, SQLException {
		try {
			return answers.history();
		}
		catch (RuntimeException ex) {
			prepare(this.project.states().getFirst());
			Findings findings = answers.report().findings();
			// Alembic overlooks a cycle that a base and a head lead to: its upgrade then walks in circles, or in some order.
			if (findings.verdict().reason() == Reason.CYCLE && this.project.hasCycle()) {
				this.counts.count("cycles that Alembic overlooks");
			}
			else {
				this.differences.add("Alembic reads %s, but here: %s".formatted(scripts, said(findings)));
			}
			return null;
		}
	}

	private void compareHistory(RevisionHistory history, JsonNode scripts) {
		compare("heads", sorted(texts(scripts.path("heads"))), sorted(ids(history.map().heads())));
		boolean certain = history.map()
				.revisions()
				.stream()
				.allMatch((revision) -> history.map().normalizedDependencies(revision).size() < 2);
		compareOrder("history", texts(scripts.path("history")), ids(history.map().history()), certain);
		for (Revision revision : history.map().revisions()) {
			String doc = scripts.path("docs").path(revision.id()).asString("").lines().findFirst().orElse("").strip();
			compare("description of " + revision.id(), doc,
					Objects.requireNonNullElse(history.script(revision).description(), ""));
			compare("labels of " + revision.id(), sorted(texts(scripts.path("labels").path(revision.id()))),
					sorted(history.map().branchLabels(revision)));
		}
	}

	private void compareState(State state, RevisionHistory history, Service.Answers answers)
			throws IOException, SQLException {
		this.counts.count("states");
		prepare(state);
		Findings before = answers.report().findings();
		JsonNode real = this.alembic.ask(question("upgrade"));
		String at = "from " + state + ": ";
		Reason refusal = Refusals.ofRows(real.path("upgrade"));
		if (refusal != null) {
			this.counts.count("refused states");
			// Where rows are unknown and others overlap, Alembic names the first; here an error goes before UNRECOGNIZED.
			boolean both = refusal == Reason.UNKNOWN_REVISION && before.verdict().reason() == Reason.INCONSISTENT_ROWS
					&& String.valueOf(before.verdict().details()).contains("is not among the migration scripts");
			compare(at + "reason", refusal.toString(),
					both || before.verdict().reason() == refusal ? refusal.toString() : said(before));
			return;
		}
		if (!(history.map().state((state.rows() != null) ? state.rows() : List.of()) instanceof LocatedState located)) {
			this.differences.add(at + "Alembic " + real + ", here " + said(before));
			return;
		}
		compare(at + "current", sorted(texts(real.path("current").path("ids"))),
				sorted(ids(located.effectiveCurrent())));
		List<String> applied = texts(real.path("applied"));
		compare(at + "reason", expected(state, located, history, applied).toString(),
				before.verdict().reason().toString());
		compare(at + "heads", sorted(ids(history.map().heads())),
				sorted(before.position().headRevisions().stream().map(RevisionInfo::revision).toList()));
		List<String> pending = pending(before);
		boolean certain = located.plan().orderDeterministic();
		if (!certain && real.path("upgrade").has("error")) {
			// With a redundant edge, it depends on the order whether the upgrade fails on the way.
			this.counts.count("upgrades that fail on the way, or not, in an order that Alembic leaves open");
			compare(at + "applied until it fails", "pending",
					pending.containsAll(applied) ? "pending" : pending.toString());
			return;
		}
		switch (located.plan().rowsAfter()) {
			case RowsAfter.Rows(List<String> rows) -> {
				compareOrder(at + "pending", applied, pending, certain);
				compare(at + "error", real.path("upgrade").toString(), "{}");
				if (!certain && !sorted(texts(real.path("rows"))).equals(sorted(rows))) {
					this.counts.count("rows that an open order leaves behind");
					return;
				}
				compare(at + "rows after", sorted(texts(real.path("rows"))), sorted(rows));
				compareAfter(at, answers.report(), real);
			}
			case RowsAfter.MissingRows(Revision revision, var _) ->
				compareFailure(at, revision, pending, real, certain);
			case RowsAfter.DuplicateRow(Revision revision, var _) ->
				compareFailure(at, revision, pending, real, certain);
		}
	}

	/** What the service has to say where Alembic upgrades. */
	private Reason expected(State state, LocatedState located, RevisionHistory history, List<String> applied) {
		if (history.map().heads().size() > 1) {
			return Reason.MULTIPLE_HEADS;
		}
		if (state.rows() == null) {
			return Reason.NO_VERSION_TABLE;
		}
		if (located.locations().isEmpty()) {
			return Reason.EMPTY_VERSION_TABLE;
		}
		return applied.isEmpty() ? Reason.AT_HEAD : Reason.PENDING_MIGRATIONS;
	}

	private void compareAfter(String at, StatusReport after, JsonNode real) {
		compare(at + "rows after, read again", sorted(texts(real.path("rows"))),
				sorted(after.position().currentRevisions().stream().map(CurrentRevision::revision).toList()));
		boolean leftBehind = after.reason() == Reason.INCONSISTENT_ROWS;
		boolean settled = after.status() == Status.UP_TO_DATE || after.status() == Status.DIVERGED;
		// A row by a prefix or a label is left behind, and from then on every upgrade fails.
		compare(at + "after the upgrade", "nothing pending",
				leftBehind || (settled && pending(after.findings()).isEmpty())
						? "nothing pending"
						: said(after.findings()));
	}

	/** An upgrade that fails on the way: up to there, the order counts. */
	private void compareFailure(String at, Revision last, List<String> pending, JsonNode real, boolean certain) {
		this.counts.count("upgrades that fail on the way");
		List<String> applied = texts(real.path("applied"));
		if (!certain) {
			return;
		}
		compare(at + "fails with", applied.isEmpty() ? "nothing" : applied.getLast(), last.id());
		compare(at + "pending until it fails", applied.toString(),
				pending.subList(0, Math.min(applied.size(), pending.size())).toString());
		compare(at + "error", "true", String.valueOf(real.path("upgrade").has("error")));
	}

	private void compareOrder(String what, List<String> real, List<String> here, boolean certain) {
		if (!certain) {
			this.counts.count("orders that Alembic leaves open");
			compare(what, sorted(real), sorted(here));
			return;
		}
		this.counts.count("orders");
		compare(what, real.toString(), here.toString());
	}

	private void compare(String what, String real, String here) {
		this.counts.count("answers");
		if (!real.equals(here)) {
			this.differences.add("%s%n  Alembic: %s%n  here:    %s".formatted(what, real, here));
		}
	}

	private ObjectNode question(String operation) {
		ObjectNode question = RealAlembic.question(operation)
				.put("dir", this.directory.toString())
				.put("ini", "alembic.ini")
				.put("section", this.project.layout().section())
				.put("database", this.directory.resolve("app.db").toString())
				.put("table", this.project.layout().table());
		if (this.project.layout().toml() != null) {
			question.put("toml", "pyproject.toml");
		}
		return question;
	}

	/** Makes the database anew. */
	private void prepare(State state) throws IOException, SQLException {
		Path file = this.directory.resolve("app.db");
		Files.deleteIfExists(file);
		try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
				Statement statement = connection.createStatement()) {
			// An empty file would be no database yet.
			statement.execute("pragma user_version = 1");
			if (state.rows() == null) {
				return;
			}
			String table = this.project.layout().table();
			statement.execute("create table " + table + " (version_num varchar(32))");
			try (PreparedStatement insert = connection.prepareStatement("insert into " + table + " values (?)")) {
				for (String row : state.rows()) {
					insert.setString(1, row);
					insert.execute();
				}
			}
		}
	}

	private static List<String> pending(Findings findings) {
		Plan plan = findings.plan();
		return (plan != null) ? plan.pendingRevisions().stream().map(RevisionInfo::revision).toList() : List.of();
	}

	private static String said(Findings findings) {
		return findings.verdict().reason() + ": " + findings.verdict().details();
	}

	private static List<String> ids(List<Revision> revisions) {
		return revisions.stream().map(Revision::id).toList();
	}

	/** A row without a value, as {@code null}, says nothing, and is not listed. */
	private static List<String> texts(JsonNode array) {
		return array.valueStream().filter((node) -> !node.isNull()).map(JsonNode::asString).toList();
	}

	private static String sorted(Iterable<String> ids) {
		Set<String> sorted = new TreeSet<>();
		ids.forEach(sorted::add);
		return sorted.stream().collect(Collectors.joining(", ")).toLowerCase(Locale.ROOT);
	}

}

package ai.backend.dbstatus.web.report;

import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import ai.backend.dbstatus.status.report.Findings;
import ai.backend.dbstatus.status.report.Migration;
import ai.backend.dbstatus.status.report.Need;
import ai.backend.dbstatus.status.report.PlainText;
import ai.backend.dbstatus.status.report.Position;
import ai.backend.dbstatus.status.report.Reason;
import ai.backend.dbstatus.status.report.RecommendedAction;
import ai.backend.dbstatus.status.report.SchemaItem;
import ai.backend.dbstatus.status.report.SchemaState;
import ai.backend.dbstatus.status.report.Scripts;
import ai.backend.dbstatus.status.report.Status;
import ai.backend.dbstatus.status.report.StatusReport;
import ai.backend.dbstatus.status.report.Tenants;

/**
 * A report as text for a terminal. The layout is fixed: people read it, and scripts grep it.
 */
final class TextReport {

	private static final int SHORT_COMMIT = 12;

	/** So many refs are named; JSON has more of them. */
	private static final int MOST_REFS = 3;

	/** So many objects of a schema; JSON has all of them. */
	private static final int MOST_OBJECTS = 10;

	private TextReport() {
	}

	/**
	 * The text of one component's report, with a final newline.
	 */
	static String of(StatusReport report, List<String> needs) {
		return of(report, needs, false);
	}

	/**
	 * The texts of several components' reports, a line of three hyphens between them.
	 */
	static String of(List<StatusReport> reports, List<String> needs) {
		return reports.stream().map((report) -> of(report, needs, true)).collect(Collectors.joining("---\n"));
	}

	private static String of(StatusReport report, List<String> needs, boolean amongOthers) {
		StringBuilder text = new StringBuilder();
		switch (report.status()) {
			case ERROR -> appendError(text, report, amongOthers);
			case DIVERGED -> {
				appendStatus(text, report);
				text.append('\n');
				appendError(text, report, false);
			}
			default -> appendStatus(text, report);
		}
		appendSchema(text, report);
		appendScripts(text, report.findings());
		appendNeeds(text, report.needs(needs));
		appendWarnings(text, report.verdict().warnings());
		return text.toString();
	}

	private static void appendStatus(StringBuilder text, StatusReport report) {
		Status status = report.status();
		Position position = report.position();
		boolean bareIds = (status == Status.DIVERGED || status == Status.UNKNOWN);
		text.append(status.icon()).append(" Database Status: ").append(status.displayName()).append("\n\n");
		text.append("Component: ").append(report.component()).append('\n');
		appendRevisions(text, "Current Revision",
				position.currentRevisions().stream().map(RevisionSummary::of).toList(), bareIds);
		appendRevisions(text, "Head Revision", position.headRevisions().stream().map(RevisionSummary::of).toList(),
				bareIds);
		text.append("\nStatus: ").append(report.verdict().summary()).append('\n');
		appendTenants(text, report);
		appendMigration(text, report);
		RecommendedAction action = report.verdict().recommendedAction();
		if (action != null) {
			text.append("\nRecommended action:\n").append(action.summary()).append('\n');
		}
	}

	/** In the time of this machine, as people there read their clocks and their logs. */
	private static void appendMigration(StringBuilder text, StatusReport report) {
		Migration migration = report.migration();
		if (migration != null) {
			text.append(migration.describe(report.checkedAt(), ZoneId.systemDefault())).append('\n');
		}
	}

	private static void appendRevisions(StringBuilder text, String label, List<RevisionSummary> revisions,
			boolean bareIds) {
		String heading = (revisions.size() > 1) ? label + "s: " : label + ": ";
		text.append("%-18s".formatted(heading));
		if (revisions.isEmpty()) {
			text.append("None");
		}
		boolean several = revisions.size() > 1;
		text.append(revisions.stream()
				.map((revision) -> show(revision, bareIds || several))
				.collect(Collectors.joining(", ")));
		text.append('\n');
	}

	private static String show(RevisionSummary revision, boolean bareId) {
		return PlainText.of((bareId || revision.description() == null)
				? revision.revision()
				: revision.revision() + " (" + revision.description() + ")");
	}

	private static void appendError(StringBuilder text, StatusReport report, boolean withComponent) {
		Reason reason = report.reason();
		text.append(report.status().icon()).append(" Error: ").append(reason.title()).append("\n\n");
		if (withComponent) {
			text.append("Component: ").append(report.component()).append('\n');
		}
		text.append("Details: ").append(report.verdict().explanation()).append('\n');
		if (!report.status().isVerdict()) {
			appendMigration(text, report);
			appendTenants(text, report);
		}
		RecommendedAction action = report.verdict().recommendedAction();
		if (action != null) {
			appendAction(text, action);
		}
	}

	private static void appendTenants(StringBuilder text, StatusReport report) {
		Tenants tenants = report.findings().tenants();
		if (tenants == null) {
			return;
		}
		text.append("\nTenants: ")
				.append(tenants.states().size())
				.append(", ")
				.append(tenants.byStatus()
						.entrySet()
						.stream()
						.map((entry) -> entry.getValue() + " " + entry.getKey().displayName())
						.collect(Collectors.joining(", ")))
				.append('\n');
		tenants.outliers()
				.forEach((tenant) -> text.append("- ")
						.append(tenant.tenant())
						.append(": ")
						.append(tenant.findings().verdict().summary())
						.append('\n'));
	}

	private static void appendAction(StringBuilder text, RecommendedAction action) {
		text.append("\nRecommended actions:\n");
		List<String> steps = action.steps().isEmpty() ? List.of(action.summary()) : action.steps();
		for (int i = 0; i < steps.size(); i++) {
			text.append(i + 1).append(". ").append(steps.get(i)).append('\n');
		}
		if (action.relatedSkill() != null) {
			text.append("\nRelated skill: ").append(action.relatedSkill()).append('\n');
		}
	}

	/** What contradicts, an object a line. */
	private static void appendSchema(StringBuilder text, StatusReport report) {
		SchemaState schema = report.findings().schema();
		if (schema == null) {
			return;
		}
		List<String> lines = Stream
				.concat(schema.missing().stream().map((item) -> line("Missing", item)),
						schema.alreadyThere().stream().map((item) -> line("Already there", item)))
				.toList();
		if (!lines.isEmpty()) {
			text.append('\n');
			lines.stream().limit(MOST_OBJECTS).forEach((line) -> text.append(line).append('\n'));
			if (lines.size() > MOST_OBJECTS) {
				text.append("and ").append(lines.size() - MOST_OBJECTS).append(" more\n");
			}
		}
	}

	private static String line(String what, SchemaItem item) {
		return "%s: %s (%s, %s)".formatted(what, item.label(), item.revision(), item.place());
	}

	private static void appendScripts(StringBuilder text, Findings findings) {
		Scripts scripts = findings.scripts();
		if (!scripts.equals(Scripts.DIRECTORY)) {
			text.append("\nScripts: ").append(switch (scripts.source()) {
				case DIRECTORY -> "directory";
				case ARCHIVE -> "archive";
				case UPLOAD -> "upload";
				case GIT -> (scripts.commit() != null)
						? "%s (commit %s of %s)".formatted(scripts.ref(), scripts.commit().substring(0, SHORT_COMMIT),
								scripts.committedAt())
						: scripts.ref();
			}).append('\n');
		}
		if (!findings.foundIn().isEmpty()) {
			text.append("\nFound in:\n");
			findings.foundIn()
					.forEach((found) -> text.append("- ")
							.append(found.revision())
							.append(": ")
							.append(
									found.refs().isEmpty()
											? "no ref"
											: found.refs().stream().limit(MOST_REFS).collect(Collectors.joining(", ")))
							.append((found.refCount() > MOST_REFS)
									? " and %d more".formatted(found.refCount() - MOST_REFS)
									: "")
							.append(" (commit ")
							.append(found.commit(), 0, SHORT_COMMIT)
							.append(", ")
							.append(found.file())
							.append(")\n"));
		}
	}

	private static void appendNeeds(StringBuilder text, List<Need> needs) {
		if (!needs.isEmpty()) {
			text.append("\nNeeds:\n");
			needs.forEach(
					(need) -> text.append("- ").append(need.revision()).append(": ").append(switch (need.state()) {
						case APPLIED -> "applied";
						case PENDING -> "pending";
						case UNKNOWN -> "not known";
					}).append('\n'));
		}
	}

	private static void appendWarnings(StringBuilder text, List<String> warnings) {
		if (!warnings.isEmpty()) {
			text.append("\nWarnings:\n");
			warnings.forEach((warning) -> text.append("- ").append(warning).append('\n'));
		}
	}

}

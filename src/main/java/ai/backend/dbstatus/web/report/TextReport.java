package ai.backend.dbstatus.web.report;

import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;

import ai.backend.dbstatus.status.report.Migration;
import ai.backend.dbstatus.status.report.PlainText;
import ai.backend.dbstatus.status.report.Position;
import ai.backend.dbstatus.status.report.Reason;
import ai.backend.dbstatus.status.report.RecommendedAction;
import ai.backend.dbstatus.status.report.Status;
import ai.backend.dbstatus.status.report.StatusReport;

/**
 * A report as text for a terminal. The layout is fixed: people read it, and scripts grep it.
 */
final class TextReport {

	private TextReport() {
	}

	/**
	 * The text of one component's report, with a final newline.
	 */
	static String of(StatusReport report) {
		return of(report, false);
	}

	/**
	 * The texts of several components' reports, a line of three hyphens between them.
	 */
	static String of(List<StatusReport> reports) {
		return reports.stream().map((report) -> of(report, true)).collect(Collectors.joining("---\n"));
	}

	private static String of(StatusReport report, boolean amongOthers) {
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
		}
		RecommendedAction action = report.verdict().recommendedAction();
		if (action != null) {
			appendAction(text, action);
		}
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

	private static void appendWarnings(StringBuilder text, List<String> warnings) {
		if (!warnings.isEmpty()) {
			text.append("\nWarnings:\n");
			warnings.forEach((warning) -> text.append("- ").append(warning).append('\n'));
		}
	}

}

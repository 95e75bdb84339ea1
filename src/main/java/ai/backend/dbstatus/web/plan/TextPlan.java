package ai.backend.dbstatus.web.plan;

import java.util.List;
import java.util.stream.Stream;

import ai.backend.dbstatus.plan.Plan;
import ai.backend.dbstatus.plan.PlanSummary;
import ai.backend.dbstatus.status.report.PlainText;
import org.jspecify.annotations.Nullable;

/**
 * A plan as text for a terminal: each step with what matters of it, and what is forbidden; the rest is counted.
 */
final class TextPlan {

	private TextPlan() {
	}

	static String of(PlanResource plan) {
		StringBuilder text = new StringBuilder();
		text.append("Component: ").append(plan.component()).append('\n');
		text.append((plan.direction() == Plan.Direction.UPGRADE) ? "Upgrade" : "Downgrade")
				.append(" from ")
				.append(names(plan.from()))
				.append(" to ")
				.append(names(plan.to()))
				.append(", ")
				.append(plan.server())
				.append("\n\n");
		text.append(shown(plan.summary())).append('\n');
		plan.warnings().forEach((warning) -> text.append("Warning: ").append(shown(warning)).append('\n'));
		if (!plan.forbidden().isEmpty()) {
			text.append(plan.refused().isEmpty()
					? "Allowed: nothing of it is forbidden.\n"
					: "Refused: %s.\n".formatted(forbidden(plan)));
		}
		int number = 0;
		for (StepResource step : plan.steps()) {
			number++;
			text.append('\n');
			step(text, number, step, plan.refused());
		}
		return text.toString();
	}

	static String forbidden(PlanResource plan) {
		int count = plan.refused().size();
		return (count == 1) ? "1 finding is forbidden" : count + " findings are forbidden";
	}

	private static void step(StringBuilder text, int number, StepResource step, List<FindingResource> refused) {
		text.append(number)
				.append(". ")
				.append(step.revision())
				.append((step.description() != null) ? " " + shown(step.description()) : "")
				.append((step.release() != null) ? " (" + shown(step.release()) + ")" : "")
				.append('\n');
		List<FindingResource> all = findings(step);
		all.stream()
				.filter((finding) -> finding.weighty() || refused.contains(finding))
				.forEach((finding) -> finding(text, step, finding, refused.contains(finding)));
		long quiet = all.stream()
				.filter((finding) -> !finding.weighty() && !refused.contains(finding) && finding.accepted() == null)
				.count();
		int operations = step.operations().size();
		text.append("   ")
				.append((operations == 1) ? "1 operation" : operations + " operations")
				.append(quiet > 0
						? ", %s of no weight: locks for a moment, or empty tables"
								.formatted((quiet == 1) ? "1 finding" : quiet + " findings")
						: "")
				.append('\n');
	}

	private static void finding(StringBuilder text, StepResource step, FindingResource finding, boolean refused) {
		text.append("   ").append(finding.effect());
		if (finding.line() > 0) {
			text.append(" line ").append(finding.line());
		}
		if (refused) {
			text.append(" (forbidden)");
		}
		text.append(": ").append(shown(finding.text()));
		String size = size(finding, step);
		text.append(size.isEmpty() ? "" : " [" + size + "]").append('\n');
		if (finding.accepted() != null) {
			text.append("      accepted: ").append(shown(finding.accepted())).append('\n');
		}
		else if (finding.instead() != null) {
			text.append("      instead: ").append(shown(finding.instead())).append('\n');
		}
	}

	static String size(FindingResource finding, StepResource step) {
		return String.join("; ", finding.tables()
				.stream()
				.flatMap((table) -> step.operations()
						.stream()
						.flatMap((operation) -> operation.tables().stream())
						.filter((each) -> each.table().equals(table))
						.limit(1))
				.map((table) -> table.table() + " " + size(table.rows(), table.bytes()))
				.toList());
	}

	private static String size(@Nullable Long rows, @Nullable Long bytes) {
		return PlanSummary.size(new ai.backend.dbstatus.database.relation.TableSize(rows, bytes, null, null,
				ai.backend.dbstatus.database.relation.TableSize.Emptiness.UNKNOWN));
	}

	static List<FindingResource> findings(StepResource step) {
		return Stream.concat(step.operations().stream().flatMap((operation) -> operation.findings().stream()),
				step.findings().stream()).toList();
	}

	static String names(List<String> revisions) {
		return revisions.isEmpty() ? "base" : String.join(", ", revisions);
	}

	private static String shown(String text) {
		return PlainText.of(text);
	}

}

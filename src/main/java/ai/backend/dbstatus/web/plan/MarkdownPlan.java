package ai.backend.dbstatus.web.plan;

import java.util.List;

import ai.backend.dbstatus.plan.Plan;
import ai.backend.dbstatus.status.report.PlainText;

/**
 * A plan as Markdown, fit for one comment on a pull request: the summary, a table of what matters, and the rest folded.
 * Nothing that a script says becomes markup, a link or a mention.
 */
final class MarkdownPlan {

	/** GitHub takes 65,536 characters. */
	private static final int LONGEST = 60_000;

	private static final int MOST_ROWS = 30;

	private static final String SPECIAL = "\\`*_{}[]()<>#+-.!|~@&:";

	private MarkdownPlan() {
	}

	static String of(PlanResource plan) {
		StringBuilder text = new StringBuilder();
		// The comment can be found by it, and updated.
		text.append("<!-- db-status plan: %s -->".formatted(plan.component())).append('\n');
		text.append("### ")
				.append(sign(plan))
				.append(' ')
				.append(
						(plan.direction() == Plan.Direction.UPGRADE) ? "Upgrade" : "Downgrade");
		text.append(" of `").append(code(plan.component())).append("`\n\n");
		text.append(escaped(plan.summary())).append("\n\n");
		if (!plan.forbidden().isEmpty()) {
			text.append(plan.refused().isEmpty()
					? "Nothing of it is forbidden.\n\n"
					: "**%s.**\n\n".formatted(TextPlan.forbidden(plan)));
		}
		table(text, plan);
		plan.warnings().forEach((warning) -> text.append("> ").append(escaped(warning)).append("\n>\n"));
		if (!plan.steps().isEmpty()) {
			steps(text, plan);
		}
		text.append("From `%s` to `%s`, %s.\n".formatted(code(TextPlan.names(plan.from())),
				code(TextPlan.names(plan.to())), escaped(plan.server())));
		return text.toString();
	}

	private static String sign(PlanResource plan) {
		return !plan.refused().isEmpty() ? "🛑" : (plan.worst() != null) ? "⚠️" : "✅";
	}

	private static void table(StringBuilder text, PlanResource plan) {
		int rows = 0;
		int more = 0;
		for (StepResource step : plan.steps()) {
			for (FindingResource finding : TextPlan.findings(step)) {
				boolean refused = plan.refused().contains(finding);
				if (!refused && !finding.weighty()) {
					continue;
				}
				if (rows == MOST_ROWS) {
					more++;
					continue;
				}
				if (rows == 0) {
					text.append("| revision | effect | what | size |\n|---|---|---|---|\n");
				}
				rows++;
				String accepted = (finding.accepted() != null)
						? "<br>accepted: " + escaped(finding.accepted())
						: (finding.instead() != null) ? "<br>instead: " + escaped(finding.instead()) : "";
				text.append("| `%s` | %s%s | %s%s | %s |\n".formatted(code(step.revision()), refused ? "🛑 " : "",
						finding.effect(), escaped(finding.text()), accepted,
						escaped(TextPlan.size(finding, step))));
			}
		}
		if (rows > 0) {
			text.append(more > 0 ? "\nand %d more.\n\n".formatted(more) : "\n");
		}
	}

	private static void steps(StringBuilder text, PlanResource plan) {
		text.append("<details><summary>All steps</summary>\n\n");
		int number = 0;
		for (StepResource step : plan.steps()) {
			number++;
			if (text.length() > LONGEST) {
				text.append("- and %d more steps\n".formatted(plan.steps().size() - number + 1));
				break;
			}
			text.append("%d. `%s` %s\n".formatted(number, code(step.revision()),
					(step.description() != null) ? escaped(step.description()) : ""));
			List<OperationResource> operations = step.operations();
			operations.stream().limit(MOST_ROWS).forEach((operation) -> {
				String locked = (operation.lock() != null)
						? " (%s on %s)".formatted(escaped(operation.lock().mode().words()),
								escaped(operation.lock().relation()))
						: "";
				text.append("   - `%s`%s\n".formatted(code(operation.text()), locked));
			});
			if (operations.size() > MOST_ROWS) {
				text.append("   - and %d more\n".formatted(operations.size() - MOST_ROWS));
			}
		}
		text.append("\n</details>\n\n");
	}

	private static String code(String text) {
		return PlainText.of(text).replace("`", "'").replace("|", "¦");
	}

	/** Characters with a meaning become references to themselves, so that they have none. */
	private static String escaped(String text) {
		StringBuilder out = new StringBuilder();
		PlainText.of(text).codePoints().forEach((character) -> {
			boolean special = character < 128 && SPECIAL.indexOf(character) >= 0 && mean(character);
			if (special) {
				out.append("&#").append(character).append(';');
			}
			else {
				out.appendCodePoint(character);
			}
		});
		return out.toString();
	}

	/** A full stop, a bracket and a dash in a sentence mean nothing; all others may. */
	private static boolean mean(int character) {
		return ".()-:+!".indexOf(character) < 0;
	}

}

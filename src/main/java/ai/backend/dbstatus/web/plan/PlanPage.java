package ai.backend.dbstatus.web.plan;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import ai.backend.dbstatus.plan.Plan;
import ai.backend.dbstatus.status.report.PlainText;
import org.jspecify.annotations.Nullable;

import org.springframework.web.util.HtmlUtils;

/**
 * A plan as a page: what matters first, the worst before all, and then the steps with all that they do. It needs no script.
 */
final class PlanPage {

	private PlanPage() {
	}

	/**
	 * The page of a plan.
	 * @param component the address of the component's page from there
	 */
	static String of(PlanResource plan, String component) {
		StringBuilder page = new StringBuilder();
		String direction = (plan.direction() == Plan.Direction.UPGRADE) ? "Upgrade plan" : "Downgrade plan";
		page.append(
				"""
						<!doctype html>
						<html lang="en">
						<head>
							<meta charset="utf-8">
							<meta name="viewport" content="width=device-width, initial-scale=1">
							<meta name="color-scheme" content="light dark">
							<title>Plan of %1$s</title>
							<link rel="icon" type="image/svg+xml" href="%3$spage/icon-none.svg">
							<link rel="stylesheet" href="%3$spage/palette.css">
							<link rel="stylesheet" href="%3$spage/page.css">
							<link rel="stylesheet" href="%3$spage/plan.css">
						</head>
						<body class="plan">
							<a class="skip" href="#steps">Skip to the steps</a>
							<header class="top">
								<nav aria-label="Breadcrumb"><a href="%3$s">Database status</a><span aria-hidden="true"> /</span> <a href="%4$s">%1$s</a><span aria-hidden="true"> /</span></nav>
								<h1>%2$s</h1>
							</header>
							<main>
						"""
						.formatted(html(plan.component()), direction, component + "../../", component));
		page.append("<p class=\"summary\">").append(html(plan.summary())).append("</p>\n");
		page.append("<p class=\"quiet\">From <code>%s</code> to <code>%s</code>, %s</p>\n".formatted(
				html(TextPlan.names(plan.from())), html(TextPlan.names(plan.to())), html(plan.server())));
		plan.warnings()
				.forEach((warning) -> page.append("<p class=\"warning\">").append(html(warning)).append("</p>\n"));
		if (!plan.forbidden().isEmpty()) {
			page.append("<p class=\"gate\">%s</p>\n".formatted(plan.refused().isEmpty()
					? "Nothing of it is forbidden."
					: "%d findings are forbidden.".formatted(plan.refused().size())));
		}
		worst(page, plan);
		steps(page, plan);
		return page.append("</main>\n</body>\n</html>\n").toString();
	}

	private static void worst(StringBuilder page, PlanResource plan) {
		List<Found> found = plan.steps()
				.stream()
				.flatMap((step) -> TextPlan.findings(step)
						.stream()
						.filter(FindingResource::weighty)
						.map((finding) -> new Found(step, finding)))
				.sorted(Found.WORST_FIRST)
				.toList();
		if (found.isEmpty()) {
			return;
		}
		page.append("<section aria-labelledby=\"worst\">\n<h2 id=\"worst\">What matters, the worst first</h2>\n");
		page.append(
				"<table>\n<thead><tr><th scope=\"col\">Step</th><th scope=\"col\">Effect</th><th scope=\"col\">What</th><th scope=\"col\">Size</th></tr></thead>\n<tbody>\n");
		for (Found each : found) {
			FindingResource finding = each.finding();
			String behind = (finding.accepted() != null)
					? "<br><span class=\"quiet\">Accepted: %s</span>".formatted(html(finding.accepted()))
					: (finding.instead() != null)
							? "<br><span class=\"quiet\">Instead: %s</span>".formatted(html(finding.instead()))
							: "";
			page.append(
					"<tr><td><a href=\"#%1$s\"><code>%1$s</code></a></td><td class=\"%2$s\">%3$s</td><td>%4$s%5$s</td><td>%6$s</td></tr>\n"
							.formatted(html(each.step().revision()),
									each.finding().effect().name().toLowerCase(java.util.Locale.ROOT),
									finding.effect(), html(finding.text()), behind,
									html(TextPlan.size(finding, each.step()))));
		}
		page.append("</tbody>\n</table>\n</section>\n");
	}

	private static void steps(StringBuilder page, PlanResource plan) {
		page.append("<section id=\"steps\" aria-labelledby=\"all\">\n<h2 id=\"all\">Steps</h2>\n<ol>\n");
		for (StepResource step : plan.steps()) {
			boolean open = TextPlan.findings(step).stream().anyMatch(FindingResource::weighty);
			page.append("<li id=\"%s\"><details%s><summary><code>%s</code> %s %s</summary>\n".formatted(
					html(step.revision()), open ? " open" : "", html(step.revision()), html(step.description()),
					Stream.of(step)
							.filter((each) -> each.release() != null)
							.map((each) -> "<span class=\"quiet\">"
									+ html(each.release()) + "</span>")
							.findFirst()
							.orElse("")));
			source(page, step);
			page.append("<ul>\n");
			step.operations().forEach((operation) -> operation(page, step, operation));
			step.findings()
					.forEach((finding) -> page.append("<li>%s: %s</li>\n".formatted(finding.effect(),
							html(finding.text()))));
			page.append("</ul>\n</details></li>\n");
		}
		page.append("</ol>\n</section>\n");
	}

	/** Outside of the summary: that opens and closes. */
	private static void source(StringBuilder page, StepResource step) {
		if (step.sourceUrl() != null) {
			page.append("<p><a class=\"source\" href=\"%s\" rel=\"noreferrer\">%s</a></p>\n".formatted(
					html(step.sourceUrl()), html(step.file())));
		}
	}

	private static void operation(StringBuilder page, StepResource step, OperationResource operation) {
		page.append("<li><code>%s</code> <span class=\"quiet\">%s:%d".formatted(html(operation.text()),
				html(step.file()), operation.line()));
		operation.locks()
				.forEach((lock) -> page
						.append(", %s on %s".formatted(html(lock.mode().words()), html(lock.relation()))));
		operation.conditions().forEach((condition) -> page.append(", ").append(html(condition)));
		page.append("</span></li>\n");
	}

	private static String html(@Nullable String text) {
		return (text == null) ? "" : HtmlUtils.htmlEscape(PlainText.of(text), "UTF-8");
	}

	/**
	 * A finding of a step.
	 */
	private record Found(StepResource step, FindingResource finding) {

		static final Comparator<Found> WORST_FIRST = Comparator
				.comparing((Found found) -> found.finding().accepted() != null)
				.thenComparing((found) -> found.finding().effect())
				.thenComparing((found) -> bytes(found.finding()), Comparator.reverseOrder());

		private static long bytes(FindingResource finding) {
			Long bytes = finding.bytes();
			return (bytes != null) ? bytes : Long.MAX_VALUE;
		}

	}

}

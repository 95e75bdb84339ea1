package ai.backend.dbstatus.web.plan;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

import ai.backend.dbstatus.plan.Gate;
import ai.backend.dbstatus.plan.Plan;
import ai.backend.dbstatus.plan.PlanStep;
import ai.backend.dbstatus.plan.PlanSummary;
import ai.backend.dbstatus.plan.Transactions;
import ai.backend.dbstatus.plan.finding.Effect;
import ai.backend.dbstatus.status.check.ComponentPlan;
import ai.backend.dbstatus.status.report.Reason;
import ai.backend.dbstatus.status.report.Status;
import ai.backend.dbstatus.web.http.MillisecondTime;
import ai.backend.dbstatus.web.http.Timing;
import ai.backend.dbstatus.web.report.MigrationResource;
import ai.backend.dbstatus.web.report.ScriptsResource;
import com.fasterxml.jackson.annotation.JsonView;
import org.jspecify.annotations.Nullable;

/**
 * What an upgrade or a downgrade would do, as JSON.
 */
public record PlanResource(String component, Status status, Reason reason, Plan.Direction direction, List<String> from,
		List<String> to, ScriptsResource scripts, String server, Transactions.Mode transactions, String summary,
		@Nullable FindingResource worst, List<EffectCount> effects, @Nullable String firstIrreversible,
		List<Effect> forbidden, List<FindingResource> refused, List<StepResource> steps, List<String> warnings,
		@Nullable MigrationResource migration, @JsonView(Timing.class) @MillisecondTime Instant checkedAt) {

	static PlanResource of(ComponentPlan plan, Gate gate) {
		PlanSummary summary = PlanSummary.of(plan.plan());
		PlanStep irreversible = plan.plan().firstIrreversible();
		return new PlanResource(plan.report().component(), plan.report().status(), plan.report().reason(),
				plan.plan().direction(), plan.from(), plan.to(), ScriptsResource.of(plan.report().findings().scripts()),
				plan.server().toString(), plan.plan().transactions().mode(), summary.text(),
				(summary.worst() != null) ? FindingResource.of(summary.worst()) : null,
				summary.steps()
						.entrySet()
						.stream()
						.sorted(Comparator.comparing(Map.Entry::getKey))
						.map((entry) -> new EffectCount(entry.getKey(), entry.getValue()))
						.toList(),
				(irreversible != null) ? irreversible.revision() : null,
				gate.forbidden().stream().sorted().toList(), FindingResource.all(gate.refused(plan.plan())),
				plan.plan().steps().stream().map((step) -> StepResource.of(step, plan.view())).toList(),
				plan.warnings(), MigrationResource.orNull(plan.report().findings().migration()),
				plan.report().checkedAt());
	}

	/**
	 * How many steps have an effect that matters.
	 */
	public record EffectCount(Effect effect, int steps) {}

}

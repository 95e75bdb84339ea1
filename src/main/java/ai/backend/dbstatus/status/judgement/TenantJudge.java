package ai.backend.dbstatus.status.judgement;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import ai.backend.dbstatus.component.Component;
import ai.backend.dbstatus.component.TenantDiscovery;
import ai.backend.dbstatus.database.version.VersionTableState;
import ai.backend.dbstatus.status.history.AppliedRevisions;
import ai.backend.dbstatus.status.observation.Attempt;
import ai.backend.dbstatus.status.observation.Attempt.Known;
import ai.backend.dbstatus.status.observation.Observation;
import ai.backend.dbstatus.status.observation.Problem;
import ai.backend.dbstatus.status.report.Findings;
import ai.backend.dbstatus.status.report.Reason;
import ai.backend.dbstatus.status.report.TenantState;
import ai.backend.dbstatus.status.report.Tenants;
import ai.backend.dbstatus.status.report.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * Judges a component with tenants: as its worst tenant. Tenants that are alike are judged once.
 */
final class TenantJudge {

	private TenantJudge() {
	}

	static Judgement judge(Component component, Observation seen, Map<String, Attempt<VersionTableState>> tenants) {
		if (tenants.isEmpty()) {
			Problem none = new Problem(Reason.NO_TENANTS, "Nothing is as db-status.components." + component.name()
					+ ".tenants says, or the role may not see it");
			return Judge.judgeOne(component, seen.of(new Attempt.Failed<>(none), null));
		}
		Map<Attempt<VersionTableState>, Findings> judged = new HashMap<>();
		List<TenantState> states = new ArrayList<>(tenants.size());
		tenants.forEach((name, tenant) -> states.add(new TenantState(name, judged.computeIfAbsent(tenant,
				(one) -> Judge.judgeOne(component, seen.of(one, null)).findings()))));
		TenantState worst = states.stream().min(Comparator.comparing(TenantState::status)).orElseThrow();
		Judgement judgement = Judge.judgeOne(component, observation(component, seen, worst.tenant(), tenants));
		Verdict verdict = judgement.findings().verdict();
		String details = (verdict.details() != null) ? ": " + verdict.details() : "";
		Verdict told = new Verdict(verdict.reason(), verdict.summary(),
				"Of %d tenants the worst is %s%s".formatted(tenants.size(), worst.tenant(), details),
				verdict.recommendedAction(), verdict.warnings());
		return new Judgement(new Findings(told, judgement.findings().position(), judgement.findings().plan(),
				new Tenants(states), judgement.findings().scripts(), judgement.findings().foundIn(),
				null),
				judgement.history(), AppliedRevisions.UNKNOWN);
	}

	/**
	 * Judges one tenant by itself.
	 * @return {@code null} if there is none of this name
	 */
	static @Nullable Judgement judge(Component component, Observation seen, String tenant) {
		if (!(seen.tenants() instanceof Known<Map<String, Attempt<VersionTableState>>>(var tenants))
				|| !tenants.containsKey(tenant)) {
			return null;
		}
		return Judge.judgeOne(component, observation(component, seen, tenant, tenants));
	}

	private static Observation observation(Component component, Observation seen, String name,
			Map<String, Attempt<VersionTableState>> tenants) {
		Attempt<VersionTableState> tenant = tenants.get(name);
		if (tenant == null) {
			throw new IllegalStateException("A tenant that was seen is there");
		}
		return seen.of(tenant, (component.tenants() instanceof TenantDiscovery.Databases) ? null : name);
	}

}

package ai.backend.dbstatus.status.judgement;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import ai.backend.dbstatus.component.Component;
import ai.backend.dbstatus.component.TenantDiscovery;
import ai.backend.dbstatus.database.version.VersionTableState;
import ai.backend.dbstatus.status.history.AppliedRevisions;
import ai.backend.dbstatus.status.observation.Attempt;
import ai.backend.dbstatus.status.observation.Attempt.Known;
import ai.backend.dbstatus.status.observation.Elsewhere;
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
		Map<Attempt<VersionTableState>, Judgement> judged = judgeAlike(component, seen, tenants);
		AppliedRevisions applied = AppliedRevisions
				.inEach(judged.values().stream().map(Judgement::applied).toList());
		if (seen.history().orNull() == null) {
			// What keeps the scripts from being read is one problem, and not one of each tenant.
			Judgement judgement = Judge.judgeOne(component, seen);
			return new Judgement(judgement.findings(), judgement.history(), applied);
		}
		List<TenantState> states = new ArrayList<>(tenants.size());
		tenants.forEach((name, tenant) -> states
				.add(new TenantState(name, Objects.requireNonNull(judged.get(tenant)).findings())));
		TenantState worst = states.stream().min(Comparator.comparing(TenantState::status)).orElseThrow();
		Judgement judgement = Judge.judgeOne(component, observation(component, seen, worst.tenant(), tenants));
		return new Judgement(findings(judgement.findings(), worst.tenant(), new Tenants(states)),
				judgement.history(), applied);
	}

	/**
	 * What was found elsewhere was looked for because of the rows of the worst tenant, and says nothing of other rows: no gate
	 * is to open for another tenant by what the worst one has.
	 */
	private static Map<Attempt<VersionTableState>, Judgement> judgeAlike(Component component, Observation seen,
			Map<String, Attempt<VersionTableState>> tenants) {
		Observation own = seen.with(Elsewhere.NOTHING);
		Map<Attempt<VersionTableState>, Judgement> judged = new LinkedHashMap<>();
		tenants.values()
				.forEach((tenant) -> judged.computeIfAbsent(tenant,
						(one) -> Judge.judgeOne(component, own.of(one, null))));
		if (!seen.elsewhere().equals(Elsewhere.NOTHING)) {
			// The first of the worst: the order is that of the tenants' names.
			Attempt<VersionTableState> worst = judged.entrySet()
					.stream()
					.min(Comparator.comparing((entry) -> entry.getValue().findings().verdict().reason().status()))
					.orElseThrow()
					.getKey();
			judged.put(worst, Judge.judgeOne(component, seen.of(worst, null)));
		}
		return judged;
	}

	private static Findings findings(Findings worst, String tenant, Tenants tenants) {
		Verdict verdict = worst.verdict();
		String details = (verdict.details() != null) ? ": " + verdict.details() : "";
		Verdict told = new Verdict(verdict.reason(), verdict.summary(),
				"Of %d tenants the worst is %s%s".formatted(tenants.states().size(), tenant, details),
				verdict.recommendedAction(), verdict.warnings());
		return new Findings(told, worst.position(), worst.plan(), tenants, worst.scripts(), worst.foundIn(), null);
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

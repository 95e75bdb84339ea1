package ai.backend.dbstatus.status.judgement;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import ai.backend.dbstatus.alembic.script.MigrationScript;
import ai.backend.dbstatus.status.history.AppliedRevisions;
import ai.backend.dbstatus.status.history.HistoryView;
import ai.backend.dbstatus.status.history.RevisionInfo;
import ai.backend.dbstatus.status.report.Findings;
import ai.backend.dbstatus.status.report.Plan;
import ai.backend.dbstatus.status.report.Status;
import org.jspecify.annotations.Nullable;

/**
 * What was made of an observation.
 *
 * @param findings what there is to report
 * @param history the revisions in the light of the rows; {@code null} where the scripts make no history
 * @param applied which revisions the database has
 */
public record Judgement(Findings findings, @Nullable HistoryView history, AppliedRevisions applied) {

	Judgement with(Findings other) {
		return new Judgement(other, this.history, this.applied);
	}

	/**
	 * The scripts that an upgrade would run first: those whose revisions follow only what is applied; none where they are
	 * not known.
	 * @return {@code null} if an upgrade would run none, as the database is up to date
	 */
	public @Nullable List<MigrationScript> nextScripts() {
		if (this.findings.verdict().reason().status() == Status.UP_TO_DATE) {
			return null;
		}
		Plan plan = this.findings.plan();
		if (plan == null) {
			return List.of();
		}
		Set<String> pending = plan.pendingRevisions()
				.stream()
				.map(RevisionInfo::revision)
				.collect(Collectors.toSet());
		return plan.pendingRevisions()
				.stream()
				.filter((revision) -> Collections.disjoint(pending, revision.downRevisions())
						&& Collections.disjoint(pending, revision.dependencies()))
				.map(RevisionInfo::script)
				.toList();
	}

}

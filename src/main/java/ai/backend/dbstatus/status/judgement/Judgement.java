package ai.backend.dbstatus.status.judgement;

import ai.backend.dbstatus.status.history.AppliedRevisions;
import ai.backend.dbstatus.status.history.HistoryView;
import ai.backend.dbstatus.status.report.Findings;
import org.jspecify.annotations.Nullable;

/**
 * What was made of an observation.
 *
 * @param findings what there is to report
 * @param history the revisions in the light of the rows; {@code null} where the scripts make no history
 * @param applied which revisions the database has
 */
public record Judgement(Findings findings, @Nullable HistoryView history, AppliedRevisions applied) {}

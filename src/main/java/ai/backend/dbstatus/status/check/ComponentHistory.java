package ai.backend.dbstatus.status.check;

import ai.backend.dbstatus.status.history.HistoryView;
import ai.backend.dbstatus.status.report.StatusReport;

/**
 * The revision history of a component, and the report of the check that saw it.
 *
 * @param report the report
 * @param view the revisions, with what the database has of them
 */
public record ComponentHistory(StatusReport report, HistoryView view) {}

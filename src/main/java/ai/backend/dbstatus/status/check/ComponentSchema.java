package ai.backend.dbstatus.status.check;

import ai.backend.dbstatus.schema.SchemaEvidence;
import ai.backend.dbstatus.status.history.HistoryView;
import ai.backend.dbstatus.status.report.StatusReport;
import org.jspecify.annotations.Nullable;

/**
 * Whether a component's schema bears out its stamp, and the report of the check that saw the stamp.
 *
 * @param report the report
 * @param view the revisions, with what the database has of them
 * @param evidence what the catalog says
 * @param details why it says nothing, a sentence; {@code null} if it says something
 */
public record ComponentSchema(StatusReport report, HistoryView view, SchemaEvidence evidence,
		@Nullable String details) {}

package ai.backend.dbstatus.status.check;

import java.util.List;

import ai.backend.dbstatus.schema.SchemaEvidence.RevisionEvidence;
import ai.backend.dbstatus.status.history.HistoryView;
import ai.backend.dbstatus.status.report.SchemaState;
import ai.backend.dbstatus.status.report.StatusReport;

/**
 * Whether a component's schema bears out its stamp.
 *
 * @param report the report of the check that saw both, with the state of the schema among its findings
 * @param state that state
 * @param view the revisions in the light of the rows
 * @param revisions the evidence of each applied revision, in the order of an upgrade
 */
public record ComponentSchema(StatusReport report, SchemaState state, HistoryView view,
		List<RevisionEvidence> revisions) {

	public ComponentSchema {
		revisions = List.copyOf(revisions);
	}

}

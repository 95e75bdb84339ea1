package ai.backend.dbstatus.web.schema;

import java.util.List;

import ai.backend.dbstatus.schema.SchemaEvidence;
import ai.backend.dbstatus.status.history.HistoryView;
import ai.backend.dbstatus.status.report.SchemaItem;

/**
 * The evidence of a revision as JSON.
 */
public record RevisionEvidenceResource(String revision, SchemaEvidence.Evidence evidence,
		List<SchemaItem> missing) {

	static RevisionEvidenceResource of(SchemaEvidence.RevisionEvidence revision, HistoryView view) {
		return new RevisionEvidenceResource(revision.revision(), revision.evidence(),
				SchemaItem.of(revision.missing(), view));
	}

}

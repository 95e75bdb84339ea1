package ai.backend.dbstatus.web.schema;

import java.time.Instant;
import java.util.List;

import ai.backend.dbstatus.schema.SchemaEvidence;
import ai.backend.dbstatus.schema.SchemaVerdict;
import ai.backend.dbstatus.status.check.ComponentSchema;
import ai.backend.dbstatus.status.report.Reason;
import ai.backend.dbstatus.status.report.RecommendedAction;
import ai.backend.dbstatus.status.report.SchemaItem;
import ai.backend.dbstatus.status.report.SchemaState;
import ai.backend.dbstatus.status.report.Status;
import ai.backend.dbstatus.status.report.StatusReport;
import ai.backend.dbstatus.web.http.MillisecondTime;
import ai.backend.dbstatus.web.http.Timing;
import com.fasterxml.jackson.annotation.JsonView;
import org.jspecify.annotations.Nullable;

/**
 * The evidence for what the version table claims, as JSON.
 */
public record SchemaResource(String component, Status status, Reason reason, SchemaVerdict verdict,
		@Nullable String details, int expected, int found, int notKnown, List<SchemaItem> missing,
		List<SchemaItem> alreadyThere, List<String> neverRan, List<SchemaEvidence.Fit> fits,
		List<RevisionEvidenceResource> revisions, @Nullable RecommendedAction recommendedAction,
		@JsonView(Timing.class) @MillisecondTime Instant checkedAt) {

	static SchemaResource of(ComponentSchema schema) {
		SchemaState state = schema.state();
		StatusReport report = schema.report();
		return new SchemaResource(report.component(), report.status(), report.reason(), state.verdict(),
				state.details(), state.expected(), state.found(), state.notKnown(), state.missing(),
				state.alreadyThere(), state.neverRan(), state.fits(),
				schema.revisions()
						.stream()
						.map((revision) -> RevisionEvidenceResource.of(revision, schema.view()))
						.toList(),
				report.verdict().recommendedAction(), report.checkedAt());
	}

}

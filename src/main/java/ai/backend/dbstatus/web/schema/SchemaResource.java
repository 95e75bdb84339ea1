package ai.backend.dbstatus.web.schema;

import java.time.Instant;
import java.util.List;

import ai.backend.dbstatus.schema.SchemaEvidence;
import ai.backend.dbstatus.schema.SchemaVerdict;
import ai.backend.dbstatus.status.check.ComponentSchema;
import ai.backend.dbstatus.status.report.Reason;
import ai.backend.dbstatus.status.report.Status;
import ai.backend.dbstatus.web.http.MillisecondTime;
import ai.backend.dbstatus.web.http.Timing;
import com.fasterxml.jackson.annotation.JsonView;
import org.jspecify.annotations.Nullable;

/**
 * The evidence for what the version table claims, as JSON.
 */
public record SchemaResource(String component, Status status, Reason reason, SchemaVerdict verdict,
		@Nullable String details, int expected, int found, int notKnown, List<SchemaObjectResource> missing,
		List<SchemaObjectResource> alreadyThere, List<String> neverRan, List<SchemaFit> fits,
		List<RevisionEvidenceResource> revisions, @JsonView(Timing.class) @MillisecondTime Instant checkedAt) {

	static SchemaResource of(ComponentSchema schema) {
		SchemaEvidence evidence = schema.evidence();
		return new SchemaResource(schema.report().component(), schema.report().status(), schema.report().reason(),
				evidence.verdict(), schema.details(), evidence.expected(), evidence.found(), evidence.notKnown(),
				SchemaObjectResource.all(evidence.missing(), schema.view()),
				SchemaObjectResource.all(evidence.alreadyThere(), schema.view()), evidence.neverRan(),
				evidence.fits().stream().map(SchemaFit::of).toList(),
				evidence.revisions()
						.stream()
						.map((revision) -> RevisionEvidenceResource.of(revision, schema.view()))
						.toList(),
				schema.report().checkedAt());
	}

}

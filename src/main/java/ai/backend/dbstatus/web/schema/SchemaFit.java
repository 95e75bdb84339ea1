package ai.backend.dbstatus.web.schema;

import ai.backend.dbstatus.schema.SchemaEvidence;

/**
 * A revision that an unstamped database may be at, as JSON.
 */
public record SchemaFit(String revision, int found, int missing, int alreadyThere) {

	static SchemaFit of(SchemaEvidence.Fit fit) {
		return new SchemaFit(fit.revision(), fit.found(), fit.missing(), fit.alreadyThere());
	}

}

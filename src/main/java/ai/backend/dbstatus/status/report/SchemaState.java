package ai.backend.dbstatus.status.report;

import java.util.List;

import ai.backend.dbstatus.schema.SchemaEvidence;
import ai.backend.dbstatus.schema.SchemaVerdict;
import org.jspecify.annotations.Nullable;

/**
 * Whether the schema bears out what the version table claims.
 *
 * @param verdict whether it does
 * @param details what there is to say of the verdict, in one sentence
 * @param expected how many objects the applied revisions are known to have made and to have left
 * @param found how many of them are there
 * @param notKnown how many may be there or not, because something that may have changed them cannot be read
 * @param missing those that are not there; what belongs to a missing table or column is not listed beside it
 * @param alreadyThere what a pending revision would create and is there already
 * @param neverRan applied revisions that left evidence to look for, none of which is there, in the order of an upgrade
 * @param fits for a database with tables and no revision, the revisions whose evidence fits the catalog best
 */
public record SchemaState(SchemaVerdict verdict, @Nullable String details, int expected, int found, int notKnown,
		List<SchemaItem> missing, List<SchemaItem> alreadyThere, List<String> neverRan,
		List<SchemaEvidence.Fit> fits) {

	public SchemaState {
		details = (details != null) ? PlainText.of(details) : null;
		missing = List.copyOf(missing);
		alreadyThere = List.copyOf(alreadyThere);
		neverRan = List.copyOf(neverRan);
		fits = List.copyOf(fits);
	}

	/**
	 * How many objects are missing; {@code null} where nothing was compared.
	 */
	public @Nullable Integer missingCount() {
		return (this.verdict != SchemaVerdict.UNPROVEN) ? this.missing.size() : null;
	}

	/**
	 * Nothing was compared.
	 * @param details why not, in one sentence
	 */
	public static SchemaState unproven(String details) {
		return new SchemaState(SchemaVerdict.UNPROVEN, details, 0, 0, 0, List.of(), List.of(), List.of(), List.of());
	}

}

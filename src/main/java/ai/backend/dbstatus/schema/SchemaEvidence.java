package ai.backend.dbstatus.schema;

import java.util.List;

import ai.backend.dbstatus.alembic.operation.schema.SchemaObject;
import org.jspecify.annotations.Nullable;

/**
 * What the catalog says of the claim that the version table makes.
 *
 * @param verdict whether it bears the claim out
 * @param expected how many objects the applied revisions are known to have made and to have left
 * @param found how many of them are there
 * @param notKnown how many may be there or not, because something that may have changed them cannot be read
 * @param missing those that are not there; what belongs to a missing table or column is not listed beside it
 * @param alreadyThere what a pending revision would create and is there already
 * @param neverRan applied revisions that left evidence to look for, none of which is there, in the order of an upgrade
 * @param fits for a database with tables and no revision, the revisions whose evidence fits the catalog best
 * @param stamp the revision that the database could be stamped with so that the catalog bears it out; {@code null} if there
 * is none, or it is not known for certain
 * @param revisions the evidence of each applied revision, in the order of an upgrade
 */
public record SchemaEvidence(SchemaVerdict verdict, int expected, int found, int notKnown, List<SchemaObject> missing,
		List<SchemaObject> alreadyThere, List<String> neverRan, List<Fit> fits, @Nullable String stamp,
		List<RevisionEvidence> revisions) {

	/** Nothing could be compared. */
	public static final SchemaEvidence NONE = new SchemaEvidence(SchemaVerdict.UNPROVEN, 0, 0, 0, List.of(), List.of(),
			List.of(), List.of(), null, List.of());

	public SchemaEvidence {
		missing = List.copyOf(missing);
		alreadyThere = List.copyOf(alreadyThere);
		neverRan = List.copyOf(neverRan);
		fits = List.copyOf(fits);
		revisions = List.copyOf(revisions);
	}

	/**
	 * The same with a revision that the database could be stamped with.
	 */
	SchemaEvidence withStamp(@Nullable String revision) {
		return new SchemaEvidence(this.verdict, this.expected, this.found, this.notKnown, this.missing,
				this.alreadyThere, this.neverRan, this.fits, revision, this.revisions);
	}

	/**
	 * A revision that the database may be at.
	 *
	 * @param revision the revision
	 * @param found how many objects it would leave are there
	 * @param missing how many are not
	 * @param alreadyThere how many are there that only later revisions make
	 */
	public record Fit(String revision, int found, int missing, int alreadyThere) {}

	/**
	 * The evidence of a revision.
	 *
	 * @param revision the revision
	 * @param evidence whether what it made is there
	 * @param missing what is not
	 */
	public record RevisionEvidence(String revision, Evidence evidence, List<SchemaObject> missing) {

		public RevisionEvidence {
			missing = List.copyOf(missing);
		}

	}

	/**
	 * Whether what a revision made is there.
	 */
	public enum Evidence {

		/** All that could be looked for is there. */
		FOUND,

		/** Something is not. */
		MISSING,

		/** There was nothing to look for. */
		NONE

	}

}

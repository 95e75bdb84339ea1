package ai.backend.dbstatus.alembic.revision;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A script refers to a revision that no script defines.
 */
public final class MissingRevisionException extends RevisionMapException {

	private final List<Reference> references;

	MissingRevisionException(List<Reference> references) {
		super(references.stream().map(Reference::sentence).collect(Collectors.joining(" ")));
		this.references = List.copyOf(references);
	}

	/**
	 * Every such reference, at least one: dependencies first, since Alembic fails at them first, then down revisions,
	 * both in load order.
	 */
	public List<Reference> references() {
		return this.references;
	}

	/**
	 * What a reference stands in.
	 */
	public enum Kind {

		/** An entry of {@code down_revision}, which is an id and never a label. */
		DOWN_REVISION("down_revision"),

		/** An entry of {@code depends_on}, an id or a label. */
		DEPENDENCY("depends_on");

		private final String attribute;

		Kind(String attribute) {
			this.attribute = attribute;
		}

		/**
		 * The attribute's name in the script.
		 */
		public String attribute() {
			return this.attribute;
		}

	}

	/**
	 * A reference to a revision that is not there.
	 *
	 * @param revision the id of the script that refers
	 * @param missing what it refers to
	 * @param kind where the reference stands
	 */
	public record Reference(String revision, String missing, Kind kind) {

		private String sentence() {
			return "Revision %s names '%s' in %s, which no script defines.".formatted(this.revision, this.missing,
					this.kind.attribute());
		}

	}

}

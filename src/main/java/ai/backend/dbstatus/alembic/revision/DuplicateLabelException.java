package ai.backend.dbstatus.alembic.revision;

/**
 * A branch label is taken: by another label, by the same label a second time, or by a revision id.
 */
public final class DuplicateLabelException extends RevisionMapException {

	private final String label;

	private final String revision;

	private final String usedBy;

	DuplicateLabelException(String label, String revision, String usedBy) {
		super("The branch label '%s' of revision %s is already used by revision %s; rename one of them."
				.formatted(label, revision, usedBy));
		this.label = label;
		this.revision = revision;
		this.usedBy = usedBy;
	}

	public String label() {
		return this.label;
	}

	/**
	 * The revision whose label is refused.
	 */
	public String revision() {
		return this.revision;
	}

	/**
	 * The revision that has the label, or has it as its id.
	 */
	public String usedBy() {
		return this.usedBy;
	}

}

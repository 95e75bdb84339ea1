package ai.backend.dbstatus.alembic.revision;

/**
 * The revision is no ancestor and no descendant of the branch that is asked for.
 */
public final class NotInBranchException extends SymbolException {

	private final String revision;

	private final String branch;

	NotInBranchException(String symbol, String revision, String branch) {
		super(symbol, "Revision %s does not belong to branch '%s'.".formatted(revision, branch));
		this.revision = revision;
		this.branch = branch;
	}

	public String revision() {
		return this.revision;
	}

	public String branch() {
		return this.branch;
	}

}

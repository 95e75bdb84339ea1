package ai.backend.dbstatus.status.history;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which revisions each of several databases has.
 */
final class AppliedInEach implements AppliedRevisions {

	private final List<AppliedRevisions> each;

	/**
	 * @param each what each has; of none, nothing is known
	 */
	AppliedInEach(List<AppliedRevisions> each) {
		this.each = each;
	}

	/** The beginning of an id that means one revision in one database and another in the next means none. */
	@Override
	public RevisionState state(String revision) {
		Set<String> meant = meanings(revision);
		if (meant.size() > 1 && !meant.contains(revision)) {
			return RevisionState.UNKNOWN;
		}
		Set<RevisionState> states = this.each.stream().map((one) -> one.state(revision)).collect(Collectors.toSet());
		if (states.isEmpty() || states.contains(RevisionState.UNKNOWN)) {
			return RevisionState.UNKNOWN;
		}
		return states.contains(RevisionState.PENDING) ? RevisionState.PENDING : RevisionState.APPLIED;
	}

	@Override
	public Set<String> meanings(String revision) {
		Set<String> meant = new TreeSet<>();
		this.each.forEach((one) -> meant.addAll(one.meanings(revision)));
		return meant;
	}

}

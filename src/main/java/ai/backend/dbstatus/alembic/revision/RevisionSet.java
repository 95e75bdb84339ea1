package ai.backend.dbstatus.alembic.revision;

import java.util.BitSet;
import java.util.List;
import java.util.Map;

/**
 * Some of the revisions of a {@link RevisionMap}.
 */
public final class RevisionSet {

	private final List<Revision> all;

	private final Map<String, Integer> byId;

	private final BitSet members;

	RevisionSet(List<Revision> all, Map<String, Integer> byId, BitSet members) {
		this.all = all;
		this.byId = byId;
		this.members = members;
	}

	/**
	 * Whether the revision with exactly this id is among them.
	 */
	public boolean contains(String id) {
		Integer node = this.byId.get(id);
		return node != null && this.members.get(node);
	}

	public int size() {
		return this.members.cardinality();
	}

	/**
	 * The revisions, in load order.
	 */
	public List<Revision> revisions() {
		return this.members.stream().mapToObj(this.all::get).toList();
	}

	/**
	 * Their ids, in load order.
	 */
	public List<String> ids() {
		return this.members.stream().mapToObj((node) -> this.all.get(node).id()).toList();
	}

}

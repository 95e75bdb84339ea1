package ai.backend.dbstatus.alembic;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import ai.backend.dbstatus.alembic.revision.Revision;
import ai.backend.dbstatus.alembic.revision.RevisionMap;
import ai.backend.dbstatus.alembic.script.MigrationScript;
import org.jspecify.annotations.Nullable;

/**
 * The revisions of a project, and the scripts that define them. As long as nothing changes on disk,
 * {@link AlembicProject#history()} returns the same object, and only the same object is equal: what is derived from it may
 * be kept as long as the object stays. Immutable, and safe for use by several threads.
 */
public final class RevisionHistory {

	private final RevisionMap map;

	private final Map<String, MigrationScript> scripts;

	private final List<String> warnings;

	/** Found when first asked for, and the same whoever finds it. */
	private volatile @Nullable List<Revision> released;

	/**
	 * A history.
	 * @param map the revision graph
	 * @param scripts the scripts by revision id
	 * @param warnings what is unusual about the scripts without being wrong, a sentence each
	 */
	public RevisionHistory(RevisionMap map, Map<String, MigrationScript> scripts, List<String> warnings) {
		this.map = map;
		this.scripts = Map.copyOf(scripts);
		this.warnings = List.copyOf(warnings);
	}

	/**
	 * The revision graph.
	 */
	public RevisionMap map() {
		return this.map;
	}

	/**
	 * The scripts by revision id.
	 */
	public Map<String, MigrationScript> scripts() {
		return this.scripts;
	}

	/**
	 * What is unusual about the scripts without being wrong, a sentence each.
	 */
	public List<String> warnings() {
		return this.warnings;
	}

	/**
	 * The script of a revision of the map.
	 */
	public MigrationScript script(Revision revision) {
		return Objects.requireNonNull(this.scripts.get(revision.id()), "Every revision comes from a script");
	}

	/**
	 * The revisions whose scripts name a release, newest first.
	 */
	public List<Revision> released() {
		List<Revision> known = this.released;
		if (known == null) {
			known = this.scripts.values().stream().allMatch((script) -> script.release() == null)
					? List.of()
					: this.map.history().stream().filter((revision) -> script(revision).release() != null).toList();
			this.released = known;
		}
		return known;
	}

}

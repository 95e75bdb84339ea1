package ai.backend.dbstatus.alembic.source;

import java.util.ArrayList;
import java.util.List;

/**
 * All looks at files that something depends on. Safe for concurrent use.
 */
final class Trace {

	private volatile List<Look> looks;

	private final List<Part<?>> parts;

	/**
	 * @param looks the looks
	 * @param parts what was made of other looks, each part by itself
	 */
	Trace(List<Look> looks, List<Part<?>> parts) {
		this.looks = looks;
		this.parts = parts;
	}

	/**
	 * Whether every look, of the parts too, would show the same again. Reads what is in doubt, and nothing else.
	 */
	boolean isUnchanged(ProjectFiles files) {
		if (!areLooksUnchanged(files)) {
			return false;
		}
		for (Part<?> part : this.parts) {
			if (!part.isUnchanged(files)) {
				return false;
			}
		}
		return true;
	}

	@SuppressWarnings("ReferenceEquality") // What says the same is the same object.
	private boolean areLooksUnchanged(ProjectFiles files) {
		List<Look> current = this.looks;
		List<Look> repeated = null;
		for (int i = 0; i < current.size(); i++) {
			Look look = current.get(i);
			Look again = look.repeat(files);
			if (again == null) {
				return false;
			}
			if (again != look) {
				repeated = (repeated != null) ? repeated : new ArrayList<>(current);
				repeated.set(i, again);
			}
		}
		if (repeated != null) {
			// The doubt may be over.
			this.looks = List.copyOf(repeated);
		}
		return true;
	}

	/**
	 * Whether the files and directories that were read and listed, and those that were looked for in vain, are surely as they
	 * were; those of the parts do not count. Reads nothing.
	 */
	boolean isSurelyUnchanged(ProjectFiles files) {
		for (Look look : this.looks) {
			boolean sure = switch (look) {
				case Look.AtContent content -> content.inDoubt() == null && isSame(content.entry(), files);
				case Look.AtEntry at -> isSame(at.entry(), files);
				case Look.AtKind _,Look.AlongLinks _ -> true;
			};
			if (!sure) {
				return false;
			}
		}
		return true;
	}

	private static boolean isSame(Entry entry, ProjectFiles files) {
		return files.look(entry.path()).agreesWith(entry);
	}

}

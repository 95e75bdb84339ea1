package ai.backend.dbstatus.alembic.source.git;

import ai.backend.dbstatus.alembic.source.Entry.Kind;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;

/**
 * An entry of a tree. What has the same id has the same content, in whatever commit.
 *
 * @param id the id of what it consists of
 * @param mode the bits of its {@link FileMode}
 */
record GitNode(ObjectId id, int mode) {

	/**
	 * A submodule is a directory, of which this repository has not the content.
	 */
	Kind kind() {
		return switch (this.mode & FileMode.TYPE_MASK) {
			case FileMode.TYPE_TREE, FileMode.TYPE_GITLINK -> Kind.DIRECTORY;
			case FileMode.TYPE_FILE -> Kind.FILE;
			case FileMode.TYPE_SYMLINK -> Kind.LINK;
			default -> Kind.OTHER;
		};
	}

	boolean isSubmodule() {
		return FileMode.GITLINK.equals(this.mode);
	}

}

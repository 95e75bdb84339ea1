package ai.backend.dbstatus.alembic.source.live;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Tells files on a disk of this machine, or in its memory, from those on file systems that ask others: over a network, or
 * of a process. Those can hang in a system call that nothing can interrupt.
 */
final class LocalStorage {

	/** The types of file systems as Linux, macOS and Windows name them. What is not here is taken for one that can hang. */
	private static final Set<String> TYPES = Set.of("ext2", "ext3", "ext4", "xfs", "btrfs", "zfs", "f2fs", "tmpfs",
			"overlay", "squashfs", "erofs", "apfs", "hfs", "ntfs", "refs");

	private LocalStorage() {
	}

	/**
	 * Whether all of these files and directories are on such storage; may itself hang where one is not.
	 */
	static boolean holds(Collection<Path> paths) {
		try {
			// Each is looked up among all that is mounted, and the same directory may be named thousands of times.
			for (Path path : new HashSet<>(paths)) {
				if (!TYPES.contains(Files.getFileStore(path).type().toLowerCase(Locale.ROOT))) {
					return false;
				}
			}
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

}

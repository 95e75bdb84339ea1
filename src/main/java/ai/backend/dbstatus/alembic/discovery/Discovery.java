package ai.backend.dbstatus.alembic.discovery;

import java.util.List;

/**
 * What was found below some directories.
 *
 * @param projects the projects, those nearest to their root first, then by name
 * @param unused what looked like one and is none
 */
public record Discovery(List<FoundProject> projects, List<UnusedFile> unused) {

	/** Nobody looked. */
	public static final Discovery NONE = new Discovery(List.of(), List.of());

	public Discovery {
		projects = List.copyOf(projects);
		unused = List.copyOf(unused);
	}

}

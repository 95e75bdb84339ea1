package ai.backend.dbstatus.benchmark;

import java.nio.file.Path;

/**
 * Writes a generated project to a directory: {@code -Dbenchmark.directory=}, and optionally {@code -Dbenchmark.revisions=},
 * of which every twentieth is a merge.
 */
final class MakeProject {

	private static final int REVISIONS = 484;

	private static final int REVISIONS_PER_MERGE = 20;

	private static final int MERGES = 29;

	private MakeProject() {
	}

	static void main(String[] args) {
		int revisions = Integer.getInteger("benchmark.revisions", REVISIONS);
		int merges = (revisions == REVISIONS) ? MERGES : revisions / REVISIONS_PER_MERGE;
		String head = GeneratedProject.write(Path.of(System.getProperty("benchmark.directory")), revisions, merges);
		System.out.println("head=" + head);
	}

}

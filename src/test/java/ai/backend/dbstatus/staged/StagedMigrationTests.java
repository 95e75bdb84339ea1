package ai.backend.dbstatus.staged;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Stages migrations by real Alembic, where one with psycopg2 is installed: one of each stage. More of them by
 * {@code -Ddbstatus.staged.runs=301}, on another server by {@code -Ddbstatus.staged.port=5432}. Another Alembic is named by the
 * environment variable {@code ALEMBIC}.
 */
class StagedMigrationTests {

	@TempDir
	private Path directory;

	@Test
	void whatIsSaidOfAMigrationIsTrueFromItsBeginningToItsEnd() throws Exception {
		Server server = Server.chosen();
		try (StagedRun none = new StagedRun(server, this.directory, new Findings())) {
			assumeTrue(none.isPossible(), "There is no alembic command, or it has no psycopg2");
		}
		int runs = Integer.getInteger("dbstatus.staged.runs", Stage.values().length);
		Map<Stage, Findings> findings = new EnumMap<>(Stage.class);
		for (Stage stage : Stage.values()) {
			findings.put(stage, new Findings());
		}
		for (int run = 0; run < runs; run++) {
			Stage stage = Stage.values()[run % Stage.values().length];
			Findings found = Objects.requireNonNull(findings.get(stage));
			Path project = Files.createDirectory(this.directory.resolve("run" + run));
			try (StagedRun staged = new StagedRun(server, project, found)) {
				staged.play(stage, run);
			}
			if (run % 7 == 6) {
				System.out.println("After " + (run + 1) + " runs: " + findings);
			}
		}
		findings.forEach((stage, found) -> assertThat(found.wrong()).as(stage + ": " + found).isEmpty());
	}

}

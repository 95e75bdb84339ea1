package ai.backend.dbstatus.testsupport;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

import ai.backend.dbstatus.alembic.RevisionHistory;
import ai.backend.dbstatus.alembic.config.Launch;
import ai.backend.dbstatus.alembic.revision.Revision;
import ai.backend.dbstatus.alembic.revision.RevisionMap;
import ai.backend.dbstatus.alembic.script.MigrationScript;
import ai.backend.dbstatus.status.history.RevisionInfo;
import ai.backend.dbstatus.status.history.RevisionState;
import org.jspecify.annotations.Nullable;

/**
 * Scripts and histories for tests that need no files.
 */
public final class TestRevisions {

	private TestRevisions() {
	}

	/**
	 * The history that scripts make, in this load order.
	 */
	public static RevisionHistory history(MigrationScript... scripts) {
		Map<String, MigrationScript> byId = new LinkedHashMap<>();
		for (MigrationScript script : scripts) {
			byId.put(script.revision(), script);
		}
		return new RevisionHistory(RevisionMap.of(Arrays.stream(scripts)
				.map((script) -> new Revision(script.revision(), script.downRevisions(), script.dependsOn(),
						script.branchLabels()))
				.toList()), byId, Launch.ALEMBIC, List.of(), OptionalLong.empty());
	}

	/**
	 * A script that says {@code Make a1}.
	 */
	public static MigrationScript script(String revision, String... downRevisions) {
		return script(revision, List.of(downRevisions), List.of());
	}

	/**
	 * A script with dependencies.
	 */
	public static MigrationScript script(String revision, List<String> downRevisions, List<String> dependsOn) {
		return new MigrationScript(Path.of(revision + ".py"), 1, revision + ".py", revision, downRevisions, List.of(),
				dependsOn, null, "Make " + revision, "2026-01-02T03:04:05", null);
	}

	/**
	 * The same script, part of a release.
	 */
	public static MigrationScript released(@Nullable String release, MigrationScript script) {
		return new MigrationScript(script.file(), script.line(), script.fileName(), script.revision(),
				script.downRevisions(),
				script.branchLabels(), script.dependsOn(), null, script.description(), script.createDate(), release);
	}

	/**
	 * A pending revision of which only this is known.
	 */
	public static RevisionInfo revision(String id, @Nullable String description, String... downRevisions) {
		return revision(new MigrationScript(Path.of(id + ".py"), 1, id + ".py", id, List.of(downRevisions), List.of(),
				List.of(), null, description, null, null));
	}

	private static RevisionInfo revision(MigrationScript script) {
		return new RevisionInfo(script, List.of(), List.of(), false, false, false, RevisionState.PENDING, false, false,
				null);
	}

}

package ai.backend.dbstatus.graph;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import ai.backend.dbstatus.alembic.script.MigrationScript;
import ai.backend.dbstatus.status.history.RevisionInfo;
import ai.backend.dbstatus.status.history.RevisionState;

/**
 * Writes graphs down shortly: {@code "d* < b c"} is a revision d in which the database is, and which follows b and c;
 * {@code !} says that it is pending, {@code ?} that nobody knows; {@code ~x} is a dependency.
 */
final class Graphs {

	private Graphs() {
	}

	static RevisionGraph graph(String... newestFirst) {
		Set<String> followed = new HashSet<>();
		for (String line : newestFirst) {
			Arrays.stream(line.split(" ")).skip(2).filter((id) -> !id.startsWith("~")).forEach(followed::add);
		}
		return new RevisionGraph("manager",
				Arrays.stream(newestFirst).map((line) -> revision(line, followed)).toList(), List.of(), List.of());
	}

	private static RevisionInfo revision(String line, Set<String> followed) {
		String[] words = line.split(" ");
		String id = words[0].replaceAll("[*!?]", "");
		List<String> down = new ArrayList<>();
		List<String> dependencies = new ArrayList<>();
		for (int i = 2; i < words.length; i++) {
			if (words[i].startsWith("~")) {
				dependencies.add(words[i].substring(1));
			}
			else {
				down.add(words[i]);
			}
		}
		RevisionState state = words[0].endsWith("!")
				? RevisionState.PENDING
				: words[0].endsWith("?") ? RevisionState.UNKNOWN : RevisionState.APPLIED;
		boolean row = words[0].endsWith("*");
		MigrationScript script = new MigrationScript(Path.of(id + ".py"), 1, id + ".py", id, down, List.of(),
				dependencies,
				null, "About " + id, null, null);
		return new RevisionInfo(script, dependencies, List.of(), !followed.contains(id), false, false, state, row, row,
				null);
	}

	/**
	 * A line of revisions, the newest of them pending.
	 */
	static RevisionGraph line(int size, int pending) {
		String[] lines = new String[size];
		for (int i = 0; i < size; i++) {
			String mark = (i < pending) ? "!" : (i == pending) ? "*" : "";
			lines[i] = "r" + i + mark + ((i + 1 < size) ? " < r" + (i + 1) : "");
		}
		return graph(lines);
	}

}

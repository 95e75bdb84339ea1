package ai.backend.dbstatus.benchmark;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import ai.backend.dbstatus.alembic.AlembicProject;
import ai.backend.dbstatus.alembic.RevisionHistory;
import ai.backend.dbstatus.alembic.config.ConfigLocation;
import ai.backend.dbstatus.alembic.revision.LocatedState;

/**
 * Reads a project for the first time in this process, which JMH cannot do more than once; then a verdict and a plan for a
 * database at the first revision; then the project again, unchanged: at once, and after more than a second, when it looks
 * at each file. Arguments: the directory of the project and, optionally, how many seconds to keep reading in the end.
 */
final class FirstReading {

	private static final int REPETITIONS = 21;

	private FirstReading() {
	}

	static void main(String[] args) throws InterruptedException {
		AlembicProject project = new AlembicProject(ConfigLocation.of(Path.of(args[0]), "alembic.ini"));
		long start = System.nanoTime();
		RevisionHistory history = project.history();
		long first = System.nanoTime() - start;
		int revisions = history.scripts().size();

		start = System.nanoTime();
		int pending = plan(history);
		long plan = System.nanoTime() - start;
		if (pending != revisions - 1) {
			throw new IllegalStateException("One revision is applied, so that all others are pending");
		}

		Thread.sleep(3_000);
		project.history();
		long[] looks = new long[REPETITIONS];
		long[] repeats = new long[REPETITIONS];
		for (int i = 0; i < REPETITIONS; i++) {
			Thread.sleep(i < 3 ? 1_000 : 10);
			long[] times = (i < 3) ? looks : repeats;
			start = System.nanoTime();
			if (project.history() != history) {
				throw new IllegalStateException("The project has changed during the measurement");
			}
			times[i] = System.nanoTime() - start;
		}
		long look = median(Arrays.copyOf(looks, 3));
		long repeat = median(Arrays.copyOfRange(repeats, 3, REPETITIONS));
		System.out.printf(
				"revisions=%d first=%.1fms plan=%.1fms again=%.3fms again-after-a-second=%.2fms%n", revisions,
				first / 1e6, plan / 1e6, repeat / 1e6, look / 1e6);
	}

	private static int plan(RevisionHistory history) {
		String base = history.map().bases().getFirst().id();
		LocatedState state = (LocatedState) history.map().state(List.of(base));
		return state.plan().pending().size();
	}

	private static long median(long[] values) {
		long[] sorted = values.clone();
		Arrays.sort(sorted);
		return sorted[sorted.length / 2];
	}

}

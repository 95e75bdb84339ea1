package ai.backend.dbstatus.benchmark;

import java.lang.management.ManagementFactory;
import java.sql.SQLException;
import java.util.Arrays;

/**
 * A check against the query that it makes, by turns in one process, so that both meet the same machine: the median of
 * many rounds, and what a check allocates.
 */
final class CheckRatio {

	private static final int WARM_UP = 100;

	private static final int ROUNDS = 200;

	private static final int REPETITIONS = 200;

	private CheckRatio() {
	}

	static void main(String[] args) throws SQLException {
		BenchmarkComponent component = BenchmarkComponent.open();
		double[] checks = new double[ROUNDS];
		double[] queries = new double[ROUNDS];
		double[] ratios = new double[ROUNDS];
		long allocated = 0;
		for (int round = -WARM_UP; round < ROUNDS; round++) {
			long start = System.nanoTime();
			for (int i = 0; i < REPETITIONS; i++) {
				component.select();
			}
			long middle = System.nanoTime();
			long before = allocatedBytes();
			for (int i = 0; i < REPETITIONS; i++) {
				component.check();
			}
			long end = System.nanoTime();
			if (round >= 0) {
				allocated += allocatedBytes() - before;
				queries[round] = (middle - start) / 1e3 / REPETITIONS;
				checks[round] = (end - middle) / 1e3 / REPETITIONS;
				ratios[round] = checks[round] / queries[round];
			}
		}
		System.out.printf("select=%.1fus check=%.1fus ratio=%.2f allocated=%dB/check%n", median(queries),
				median(checks), median(ratios), allocated / ROUNDS / REPETITIONS);
		component.close();
	}

	private static long allocatedBytes() {
		return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
	}

	private static double median(double[] values) {
		double[] sorted = values.clone();
		Arrays.sort(sorted);
		return sorted[sorted.length / 2];
	}

}

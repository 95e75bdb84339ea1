package ai.backend.dbstatus.benchmark;

import java.util.Arrays;

/**
 * A check against the query that it makes, by turns in one process, so that all meet the same machine: the medians of many
 * rounds. Run it with all its processes on one processor ({@code taskset -c 0 java ...}): on several, the time of a query
 * depends by a factor of three on where the kernel has put the server's process of this very connection.
 */
final class CheckRatio {

	private static final int WARM_UP = 100;

	private static final int ROUNDS = 200;

	private static final int REPETITIONS = 200;

	private CheckRatio() {
	}

	static void main(String[] args) throws Exception {
		BenchmarkComponent component = BenchmarkComponent.open();
		double[] prepared = new double[ROUNDS];
		double[] pooled = new double[ROUNDS];
		double[] bounded = new double[ROUNDS];
		double[] shared = new double[ROUNDS];
		double[] checks = new double[ROUNDS];
		for (int round = -WARM_UP; round < ROUNDS; round++) {
			int index = Math.max(0, round);
			prepared[index] = time(component::select);
			pooled[index] = time(component::pooledSelect);
			bounded[index] = time(component::boundedSelect);
			shared[index] = time(component::sharedSelect);
			checks[index] = time(component::check);
		}
		System.out.printf(
				"select=%.1fus pooled=%.1fus pooled-and-bounded=%.1fus pooled-and-shared=%.1fus check=%.1fus"
						+ " ratios: check/pooled=%.2f check/pooled-and-bounded=%.2f check/pooled-and-shared=%.2f%n",
				median(prepared), median(pooled), median(bounded), median(shared), median(checks),
				median(checks) / median(pooled), median(checks) / median(bounded), median(checks) / median(shared));
		component.close();
	}

	/** Microseconds. */
	private static double time(Action action) throws Exception {
		long start = System.nanoTime();
		for (int i = 0; i < REPETITIONS; i++) {
			action.run();
		}
		return (System.nanoTime() - start) / 1e3 / REPETITIONS;
	}

	private static double median(double[] values) {
		double[] sorted = values.clone();
		Arrays.sort(sorted);
		return sorted[sorted.length / 2];
	}

	private interface Action {

		Object run() throws Exception;

	}

}

package ai.backend.dbstatus.benchmark;

import java.util.Arrays;

/**
 * A check against the query that it makes, by turns in one process, so that both meet the same machine: the medians of
 * many rounds. A check is made on a thread of its own, so that its caller also waits for two changes of threads.
 */
final class CheckRatio {

	private static final int WARM_UP = 100;

	private static final int ROUNDS = 200;

	private static final int REPETITIONS = 200;

	private CheckRatio() {
	}

	static void main(String[] args) throws Exception {
		BenchmarkComponent component = BenchmarkComponent.open();
		double[] checks = new double[ROUNDS];
		double[] queries = new double[ROUNDS];
		double[] pooled = new double[ROUNDS];
		double[] own = new double[ROUNDS];
		for (int round = -WARM_UP; round < ROUNDS; round++) {
			long start = System.nanoTime();
			for (int i = 0; i < REPETITIONS; i++) {
				component.select();
			}
			long pooling = System.nanoTime();
			for (int i = 0; i < REPETITIONS; i++) {
				component.pooledSelect();
			}
			long middle = System.nanoTime();
			long duration = 0;
			for (int i = 0; i < REPETITIONS; i++) {
				duration += component.check().duration().toNanos();
			}
			long end = System.nanoTime();
			if (round >= 0) {
				queries[round] = (pooling - start) / 1e3 / REPETITIONS;
				pooled[round] = (middle - pooling) / 1e3 / REPETITIONS;
				checks[round] = (end - middle) / 1e3 / REPETITIONS;
				own[round] = duration / 1e3 / REPETITIONS;
			}
		}
		System.out.printf("select=%.1fus pooled=%.1fus check=%.1fus, of which observing and judging=%.1fus%n",
				median(queries), median(pooled), median(checks), median(own));
		component.close();
	}

	private static double median(double[] values) {
		double[] sorted = values.clone();
		Arrays.sort(sorted);
		return sorted[sorted.length / 2];
	}

}

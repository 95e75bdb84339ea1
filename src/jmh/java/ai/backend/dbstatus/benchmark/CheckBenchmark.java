package ai.backend.dbstatus.benchmark;

import java.sql.SQLException;
import java.util.concurrent.TimeUnit;

import ai.backend.dbstatus.status.report.StatusReport;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One check of a component, against nothing but the query that it makes. {@code -prof gc} tells what a check allocates.
 * {@link CheckRatio} compares the two within one process.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
@State(Scope.Benchmark)
public class CheckBenchmark {

	private final BenchmarkComponent component = BenchmarkComponent.open();

	@Benchmark
	public StatusReport check() {
		return this.component.check();
	}

	@Benchmark
	public String select() throws SQLException {
		return this.component.select();
	}

	@TearDown
	public void close() throws SQLException {
		this.component.close();
	}

}

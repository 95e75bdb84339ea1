package ai.backend.dbstatus.benchmark;

import java.util.concurrent.TimeUnit;

import ai.backend.dbstatus.alembic.AlembicProject;
import ai.backend.dbstatus.alembic.RevisionHistory;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Reading a project of some hundred scripts in a process that is warm: all of it, and again with nothing changed. The
 * first reading in a fresh process is {@link FirstReading}.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
@State(Scope.Benchmark)
public class HistoryBenchmark {

	private BenchmarkProject files = BenchmarkProject.open();

	private AlembicProject project = new AlembicProject(this.files.location());

	@Setup
	public void readOnce() {
		this.project.history();
	}

	@TearDown
	public void close() {
		this.files.close();
	}

	@Benchmark
	public RevisionHistory everything() {
		return new AlembicProject(this.files.location()).history();
	}

	@Benchmark
	public RevisionHistory unchanged() {
		return this.project.history();
	}

}

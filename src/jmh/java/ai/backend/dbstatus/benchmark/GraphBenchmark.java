package ai.backend.dbstatus.benchmark;

import java.util.List;
import java.util.concurrent.TimeUnit;

import ai.backend.dbstatus.alembic.AlembicProject;
import ai.backend.dbstatus.alembic.revision.LocatedState;
import ai.backend.dbstatus.alembic.revision.Revision;
import ai.backend.dbstatus.alembic.revision.RevisionMap;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Large graphs, a merge in every twentieth revision: making the graph, and verdict and plan for a database at the very
 * first revision.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
@State(Scope.Benchmark)
public class GraphBenchmark {

	private static final int REVISIONS_PER_MERGE = 20;

	@Param({ "5000", "10000", "20000" })
	private int revisions;

	private List<Revision> all = List.of();

	private RevisionMap map = RevisionMap.of(List.of());

	@Setup
	public void read() {
		try (BenchmarkProject project = BenchmarkProject.generate(this.revisions,
				this.revisions / REVISIONS_PER_MERGE)) {
			this.map = new AlembicProject(project.location()).history().map();
			this.all = this.map.revisions();
		}
	}

	@Benchmark
	public RevisionMap graph() {
		return RevisionMap.of(this.all);
	}

	@Benchmark
	public List<Revision> verdictAndPlan() {
		LocatedState state = (LocatedState) this.map.state(List.of(this.map.bases().getFirst().id()));
		return state.plan().pending();
	}

}

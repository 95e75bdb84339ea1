package ai.backend.dbstatus.graph;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import ai.backend.dbstatus.status.history.HistoryView;
import ai.backend.dbstatus.status.history.RevisionInfo;
import ai.backend.dbstatus.status.report.Divergence;
import ai.backend.dbstatus.status.report.Divergence.Branch;
import ai.backend.dbstatus.status.report.StatusReport;

/**
 * What the picture shows.
 *
 * @param component the component's name
 * @param revisions the revisions, newest first: each before those that it needs
 * @param unknownRows the rows of the version table that name none of these revisions
 * @param branches a branch for each head where the history has diverged, in the order of the list; else empty
 */
public record RevisionGraph(String component, List<RevisionInfo> revisions, List<String> unknownRows,
		List<Branch> branches) {

	public RevisionGraph {
		revisions = List.copyOf(revisions);
		unknownRows = List.copyOf(unknownRows);
		branches = List.copyOf(branches);
	}

	/**
	 * The graph of a history, and of the report of the check that saw it.
	 */
	public static RevisionGraph of(StatusReport report, HistoryView view) {
		Divergence divergence = report.position().divergence();
		RevisionGraph graph = new RevisionGraph(report.component(), view.revisions(), view.unknownRows(), List.of());
		return (divergence != null) ? graph.with(divergence.branches()) : graph;
	}

	private RevisionGraph with(List<Branch> branches) {
		Map<String, Integer> places = places();
		return new RevisionGraph(this.component, this.revisions, this.unknownRows,
				branches.stream().sorted(Comparator.comparing((branch) -> places.get(branch.head()))).toList());
	}

	/**
	 * The place of each revision in the list, by id.
	 */
	Map<String, Integer> places() {
		Map<String, Integer> places = HashMap.newHashMap(this.revisions.size());
		IntStream.range(0, this.revisions.size())
				.forEach((place) -> places.put(this.revisions.get(place).revision(), place));
		return places;
	}

	/**
	 * The places of the revisions that the rows of the version table name.
	 */
	int[] rows() {
		return IntStream.range(0, this.revisions.size())
				.filter((place) -> this.revisions.get(place).named())
				.toArray();
	}

}

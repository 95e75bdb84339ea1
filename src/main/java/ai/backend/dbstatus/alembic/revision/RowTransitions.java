package ai.backend.dbstatus.alembic.revision;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

import ai.backend.dbstatus.alembic.revision.RowsAfter.DuplicateRow;
import ai.backend.dbstatus.alembic.revision.RowsAfter.MissingRows;
import ai.backend.dbstatus.alembic.revision.RowsAfter.Rows;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the rows of a version table as Alembic does while it applies revisions: a row for every open line.
 */
final class RowTransitions {

	private final RevisionMap map;

	private final Graph graph;

	private final Set<String> rows = new HashSet<>();

	private final Set<String> duplicates = new HashSet<>();

	RowTransitions(RevisionMap map, List<@Nullable String> rows) {
		this.map = map;
		this.graph = map.graph();
		rows.stream().filter(Objects::nonNull).forEach((row) -> {
			if (!this.rows.add(row)) {
				this.duplicates.add(row);
			}
		});
	}

	RowsAfter after(int[] newestFirst) {
		for (int i = newestFirst.length - 1; i >= 0; i--) {
			int node = newestFirst[i];
			List<String> gone = replacedBy(node);
			for (String row : gone) {
				if (this.duplicates.contains(row)) {
					return new DuplicateRow(this.graph.revision(node), row);
				}
			}
			List<String> missing = gone.stream().filter((row) -> !this.rows.contains(row)).toList();
			if (!missing.isEmpty()) {
				return new MissingRows(this.graph.revision(node), missing);
			}
			gone.forEach(this.rows::remove);
			this.rows.add(this.graph.id(node));
		}
		return new Rows(List.copyOf(new TreeSet<>(this.rows)));
	}

	/**
	 * The rows that the row of a revision takes the place of. Where it joins several lines, these are all that it follows
	 * directly, but for those that another row still stands for; whether each of them has a row, Alembic does not ask.
	 */
	private List<String> replacedBy(int node) {
		int[] down = this.graph.normalizedDown()[node];
		List<String> ids = this.graph.ids(down);
		List<String> present = ids.stream().filter(this.rows::contains).toList();
		if (present.size() < 2 || (present.size() == ids.size() && !hasForeignRows())) {
			return present;
		}
		BitSet ofOthers = ofOthers(ids);
		return IntStream.of(down).filter((parent) -> !ofOthers.get(parent)).mapToObj(this.graph::id).toList();
	}

	private boolean hasForeignRows() {
		return !this.rows.stream().allMatch(this.map.symbols()::hasId);
	}

	private BitSet ofOthers(List<String> ids) {
		List<@Nullable String> others = new ArrayList<>(this.rows);
		others.removeAll(ids);
		return this.graph.ancestors(this.map.symbols().resolveAll(others));
	}

}

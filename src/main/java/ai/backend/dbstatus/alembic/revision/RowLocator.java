package ai.backend.dbstatus.alembic.revision;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import ai.backend.dbstatus.alembic.revision.DatabaseState.InconsistentRows;
import ai.backend.dbstatus.alembic.revision.DatabaseState.UnknownRow;
import ai.backend.dbstatus.alembic.revision.DatabaseState.UnknownRows;
import ai.backend.dbstatus.alembic.revision.RowLocation.Match;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of a version table.
 */
final class RowLocator {

	private final RevisionMap map;

	private final List<@Nullable String> rows;

	private final List<RowLocation> locations = new ArrayList<>(1);

	private final List<UnknownRow> unknown = new ArrayList<>(0);

	private final List<UnknownRow> meaningless = new ArrayList<>(0);

	private int[] nodes = new int[0];

	RowLocator(RevisionMap map, List<@Nullable String> rows) {
		this.map = map;
		this.rows = rows;
	}

	DatabaseState locate() {
		this.rows.forEach(this::locate);
		List<Overlap> overlaps = overlaps();
		if (!overlaps.isEmpty() || !this.meaningless.isEmpty()) {
			return new InconsistentRows(this.rows, this.locations, overlaps, this.meaningless, this.unknown);
		}
		if (!this.unknown.isEmpty()) {
			return new UnknownRows(this.rows, this.locations, this.unknown);
		}
		return new LocatedState(this.map, this.rows, this.locations, this.nodes);
	}

	private void locate(@Nullable String row) {
		if (row == null) {
			return;
		}
		try {
			int[] all = this.map.symbols().resolveAll(row);
			int[] found = IntStream.of(all).filter((node) -> node >= 0).toArray();
			this.nodes = IntStream.concat(IntStream.of(this.nodes), IntStream.of(found)).toArray();
			if (found.length < all.length) {
				throw new NotARevisionException(row);
			}
			this.locations.add(new RowLocation(row, match(row, found), this.map.revisions(found)));
		}
		catch (NotARevisionException | MultipleHeadsException | RelativeRevisionException ex) {
			this.meaningless.add(new UnknownRow(row, ex));
		}
		catch (SymbolException ex) {
			this.unknown.add(new UnknownRow(row, ex));
		}
	}

	private Match match(String row, int[] found) {
		if (found.length != 1 || row.equals("heads") || row.equals("head") || row.indexOf('@') >= 0) {
			return Match.SYMBOL;
		}
		if (this.map.graph().id(found[0]).equals(row)) {
			return Match.ID;
		}
		if (this.map.symbols().hasLabel(row)) {
			return Match.LABEL;
		}
		return this.map.graph().id(found[0]).startsWith(row) ? Match.PREFIX : Match.SYMBOL;
	}

	/**
	 * Real heads are nobody's ancestors, so that rows which are at the heads need no search.
	 */
	private List<Overlap> overlaps() {
		if (IntStream.of(this.nodes).allMatch((node) -> this.map.graph().allNext()[node].length == 0)) {
			return List.of();
		}
		try {
			this.map.graph().ancestorsOfSeparate(this.nodes);
			return List.of();
		}
		catch (OverlappingRevisionsException ex) {
			return ex.overlaps();
		}
	}

}

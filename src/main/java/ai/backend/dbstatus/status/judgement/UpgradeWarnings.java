package ai.backend.dbstatus.status.judgement;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import ai.backend.dbstatus.alembic.RevisionHistory;
import ai.backend.dbstatus.alembic.revision.LocatedState;
import ai.backend.dbstatus.alembic.revision.Revision;
import ai.backend.dbstatus.alembic.revision.RowLocation;
import ai.backend.dbstatus.alembic.revision.RowsAfter;
import ai.backend.dbstatus.alembic.revision.UpgradePlan;
import ai.backend.dbstatus.database.version.VersionTableState;

/**
 * Says what is unusual about scripts, rows and the upgrade from these rows.
 */
final class UpgradeWarnings {

	private UpgradeWarnings() {
	}

	/**
	 * The warnings, a sentence each.
	 */
	static List<String> of(RevisionHistory history, VersionTableState table, LocatedState state, UpgradePlan plan) {
		List<String> warnings = new ArrayList<>(history.warnings());
		addRows(warnings, history, table, state);
		if (plan.pendingCount() > 0) {
			addPlan(warnings, plan);
		}
		else if (!state.locations().isEmpty()) {
			addCheckHeads(warnings, history, table);
		}
		return warnings;
	}

	private static void addRows(List<String> warnings, RevisionHistory history, VersionTableState table,
			LocatedState state) {
		if (table.rows().stream().anyMatch(Objects::isNull)) {
			warnings.add("The version table has a row without a value, which Alembic passes over.");
		}
		state.duplicateRows()
				.forEach((row) -> warnings.add("Row %s is there more than once; the upgrade that changes it fails."
						.formatted(row)));
		state.locations()
				.stream()
				.filter((location) -> location.match() != RowLocation.Match.ID)
				.forEach((location) -> warnings.add(inexact(location)));
		if (state.revisions().size() > 1 && history.map().heads().size() == 1) {
			warnings.add("The version table has %d rows, but the scripts have one head."
					.formatted(state.revisions().size()));
		}
	}

	private static String inexact(RowLocation location) {
		String how = switch (location.match()) {
			case ID -> "by its id";
			case PREFIX -> "by the beginning of its id";
			case LABEL -> "by a branch label";
			case SYMBOL -> "by a symbol";
		};
		String means = location.revisions().isEmpty()
				? "no revision"
				: String.join(", ", location.revisions().stream().map(Revision::id).toList());
		return "Row '%s' means %s %s; an upgrade leaves such a row behind, beside the new one.".formatted(
				location.row(), means, how);
	}

	private static void addPlan(List<String> warnings, UpgradePlan plan) {
		if (!plan.orderDeterministic()) {
			warnings.add(
					"Alembic itself leaves the order of some pending revisions open: it depends on Python's hash seed.");
		}
		switch (plan.rowsAfter()) {
			case RowsAfter.Rows _ -> {
			}
			case RowsAfter.MissingRows(Revision revision, List<String> missing) ->
				warnings.add(("An upgrade applies %s and then fails, since the version table has no row %s: "
						+ "a redundant down revision or dependency of %s confuses Alembic.").formatted(revision.id(),
								String.join(", ", missing), revision.id()));
			case RowsAfter.DuplicateRow(Revision revision, String row) ->
				warnings.add("An upgrade applies %s and then fails, since row %s is there more than once."
						.formatted(revision.id(), row));
		}
	}

	/**
	 * Alembic: {@code current --check-heads} compares the rows with the heads as text, and counts a head that is another
	 * revision's dependency, which has no row once it is upgraded.
	 */
	private static void addCheckHeads(List<String> warnings, RevisionHistory history, VersionTableState table) {
		List<String> heads = history.map().heads().stream().map(Revision::id).sorted().toList();
		List<String> rows = table.rows().stream().filter(Objects::nonNull).distinct().sorted().toList();
		if (!heads.equals(rows)) {
			warnings.add("'alembic current --check-heads' fails here although nothing is pending: "
					+ "it compares the rows with the heads as text, and does not count dependencies.");
		}
	}

}

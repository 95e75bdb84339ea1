package ai.backend.dbstatus.alembic.revision;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

import org.assertj.core.api.SoftAssertions;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A recorded graph, and all that is recorded of it, compared with what this package makes of it.
 *
 * @param otherwiseOrdered takes the cases whose order depends on Python's hash seed though the record, made with few seeds,
 * does not say so
 */
record RecordedGraph(JsonNode recorded, Consumer<String> otherwiseOrdered) {

	/**
	 * Compares every derived value and every case.
	 */
	void check(RevisionMap map) {
		SoftAssertions softly = new SoftAssertions();
		compare(softly, "heads", map.heads());
		compare(softly, "bases", map.bases());
		compare(softly, "realHeads", map.realHeads());
		compare(softly, "realBases", map.realBases());
		compare(softly, "history", map.history());
		compare(softly, "branchPoints", map.revisions().stream().filter(map::isBranchPoint).toList());
		compare(softly, "mergePoints", map.revisions().stream().filter(map::isMergePoint).toList());
		this.recorded.get("cases")
				.forEach((recordedCase) -> new Case(map, recordedCase, this.otherwiseOrdered).check(softly));
		softly.assertAll();
	}

	private void compare(SoftAssertions softly, String name, List<Revision> revisions) {
		if (this.recorded.has(name)) {
			softly.assertThat(Vectors.ids(revisions)).as(name).isEqualTo(Vectors.strings(this.recorded.get(name)));
		}
	}

	/**
	 * An upgrade from some rows to a target.
	 */
	private record Case(RevisionMap map, JsonNode recorded, Consumer<String> otherwiseOrdered) {

		void check(SoftAssertions softly) {
			List<String> rows = Vectors.strings(this.recorded.get("current"));
			String target = this.recorded.get("target").asString();
			String name = rows + " to " + target;
			UpgradePlan plan = null;
			String failure = null;
			try {
				plan = this.map.plan(rows, target);
			}
			catch (RevisionException ex) {
				failure = Vectors.alembicName(ex);
			}
			softly.assertThat(failure).as(name).isEqualTo(Vectors.failure(this.recorded));
			if (plan != null && failure == null) {
				checkOrder(softly, name, plan);
				checkRows(softly, name, rows, target);
			}
			if (target.equals("heads")) {
				softly.assertThatCode(() -> checkState(rows, this.recorded)).as(name).doesNotThrowAnyException();
			}
		}

		private void checkOrder(SoftAssertions softly, String name, UpgradePlan plan) {
			List<String> pending = Vectors.ids(plan.pending());
			softly.assertThat(plan.pendingCount()).as(name).isEqualTo(pending.size());
			List<String> expected = Vectors.strings(this.recorded.get("pending"));
			if (!this.recorded.has("deterministic")) {
				if (plan.orderDeterministic() || pending.equals(expected)) {
					softly.assertThat(pending).as(name).isEqualTo(expected);
				}
				else {
					softly.assertThat(pending).as(name).containsExactlyInAnyOrderElementsOf(expected);
					softly.assertThat(plan.pending()).as(name).allSatisfy(this::comesAfterAllItNeeds);
					this.otherwiseOrdered.accept(name);
				}
				return;
			}
			softly.assertThat(pending).as(name).isEqualTo(Vectors.strings(this.recorded.get("declaredOrder")));
			if (!this.recorded.get("otherOrders").valueStream().map(Vectors::strings).allMatch(expected::equals)) {
				softly.assertThat(plan.orderDeterministic()).as(name + ": deterministic").isFalse();
			}
		}

		private void comesAfterAllItNeeds(Revision revision) {
			List<String> rows = Vectors.strings(this.recorded.get("current"));
			List<Revision> pending = this.map.plan(rows, this.recorded.get("target").asString()).pending();
			List<Revision> needed = new ArrayList<>(this.map.normalizedDownRevisions(revision));
			needed.retainAll(pending);
			assertThat(pending.subList(0, pending.indexOf(revision))).containsAll(needed);
		}

		/**
		 * Alembic's own bookkeeping knows each row once; that a row which is there twice makes the upgrade fail is checked
		 * beside that.
		 */
		private void checkRows(SoftAssertions softly, String name, List<String> rows, String target) {
			JsonNode recordedRows = this.recorded.get("rowsAfter");
			List<String> distinct = rows.stream().distinct().toList();
			RowsAfter after = this.map.plan(distinct, target).rowsAfter();
			boolean recordedForOtherOrder = !Vectors.ids(this.map.plan(rows, target).pending())
					.equals(Vectors.strings(this.recorded.get("pending")));
			if (recordedRows.isNull() || recordedForOtherOrder) {
				return;
			}
			List<String> expected = Vectors.strings(recordedRows);
			softly.assertThat(after).as(name + ": rows").isEqualTo(new RowsAfter.Rows(expected));
			if (distinct.size() < rows.size()) {
				List<String> twice = new ArrayList<>(rows);
				distinct.forEach(twice::remove);
				boolean changed = !expected.containsAll(twice);
				softly.assertThat(this.map.plan(rows, target).rowsAfter() instanceof RowsAfter.DuplicateRow)
						.as(name + ": a duplicate row has to change")
						.isEqualTo(changed);
			}
		}

		/**
		 * What the state of the database says must agree with what the upgrade does.
		 */
		private void checkState(List<String> rows, JsonNode expected) {
			DatabaseState state = this.map.state(rows);
			if (expected.has("error")) {
				String failure = Objects.requireNonNull(Vectors.failure(expected));
				switch (state) {
					case DatabaseState.UnknownRows _ -> assertThat(failure).isEqualTo("ResolutionError");
					case DatabaseState.InconsistentRows inconsistent -> assertThat(failure).isIn(
							inconsistent.unknown().isEmpty() ? "" : "ResolutionError",
							inconsistent.overlaps().isEmpty() ? "" : "RevisionError",
							inconsistent.meaningless().isEmpty()
									? ""
									: Vectors.alembicName(inconsistent.meaningless().getFirst().reason()));
					case LocatedState _ -> throw new AssertionError("Alembic: " + failure);
				}
				return;
			}
			assertThat(state).isInstanceOf(LocatedState.class);
			LocatedState located = (LocatedState) state;
			int pending = expected.get("pending").size();
			assertThat(located.pendingCount()).isEqualTo(pending);
			assertThat(located.isAtHeads()).isEqualTo(pending == 0);
			assertThat(located.plan().pending()).isEqualTo(this.map.plan(rows, "heads").pending());
			assertThat(located.applied().size()).isEqualTo(this.map.revisions().size() - pending);
		}

	}

}

package ai.backend.dbstatus.schema;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import ai.backend.dbstatus.alembic.RevisionOperations;
import ai.backend.dbstatus.alembic.operation.Change;
import ai.backend.dbstatus.alembic.operation.Operations;
import ai.backend.dbstatus.alembic.revision.Revision;
import ai.backend.dbstatus.schema.SchemaEvidence.Evidence;
import org.jspecify.annotations.Nullable;

/**
 * Where what pending revisions would create is there already: the revision that the database could be stamped with. Only
 * revisions that do nothing but create, and whose every object is there, are known to have run.
 */
final class StampSearch {

	private final RevisionOperations operations;

	private final List<Revision> order;

	private final Function<Set<String>, SchemaEvidence> evidence;

	/**
	 * @param order the order of an upgrade from an empty database
	 * @param evidence holds the catalog against what revisions have made
	 */
	StampSearch(RevisionOperations operations, List<Revision> order, Function<Set<String>, SchemaEvidence> evidence) {
		this.operations = operations;
		this.order = order;
		this.evidence = evidence;
	}

	/**
	 * @param applied the revisions that count as applied
	 * @param found what was found by these, nothing missing among it
	 */
	@Nullable
	String find(Set<String> applied, SchemaEvidence found) {
		Set<String> early = found.alreadyThere()
				.stream()
				.map((object) -> Objects.requireNonNull(object.maker()).revision())
				.collect(Collectors.toSet());
		Set<String> stamped = new HashSet<>(applied);
		String last = null;
		for (Revision revision : this.order) {
			if (!early.isEmpty() && stamped.add(revision.id())) {
				if (!createsAlone(this.operations.upgrade(revision.id()))) {
					return null;
				}
				early.remove(revision.id());
				last = revision.id();
			}
		}
		return (last != null && isAllOf(last, stamped.size()) && isBorneOut(applied, stamped)) ? last : null;
	}

	/** Whether a stamp with one revision means as many revisions. */
	private boolean isAllOf(String revision, int count) {
		return this.operations.history().map().plan(List.of(), revision).pendingCount() == count;
	}

	private boolean isBorneOut(Set<String> applied, Set<String> stamped) {
		SchemaEvidence then = this.evidence.apply(stamped);
		return then.missing().isEmpty() && then.alreadyThere().isEmpty() && then.revisions()
				.stream()
				.filter((revision) -> !applied.contains(revision.revision()))
				.allMatch((revision) -> revision.evidence() == Evidence.FOUND);
	}

	private static boolean createsAlone(Operations operations) {
		return operations.notKnown().isEmpty() && !operations.raises() && operations.operations()
				.stream()
				.allMatch((operation) -> operation.isCertain()
						&& operation.changes().stream().allMatch(StampSearch::creates));
	}

	private static boolean creates(Change change) {
		return switch (change) {
			case Change.CreateTable table -> table.complete();
			case Change.AddColumn _,Change.CreateIndex _,Change.AddConstraint _,Change.Create _,Change.AddEnumValue _ ->
				true;
			default -> false;
		};
	}

}

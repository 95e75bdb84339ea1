package ai.backend.dbstatus.status;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import ai.backend.dbstatus.alembic.RevisionHistory;
import ai.backend.dbstatus.alembic.revision.Revision;
import ai.backend.dbstatus.alembic.script.MigrationScript;
import ai.backend.dbstatus.status.Divergence.Branch;
import ai.backend.dbstatus.status.Divergence.BranchRevision;
import ai.backend.dbstatus.status.Divergence.Remedy;
import org.jspecify.annotations.Nullable;

/**
 * Describes how a history came to have several heads. Branches are followed by down revisions, as Alembic does for heads.
 */
final class DivergenceDescription {

	private final RevisionHistory history;

	private final List<Revision> newestFirst;

	private final List<Revision> heads;

	private final List<Set<String>> ancestors;

	private DivergenceDescription(RevisionHistory history) {
		this.history = history;
		this.newestFirst = history.map().history();
		this.heads = history.map().heads();
		this.ancestors = this.heads.stream()
				.map((head) -> Set.copyOf(history.map().ancestors(head, false).ids()))
				.toList();
	}

	/**
	 * What there is to say.
	 * @param facts what commands may speak of
	 * @return {@code null} where there are not several heads
	 */
	static @Nullable Divergence of(RevisionHistory history, DivergenceCommands commands, Map<Fact, String> facts) {
		return (history.map().heads().size() > 1)
				? new DivergenceDescription(history).describe(commands, facts)
				: null;
	}

	private Divergence describe(DivergenceCommands commands, Map<Fact, String> facts) {
		List<Branch> branches = new ArrayList<>();
		for (int i = 0; i < this.heads.size(); i++) {
			branches.add(branch(i));
		}
		RevisionSummary common = newest((id) -> this.ancestors.stream().allMatch((set) -> set.contains(id)));
		return new Divergence(common, branches, remedies(branches, commands, facts));
	}

	private Branch branch(int index) {
		Set<String> mine = this.ancestors.get(index);
		Set<String> others = new HashSet<>();
		for (int i = 0; i < this.ancestors.size(); i++) {
			if (i != index) {
				others.addAll(this.ancestors.get(i));
			}
		}
		List<BranchRevision> own = this.newestFirst.reversed()
				.stream()
				.filter((revision) -> mine.contains(revision.id()) && !others.contains(revision.id()))
				.map(this::branchRevision)
				.toList();
		RevisionSummary parting = newest((id) -> mine.contains(id) && others.contains(id));
		return new Branch(this.heads.get(index).id(), parting, own);
	}

	private @Nullable RevisionSummary newest(Predicate<String> among) {
		return this.newestFirst.stream()
				.filter((revision) -> among.test(revision.id()))
				.findFirst()
				.map((revision) -> new RevisionSummary(revision.id(), this.history.script(revision).description()))
				.orElse(null);
	}

	private BranchRevision branchRevision(Revision revision) {
		MigrationScript script = this.history.script(revision);
		return new BranchRevision(revision.id(), script.description(), script.created(), script.fileName());
	}

	private List<Remedy> remedies(List<Branch> branches, DivergenceCommands commands, Map<Fact, String> facts) {
		List<Remedy> remedies = new ArrayList<>();
		if (!commands.merge().isBlank()) {
			remedies.add(new Remedy("Where all branches are merged already, join them by a merge revision.",
					ActionTemplate.fill(commands.merge(), facts)));
		}
		if (!commands.rebase().isBlank()) {
			for (int top = 0; top < branches.size(); top++) {
				int base = (top == 0) ? 1 : 0;
				if (canRebase(top, base)) {
					remedies.add(rebase(branches.get(base).head(), branches.get(top).head(), commands, facts));
				}
			}
		}
		return remedies;
	}

	/**
	 * Backend.AI's script rewrites the one down revision of each script since the common ancestor: there has to be one,
	 * and no merge revision on the way.
	 */
	private boolean canRebase(int top, int base) {
		Set<String> below = this.ancestors.get(base);
		return this.ancestors.get(top).stream().anyMatch(below::contains) && this.newestFirst.stream()
				.filter((revision) -> this.ancestors.get(top).contains(revision.id()) && !below.contains(revision.id()))
				.noneMatch(Revision::isMergePoint);
	}

	private static Remedy rebase(String base, String top, DivergenceCommands commands, Map<Fact, String> facts) {
		Map<Fact, String> both = new EnumMap<>(facts);
		both.put(Fact.BASE, base);
		both.put(Fact.TOP, top);
		return new Remedy("Where the branch of %s is not merged yet, put it on top of %s.".formatted(top, base),
				ActionTemplate.fill(commands.rebase(), both));
	}

}

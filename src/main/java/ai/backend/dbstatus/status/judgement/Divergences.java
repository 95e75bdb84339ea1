package ai.backend.dbstatus.status.judgement;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import ai.backend.dbstatus.alembic.revision.Revision;
import ai.backend.dbstatus.alembic.revision.RevisionMap;
import ai.backend.dbstatus.status.action.DivergenceCommands;
import ai.backend.dbstatus.status.action.Fact;
import ai.backend.dbstatus.status.history.HistoryView;
import ai.backend.dbstatus.status.history.RevisionInfo;
import ai.backend.dbstatus.status.report.Divergence;
import ai.backend.dbstatus.status.report.Divergence.Branch;
import ai.backend.dbstatus.status.report.Divergence.Remedy;
import org.jspecify.annotations.Nullable;

/**
 * Finds out how a history came to have several heads. Branches are followed by down revisions, as Alembic does for heads.
 */
final class Divergences {

	private final HistoryView view;

	private final List<Revision> newestFirst;

	private final List<Revision> heads;

	private final List<Set<String>> ancestors;

	private Divergences(HistoryView view) {
		RevisionMap map = view.history().map();
		this.view = view;
		this.newestFirst = map.history();
		this.heads = map.heads();
		this.ancestors = this.heads.stream().map((head) -> Set.copyOf(map.ancestors(head, false).ids())).toList();
	}

	/**
	 * What there is to say.
	 * @param facts what commands may speak of
	 * @return {@code null} where there are not several heads
	 */
	static @Nullable Divergence of(HistoryView view, DivergenceCommands commands, Map<Fact, String> facts) {
		return (view.history().map().heads().size() > 1) ? new Divergences(view).describe(commands, facts) : null;
	}

	private Divergence describe(DivergenceCommands commands, Map<Fact, String> facts) {
		List<Branch> branches = new ArrayList<>();
		for (int i = 0; i < this.heads.size(); i++) {
			branches.add(branch(i));
		}
		RevisionInfo common = newest((id) -> this.ancestors.stream().allMatch((set) -> set.contains(id)));
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
		List<RevisionInfo> own = this.newestFirst.reversed()
				.stream()
				.filter((revision) -> mine.contains(revision.id()) && !others.contains(revision.id()))
				.map(this.view::describe)
				.toList();
		RevisionInfo parting = newest((id) -> mine.contains(id) && others.contains(id));
		return new Branch(this.heads.get(index).id(), parting, own);
	}

	private @Nullable RevisionInfo newest(Predicate<String> among) {
		return this.newestFirst.stream()
				.filter((revision) -> among.test(revision.id()))
				.findFirst()
				.map(this.view::describe)
				.orElse(null);
	}

	private List<Remedy> remedies(List<Branch> branches, DivergenceCommands commands, Map<Fact, String> facts) {
		List<Remedy> remedies = new ArrayList<>();
		String merge = commands.merge(facts);
		if (merge != null) {
			remedies.add(new Remedy("Where all branches are merged already, join them by a merge revision.", merge));
		}
		for (int top = 0; top < branches.size(); top++) {
			int base = (top == 0) ? 1 : 0;
			String onTop = branches.get(top).head();
			String below = branches.get(base).head();
			String rebase = commands.rebase(below, onTop, facts);
			if (rebase != null && canRebase(top, base)) {
				remedies.add(new Remedy(
						"Where the branch of %s is not merged yet, put it on top of %s.".formatted(onTop, below),
						rebase));
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

}

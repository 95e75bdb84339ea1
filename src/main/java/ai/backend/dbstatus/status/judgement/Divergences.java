package ai.backend.dbstatus.status.judgement;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.Stream;

import ai.backend.dbstatus.alembic.revision.Revision;
import ai.backend.dbstatus.alembic.revision.RevisionMap;
import ai.backend.dbstatus.alembic.revision.RevisionSet;
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

	private final RevisionMap map;

	private final List<Revision> newestFirst;

	/** Where each revision stands among them. */
	private final Map<String, Integer> places = new HashMap<>();

	private final List<Revision> heads;

	/** To how many heads each revision leads. The ancestors of each head are not kept: there may be thousands of both. */
	private final Map<String, Integer> leadsTo = new HashMap<>();

	private Divergences(HistoryView view) {
		this.view = view;
		this.map = view.history().map();
		this.newestFirst = this.map.history();
		this.heads = this.map.heads();
		for (Revision revision : this.newestFirst) {
			this.places.put(revision.id(), this.places.size());
		}
		for (Revision head : this.heads) {
			ancestors(head).ids().forEach((id) -> this.leadsTo.merge(id, 1, Integer::sum));
		}
	}

	private RevisionSet ancestors(Revision head) {
		return this.map.ancestors(head, false);
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
		this.heads.forEach((head) -> branches.add(branch(head)));
		RevisionInfo common = newest(this.newestFirst.stream(), (heads) -> heads == this.heads.size());
		return new Divergence(common, branches, remedies(branches, commands, facts));
	}

	private Branch branch(Revision head) {
		List<Revision> mine = ancestors(head).revisions();
		List<RevisionInfo> own = mine.stream()
				.filter((revision) -> leadsTo(revision) == 1)
				.sorted(Comparator.comparingInt(this::place).reversed())
				.map(this.view::describe)
				.toList();
		return new Branch(head.id(), newest(mine.stream(), (heads) -> heads > 1), own);
	}

	private @Nullable RevisionInfo newest(Stream<Revision> among, IntPredicate leadsTo) {
		return among.filter((revision) -> leadsTo.test(leadsTo(revision)))
				.min(Comparator.comparingInt(this::place))
				.map(this.view::describe)
				.orElse(null);
	}

	private int leadsTo(Revision revision) {
		return this.leadsTo.getOrDefault(revision.id(), 0);
	}

	private int place(Revision revision) {
		return this.places.getOrDefault(revision.id(), Integer.MAX_VALUE);
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
		RevisionSet below = ancestors(this.heads.get(base));
		List<Revision> above = ancestors(this.heads.get(top)).revisions();
		return above.stream().anyMatch((revision) -> below.contains(revision.id()))
				&& above.stream()
						.filter((revision) -> !below.contains(revision.id()))
						.noneMatch(Revision::isMergePoint);
	}

}

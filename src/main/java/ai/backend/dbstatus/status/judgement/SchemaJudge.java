package ai.backend.dbstatus.status.judgement;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import ai.backend.dbstatus.alembic.script.MigrationScript;
import ai.backend.dbstatus.component.Component;
import ai.backend.dbstatus.schema.SchemaVerdict;
import ai.backend.dbstatus.status.action.Fact;
import ai.backend.dbstatus.status.action.ShellWords;
import ai.backend.dbstatus.status.history.HistoryView;
import ai.backend.dbstatus.status.observation.Problem;
import ai.backend.dbstatus.status.report.Findings;
import ai.backend.dbstatus.status.report.Reason;
import ai.backend.dbstatus.status.report.RecommendedAction;
import ai.backend.dbstatus.status.report.SchemaItem;
import ai.backend.dbstatus.status.report.SchemaState;
import ai.backend.dbstatus.status.report.Status;
import ai.backend.dbstatus.status.report.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * Adds to findings what the schema says of them. A status that is worse stays as it is, and so does everything while a
 * migration is under way: until it has ended, what is there or not yet says nothing.
 */
public final class SchemaJudge {

	/** Nobody takes more steps at once; all are in the lists. */
	private static final int MOST_STEPS = 10;

	private final Component component;

	private final HistoryView view;

	private final Map<Fact, String> facts = new EnumMap<>(Fact.class);

	private SchemaJudge(Component component, HistoryView view) {
		this.component = component;
		this.view = view;
		this.facts.putAll(Judge.facts(component, view.history(), view.heads()));
	}

	/**
	 * The findings with the state of the schema.
	 * @param findings what was found of scripts and version table
	 * @param view the revisions in the light of the rows
	 * @param stamp the revision that the database could be stamped with so that the schema bears it out; {@code null} if there
	 * is none, or it is not known for certain
	 */
	public static Findings judge(Component component, Findings findings, HistoryView view, SchemaState state,
			@Nullable String stamp) {
		return new SchemaJudge(component, view).judge(findings.with(state), state, stamp);
	}

	/**
	 * The findings where the schema could not be looked at, though that was asked for: no verdict is possible.
	 */
	public static Findings unanswered(Component component, Findings findings, HistoryView view, Problem problem) {
		SchemaJudge judge = new SchemaJudge(component, view);
		judge.facts.putAll(problem.facts());
		Reason reason = problem.reason();
		SchemaState state = SchemaState.unproven(problem.details());
		return findings.with(state)
				.with(new Verdict(reason, reason.title() + ".", problem.details(),
						component.policy().actions().recommend(reason, judge.facts), findings.verdict().warnings()));
	}

	private Findings judge(Findings findings, SchemaState state, @Nullable String stamp) {
		Verdict verdict = findings.verdict();
		if (verdict.reason() == Reason.UNSTAMPED_SCHEMA && stamp != null && findings.migration() == null) {
			return findings.with(with(verdict, stamp(verdict.reason(), stamp)));
		}
		if (state.verdict() == SchemaVerdict.UNPROVEN && state.details() != null && state.fits().isEmpty()) {
			return findings.with(warned(verdict,
					"Whether the schema bears out its stamp is not known: " + state.details() + "."));
		}
		boolean drifted = state.verdict() == SchemaVerdict.CONTRADICTED && findings.migration() == null
				&& verdict.reason().status().compareTo(Status.DRIFTED) > 0;
		return drifted ? findings.with(drifted(verdict, state, stamp)) : findings;
	}

	private Verdict drifted(Verdict verdict, SchemaState state, @Nullable String stamp) {
		if (!state.neverRan().isEmpty()) {
			int count = state.neverRan().size();
			return new Verdict(Reason.NEVER_RAN,
					(count == 1) ? "1 applied revision never ran." : "%d applied revisions never ran.".formatted(count),
					"%s %s as applied, and nothing is there of what %s".formatted(list(state.neverRan()),
							(count == 1) ? "counts" : "count", (count == 1) ? "it makes" : "they make"),
					recommend(Reason.NEVER_RAN, state.neverRan().stream().map(this::revision).toList()),
					verdict.warnings());
		}
		if (!state.missing().isEmpty()) {
			int count = state.missing().size();
			return new Verdict(Reason.OBJECTS_MISSING, (count == 1)
					? "1 object is missing that applied revisions made."
					: "%d objects are missing that applied revisions made.".formatted(count),
					"Changed by hand, or the script was edited after it ran: %s"
							.formatted(list(state.missing().stream().map(SchemaItem::label).toList())),
					recommend(Reason.OBJECTS_MISSING, state.missing().stream().map(this::object).toList()),
					verdict.warnings());
		}
		int count = state.alreadyThere().size();
		return new Verdict(Reason.ALREADY_THERE, (count == 1)
				? "1 object is already there that pending revisions would create."
				: "%d objects are already there that pending revisions would create.".formatted(count),
				"An upgrade would fail on %s"
						.formatted(list(state.alreadyThere().stream().map(SchemaItem::label).toList())),
				(stamp != null)
						? stamp(Reason.ALREADY_THERE, stamp)
						: recommend(Reason.ALREADY_THERE, state.alreadyThere().stream().map(this::object).toList()),
				verdict.warnings());
	}

	private @Nullable RecommendedAction stamp(Reason reason, String revision) {
		this.facts.put(Fact.STAMP, ShellWords.quote(revision));
		return this.component.policy().actions().stamp(reason, this.facts);
	}

	private Map<Fact, String> revision(String revision) {
		MigrationScript script = this.view.history().scripts().get(revision);
		List<String> down = (script != null) ? script.downRevisions() : List.of();
		Map<Fact, String> facts = new EnumMap<>(this.facts);
		facts.put(Fact.REVISION, ShellWords.quote(revision));
		facts.put(Fact.DOWN, down.isEmpty() ? "base" : ShellWords.quote(String.join(",", down)));
		if (script != null) {
			facts.put(Fact.FILE, ShellWords.quote(script.fileName()));
		}
		return facts;
	}

	private Map<Fact, String> object(SchemaItem item) {
		Map<Fact, String> facts = revision(item.revision());
		facts.put(Fact.OBJECT, "%s %s".formatted(item.kind().name().toLowerCase(Locale.ROOT).replace('_', ' '),
				ShellWords.quote(item.name())));
		facts.put(Fact.FILE, ShellWords.quote(item.place()));
		return facts;
	}

	private @Nullable RecommendedAction recommend(Reason reason, List<Map<Fact, String>> each) {
		return this.component.policy()
				.actions()
				.recommend(reason, this.facts, each.stream().limit(MOST_STEPS).toList());
	}

	private static Verdict with(Verdict verdict, @Nullable RecommendedAction action) {
		return new Verdict(verdict.reason(), verdict.summary(), verdict.details(), action, verdict.warnings());
	}

	private static Verdict warned(Verdict verdict, String warning) {
		return new Verdict(verdict.reason(), verdict.summary(), verdict.details(), verdict.recommendedAction(),
				Stream.concat(verdict.warnings().stream(), Stream.of(warning)).toList());
	}

	/** {@code a, b, c and 7 more}. */
	private static String list(List<String> names) {
		int shown = Math.min(names.size(), 3);
		String first = names.stream().limit(shown).collect(Collectors.joining(", "));
		return (names.size() > shown) ? "%s and %d more".formatted(first, names.size() - shown) : first;
	}

}

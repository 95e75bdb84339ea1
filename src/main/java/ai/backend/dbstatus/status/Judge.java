package ai.backend.dbstatus.status;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import ai.backend.dbstatus.alembic.RevisionHistory;
import ai.backend.dbstatus.alembic.revision.DatabaseState;
import ai.backend.dbstatus.alembic.revision.LocatedState;
import ai.backend.dbstatus.alembic.revision.Revision;
import ai.backend.dbstatus.alembic.script.MigrationScript;
import ai.backend.dbstatus.database.version.VersionTableState;
import ai.backend.dbstatus.status.Attempt.Failed;
import ai.backend.dbstatus.status.Attempt.Known;
import ai.backend.dbstatus.status.StatusReport.Findings;
import org.jspecify.annotations.Nullable;

/**
 * Judges what a check saw: the verdict, its reason and the action to recommend. Knows nothing of time and asks nobody.
 */
final class Judge {

	private final Component component;

	private final Map<Reason, ActionTemplate> actions;

	private final DivergenceCommands divergenceCommands;

	Judge(Component component, Map<Reason, ActionTemplate> actions, DivergenceCommands divergenceCommands) {
		this.component = component;
		this.actions = actions;
		this.divergenceCommands = divergenceCommands;
	}

	/**
	 * The findings: the first that holds of the contract's table of statuses.
	 */
	Findings judge(Observation seen) {
		Sheet sheet = new Sheet(seen);
		if (seen.history() instanceof Failed<RevisionHistory>(Problem problem)) {
			return sheet.problem(problem);
		}
		if (seen.rows() instanceof Failed<VersionTableState>(Problem problem)) {
			return sheet.problem(problem);
		}
		RevisionHistory history = Objects.requireNonNull(sheet.history);
		VersionTableState table = Objects.requireNonNull(sheet.table);
		return switch (history.map().state(table.rows())) {
			case DatabaseState.InconsistentRows rows -> sheet.inconsistent(rows);
			case DatabaseState.UnknownRows rows -> sheet.unrecognized(rows.unknown());
			case LocatedState state -> sheet.located(history, table, state);
		};
	}

	/**
	 * The findings in the making.
	 */
	private final class Sheet {

		private final @Nullable RevisionHistory history;

		private final @Nullable VersionTableState table;

		private final Map<Fact, String> facts = new EnumMap<>(Fact.class);

		private final List<RevisionSummary> current;

		private final List<RevisionSummary> heads;

		private List<PendingRevision> pending = List.of();

		private List<String> warnings = List.of();

		private Releases releases = Releases.UNKNOWN;

		Sheet(Observation seen) {
			this.history = (seen.history() instanceof Known<RevisionHistory>(RevisionHistory known)) ? known : null;
			this.table = (seen.rows() instanceof Known<VersionTableState>(VersionTableState known)) ? known : null;
			this.current = (this.table != null) ? rows(this.table) : List.of();
			this.heads = (this.history != null) ? heads(this.history) : List.of();
			String config = Judge.this.component.alembic().alembicConfig();
			String section = Judge.this.component.alembic().section();
			this.facts.put(Fact.COMPONENT, Judge.this.component.name());
			this.facts.put(Fact.CONFIG, config);
			this.facts.put(Fact.ALEMBIC, "-c " + config + (section.equals("alembic") ? "" : " -n " + section));
			this.facts.put(Fact.VERSION_TABLE, seen.versionTable().toString());
			this.facts.put(Fact.TARGET, (this.heads.size() > 1) ? "heads" : "head");
			if (!this.heads.isEmpty()) {
				this.facts.put(Fact.HEADS, ids(this.heads));
			}
		}

		Findings problem(Problem problem) {
			this.facts.putAll(problem.facts());
			return findings(problem.reason(), problem.reason().title() + ".", problem.details());
		}

		Findings inconsistent(DatabaseState.InconsistentRows rows) {
			List<String> sentences = new ArrayList<>();
			rows.overlaps()
					.forEach((overlap) -> sentences.add("Row %s is an ancestor of row %s.".formatted(overlap.ancestor(),
							overlap.revision())));
			rows.meaningless().forEach((row) -> sentences.add("Row '%s' names no revision.".formatted(row.row())));
			rows.unknown()
					.forEach((row) -> sentences.add("Row %s is not among the migration scripts.".formatted(row.row())));
			if (!rows.overlaps().isEmpty()) {
				this.facts.put(Fact.ANCESTOR, rows.overlaps().getFirst().ancestor());
			}
			else if (!rows.meaningless().isEmpty()) {
				this.facts.put(Fact.ANCESTOR, rows.meaningless().getFirst().row());
			}
			sentences.add("Every upgrade fails.");
			return findings(Reason.INCONSISTENT_ROWS, Reason.INCONSISTENT_ROWS.title() + ".",
					String.join(" ", sentences));
		}

		Findings unrecognized(List<DatabaseState.UnknownRow> unknown) {
			List<String> ids = unknown.stream().map(DatabaseState.UnknownRow::row).distinct().toList();
			this.facts.put(Fact.UNKNOWN, String.join(" ", ids));
			String summary = (ids.size() == 1)
					? "Revision %s is not among the migration scripts.".formatted(ids.getFirst())
					: "Revisions %s are not among the migration scripts.".formatted(String.join(", ", ids));
			return findings(Reason.UNKNOWN_REVISION, summary,
					"Newer code migrated the database, or code of another branch or project");
		}

		Findings located(RevisionHistory history, VersionTableState table, LocatedState state) {
			PlanDescription plan = PlanDescription.of(history, table, state);
			this.pending = plan.pending();
			this.warnings = plan.warnings();
			this.releases = Releases.of(history, state, this.pending);
			if (!this.pending.isEmpty()) {
				this.facts.put(Fact.FIRST_PENDING, this.pending.getFirst().revision());
			}
			if (this.heads.size() > 1 && !Judge.this.component.allowMultipleHeads()) {
				return findings(Reason.MULTIPLE_HEADS, "Multiple migration heads detected.",
						"Found %d diverged migration heads".formatted(this.heads.size()));
			}
			if (state.locations().isEmpty()) {
				return withoutRevision(table);
			}
			if (this.pending.isEmpty()) {
				return findings(Reason.AT_HEAD, "Database schema is current. No migrations pending.", null);
			}
			return findings(Reason.PENDING_MIGRATIONS, (this.pending.size() == 1)
					? "1 migration pending."
					: "%d migrations pending.".formatted(this.pending.size()), null);
		}

		private Findings withoutRevision(VersionTableState table) {
			String name = this.facts.get(Fact.VERSION_TABLE);
			if (table.otherTables()) {
				return findings(Reason.UNSTAMPED_SCHEMA, "Database has tables but no revision.",
						"The schema has tables, and %s names no revision: migrating from scratch would collide with them"
								.formatted(name));
			}
			if (table.exists()) {
				return findings(Reason.EMPTY_VERSION_TABLE, "Database not initialized.",
						"The table %s names no revision".formatted(name));
			}
			return findings(Reason.NO_VERSION_TABLE, "Database not initialized.",
					"There is no table %s".formatted(name));
		}

		private Findings findings(Reason reason, String summary, @Nullable String details) {
			ActionTemplate action = Judge.this.actions.get(reason);
			return new Findings(reason, summary, details, this.current, this.heads, this.pending,
					(action != null) ? action.fill(this.facts) : null, this.warnings, this.releases.current(),
					this.releases.pending(), divergence());
		}

		private @Nullable Divergence divergence() {
			if (this.history == null || Judge.this.component.allowMultipleHeads()) {
				return null;
			}
			return DivergenceDescription.of(this.history, Judge.this.divergenceCommands, this.facts);
		}

		private List<RevisionSummary> rows(VersionTableState table) {
			return table.rows().stream().filter(Objects::nonNull).map(this::summary).toList();
		}

		private RevisionSummary summary(String row) {
			MigrationScript script = (this.history != null) ? this.history.scripts().get(row) : null;
			return new RevisionSummary(row, (script != null) ? script.description() : null);
		}

		private static List<RevisionSummary> heads(RevisionHistory history) {
			return history.map().heads().stream().map((head) -> summary(history, head)).toList();
		}

		private static RevisionSummary summary(RevisionHistory history, Revision revision) {
			return new RevisionSummary(revision.id(), history.script(revision).description());
		}

		private static String ids(List<RevisionSummary> revisions) {
			return revisions.stream().map(RevisionSummary::revision).collect(Collectors.joining(" "));
		}

	}

}

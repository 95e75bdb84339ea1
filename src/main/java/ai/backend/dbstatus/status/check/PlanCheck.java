package ai.backend.dbstatus.status.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import ai.backend.dbstatus.alembic.ConfiguredProject;
import ai.backend.dbstatus.alembic.RevisionOperations;
import ai.backend.dbstatus.alembic.environment.EnvironmentScript;
import ai.backend.dbstatus.alembic.environment.Given;
import ai.backend.dbstatus.alembic.operation.Operations;
import ai.backend.dbstatus.alembic.operation.SqlDialect;
import ai.backend.dbstatus.alembic.revision.Revision;
import ai.backend.dbstatus.plan.AllowComments;
import ai.backend.dbstatus.plan.Plan;
import ai.backend.dbstatus.plan.Plan.Direction;
import ai.backend.dbstatus.plan.PlannedRevision;
import ai.backend.dbstatus.plan.Planner;
import ai.backend.dbstatus.plan.Transactions;
import ai.backend.dbstatus.status.observation.Attempt;
import ai.backend.dbstatus.status.observation.Observer;
import ai.backend.dbstatus.status.observation.PlanObservation;
import ai.backend.dbstatus.status.observation.Problem;
import org.jspecify.annotations.Nullable;

/**
 * What an upgrade or a downgrade would do: reads the operations of the revisions between, and what is in the database, and goes
 * through them.
 */
final class PlanCheck {

	private PlanCheck() {
	}

	/**
	 * Makes the plan.
	 * @param project the project that the history belongs to; {@code null} for the one that is configured
	 * @param tenant the tenant whose plan it is; {@code null} where the component has none
	 * @throws PlanUnavailableException if it is not known where the database is, or what is in it
	 */
	static ComponentPlan plan(ComponentHistory history, Observer observer, @Nullable ConfiguredProject project,
			@Nullable String tenant, PlanRequest request) {
		PlanRoute route = PlanRoute.of(request, history);
		return switch (observer.plan(history.view().history(), project, tenant)) {
			case Attempt.Failed<PlanObservation>(Problem problem) -> throw new PlanUnavailableException(
					problem.reason(), problem.details());
			case Attempt.Known<PlanObservation>(PlanObservation seen) -> plan(history, route, seen);
		};
	}

	private static ComponentPlan plan(ComponentHistory history, PlanRoute route, PlanObservation seen) {
		RevisionOperations operations = seen.operations();
		SqlDialect dialect = operations.dialect();
		Transactions transactions = transactions(seen.project(), dialect);
		List<String> warnings = new ArrayList<>();
		if (transactions.proviso() != null) {
			warnings.add(transactions.proviso());
		}
		if (!route.here()) {
			warnings.add(
					"The database is elsewhere than where this plan begins: sizes are its own, and whether something is there is not known.");
		}
		List<PlannedRevision> revisions = new ArrayList<>();
		for (Revision revision : route.revisions()) {
			String text = seen.project().text(history.view().history().script(revision));
			AllowComments comments = AllowComments.of(text);
			comments.problems().forEach((problem) -> warnings.add(revision.id() + ": " + problem));
			Operations up = operations.upgrade(revision.id());
			Operations down = operations.downgrade(revision.id());
			boolean upgrades = route.direction() == Direction.UPGRADE;
			revisions.add(new PlannedRevision(revision.id(), upgrades ? up : down, upgrades ? down : up, comments,
					isPlain(text)));
		}
		Plan plan = new Planner(dialect, seen.relations(), transactions).plan(route.direction(), revisions,
				route.here());
		return new ComponentPlan(history.report(), history.view(), seen.relations().server(), route.from(),
				route.to(), plan, warnings);
	}

	/** Whether a script leaves transactions to Alembic, as far as words show it. */
	private static boolean isPlain(String text) {
		String lower = text.toLowerCase(Locale.ROOT);
		return !lower.contains("isolation_level") && !lower.contains("commit()") && !lower.contains("\"commit")
				&& !lower.contains("'commit") && !lower.contains("set_session") && !lower.contains(".connect(");
	}

	private static Transactions transactions(ConfiguredProject project, SqlDialect dialect) {
		EnvironmentScript environment = project.environment();
		String proviso = null;
		boolean transactional = dialect == SqlDialect.POSTGRESQL;
		switch (environment.transactionalDdl()) {
			case Given.Known(String value, var _) -> transactional = value.equals("True");
			case Given.NotKnown(String where, String expression, var _) ->
				proviso = sentence("transactional_ddl", where,
						expression);
			case Given.Unreadable(String where, String why) -> proviso = unread(where, why);
			case Given.Nothing _ -> {
			}
		}
		boolean perMigration = false;
		switch (environment.transactionPerMigration()) {
			case Given.Known(String value, var _) -> perMigration = value.equals("True");
			case Given.NotKnown(String where, String expression, var _) ->
				proviso = sentence("transaction_per_migration", where,
						expression);
			case Given.Unreadable(String where, String why) -> proviso = unread(where, why);
			case Given.Nothing _ -> {
			}
		}
		String text = project.environmentText();
		if (proviso == null && transactional
				&& (text.contains("AUTOCOMMIT") || text.contains("isolation_level") || text.contains("autocommit"))) {
			proviso = "env.py speaks of the isolation level: whether all of this is one transaction is not certain.";
		}
		return new Transactions(!transactional
				? Transactions.Mode.NONE
				: perMigration ? Transactions.Mode.PER_MIGRATION : Transactions.Mode.ONE, proviso);
	}

	private static String unread(String where, String why) {
		return "%s %s: what it says of transactions is not known. The plan takes Alembic's defaults.".formatted(where,
				why);
	}

	private static String sentence(String option, String where, String expression) {
		return "%s gives %s by what only running it would tell: %s. The plan takes Alembic's default.".formatted(where,
				option, expression);
	}

}

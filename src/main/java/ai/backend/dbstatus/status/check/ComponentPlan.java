package ai.backend.dbstatus.status.check;

import java.util.List;

import ai.backend.dbstatus.database.relation.Server;
import ai.backend.dbstatus.plan.Plan;
import ai.backend.dbstatus.status.history.HistoryView;
import ai.backend.dbstatus.status.report.StatusReport;

/**
 * What an upgrade or a downgrade would do to a component's database.
 *
 * @param report the report of the check that saw where the database is
 * @param view the revisions, with what the database has of them
 * @param server the database's server
 * @param from the revisions at which the plan begins
 * @param to the revisions at which it ends
 * @param plan what would be done
 * @param warnings what limits what can be said, a sentence each
 */
public record ComponentPlan(StatusReport report, HistoryView view, Server server, List<String> from, List<String> to,
		Plan plan, List<String> warnings) {

	public ComponentPlan {
		from = List.copyOf(from);
		to = List.copyOf(to);
		warnings = List.copyOf(warnings);
	}

}

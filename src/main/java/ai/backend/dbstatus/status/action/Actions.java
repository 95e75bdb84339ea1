package ai.backend.dbstatus.status.action;

import java.util.Map;

import ai.backend.dbstatus.status.report.Reason;
import ai.backend.dbstatus.status.report.RecommendedAction;
import org.jspecify.annotations.Nullable;

/**
 * What a team recommends.
 *
 * @param templates the recommended actions by reason; a reason that is not there has none
 * @param divergence the commands that lead from several heads back to one
 * @param migration what is recommended while a migration is under way
 */
public record Actions(Map<Reason, ActionTemplate> templates, DivergenceCommands divergence,
		MigrationActions migration) {

	/** Nothing is recommended. */
	public static final Actions NONE = new Actions(Map.of(), DivergenceCommands.NONE,
			MigrationActions.NONE);

	public Actions {
		templates = Map.copyOf(templates);
	}

	/**
	 * The action for a reason.
	 * @param facts what is known of the component
	 * @return {@code null} where none is recommended
	 */
	public @Nullable RecommendedAction recommend(Reason reason, Map<Fact, String> facts) {
		ActionTemplate template = this.templates.get(reason);
		return (template != null) ? template.fill(facts) : null;
	}

}

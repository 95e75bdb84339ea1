package ai.backend.dbstatus.status.action;

import java.util.Map;

import ai.backend.dbstatus.status.report.RecommendedAction;
import org.jspecify.annotations.Nullable;

/**
 * What is recommended while a migration is under way, in place of what the status alone would ask for: a second upgrade,
 * mostly.
 *
 * @param running while it runs; {@code null} to leave the status's own action
 * @param blocked while another session blocks it; {@code null} for the same as while it runs
 */
public record MigrationActions(@Nullable ActionTemplate running, @Nullable ActionTemplate blocked) {

	/** Nothing is recommended. */
	public static final MigrationActions NONE = new MigrationActions(null, null);

	/**
	 * The action for a migration that runs, or that is blocked where the facts name a {@link Fact#BLOCKER}.
	 * @return {@code null} where none is recommended
	 */
	public @Nullable RecommendedAction recommend(Map<Fact, String> facts) {
		ActionTemplate template = (facts.containsKey(Fact.BLOCKER) && this.blocked != null)
				? this.blocked
				: this.running;
		return (template != null) ? template.fill(facts) : null;
	}

}

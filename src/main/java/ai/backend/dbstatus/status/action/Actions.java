package ai.backend.dbstatus.status.action;

import java.util.EnumMap;
import java.util.Map;

import ai.backend.dbstatus.status.report.Reason;
import ai.backend.dbstatus.status.report.RecommendedAction;
import org.jspecify.annotations.Nullable;

/**
 * What a team recommends.
 *
 * @param commands how a component's own commands are called
 * @param templates the recommended actions by reason; a reason that is not there has none
 * @param divergence the commands that lead from several heads back to one
 * @param migration what is recommended while a migration is under way
 */
public record Actions(ProjectCommands commands, Map<Reason, ActionTemplate> templates, DivergenceCommands divergence,
		MigrationActions migration) {

	/** Nothing is recommended. */
	public static final Actions NONE = new Actions(ProjectCommands.USUAL, Map.of(),
			DivergenceCommands.NONE, MigrationActions.NONE);

	public Actions {
		templates = Map.copyOf(templates);
	}

	/**
	 * The same for a project whose commands are called in another way.
	 */
	public Actions with(ProjectCommands other) {
		return new Actions(other, this.templates, this.divergence, this.migration);
	}

	/**
	 * What is known of a component, and how its commands are called.
	 * @param facts with the {@link Fact#ALEMBIC options} that choose its Alembic file
	 * @param usual the command that starts Alembic where a team has not said, with placeholders
	 */
	public Map<Fact, String> complete(Map<Fact, String> facts, String usual) {
		Map<Fact, String> all = new EnumMap<>(facts);
		String command = this.commands.alembic();
		all.put(Fact.ALEMBIC_COMMAND, Placeholders.fillCommand((command != null) ? command : usual, facts));
		if (this.commands.exampleConfig() != null) {
			all.put(Fact.EXAMPLE_CONFIG, this.commands.exampleConfig());
		}
		return all;
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

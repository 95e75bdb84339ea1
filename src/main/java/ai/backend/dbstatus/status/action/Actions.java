package ai.backend.dbstatus.status.action;

import java.util.EnumMap;
import java.util.List;
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
 * @param stamp what is recommended where the tables bear out one revision for certain, {@link Fact#STAMP}, which the version
 * table does not name; {@code null} for the reason's own action
 */
public record Actions(ProjectCommands commands, Map<Reason, ActionTemplate> templates, DivergenceCommands divergence,
		MigrationActions migration, @Nullable ActionTemplate stamp) {

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
		return new Actions(other, this.templates, this.divergence, this.migration, this.stamp);
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
	 * Without a word on stamps.
	 */
	public Actions(ProjectCommands commands, Map<Reason, ActionTemplate> templates, DivergenceCommands divergence,
			MigrationActions migration) {
		this(commands, templates, divergence, migration, null);
	}

	/**
	 * The action where the facts name a revision to stamp; the one for the reason where none is recommended.
	 */
	public @Nullable RecommendedAction stamp(Reason reason, Map<Fact, String> facts) {
		return (this.stamp != null) ? this.stamp.fill(facts) : recommend(reason, facts);
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

	/**
	 * The action for a reason that lies in several things: a step that speaks of one of them is taken for each.
	 * @param facts what is known of the component
	 * @param each what is known of each of them, together with that
	 * @return {@code null} where none is recommended
	 */
	public @Nullable RecommendedAction recommend(Reason reason, Map<Fact, String> facts, List<Map<Fact, String>> each) {
		ActionTemplate template = this.templates.get(reason);
		return (template != null) ? template.fill(facts, each) : null;
	}

}

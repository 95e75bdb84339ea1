package ai.backend.dbstatus.settings;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

import ai.backend.dbstatus.settings.DbStatusProperties.ActionProperties;
import ai.backend.dbstatus.settings.DbStatusProperties.AdviceProperties;
import ai.backend.dbstatus.settings.DbStatusProperties.DivergenceProperties;
import ai.backend.dbstatus.settings.DbStatusProperties.MigrationProperties;
import ai.backend.dbstatus.status.action.ActionTemplate;
import ai.backend.dbstatus.status.action.Actions;
import ai.backend.dbstatus.status.action.DivergenceCommands;
import ai.backend.dbstatus.status.action.MigrationActions;
import ai.backend.dbstatus.status.action.ProjectCommands;
import ai.backend.dbstatus.status.report.Reason;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Makes the templates of the recommended actions from the settings: a team's own first, then, for a built-in component, those
 * of Backend.AI, then those of any Alembic project. Each part of an action is taken from the first that has it. An action
 * without a summary is none, so that a team can take one away.
 */
final class ActionTemplates {

	private final DbStatusProperties properties;

	/** Shared by all components of a kind. */
	private final Actions ofProjects;

	private final Actions ofBuiltins;

	ActionTemplates(DbStatusProperties properties) {
		this.properties = properties;
		AdviceProperties own = new AdviceProperties(properties.actions(), properties.divergence(),
				properties.migration(), properties.schema());
		this.ofProjects = actions(List.of(own, properties.advice().alembic()));
		this.ofBuiltins = actions(List.of(own, properties.advice().backendAi(), properties.advice().alembic()));
	}

	/**
	 * What is recommended for a component that is configured.
	 * @param alembicCommand the component's own command; {@code null} for that of all components
	 */
	Actions ofProject(@Nullable String alembicCommand) {
		return this.ofProjects
				.with(new ProjectCommands(command(alembicCommand), null));
	}

	/**
	 * What is recommended for a component of a Backend.AI checkout.
	 * @param alembicCommand the component's own command; {@code null} for that of all components
	 */
	Actions ofBuiltin(BuiltinComponent component, @Nullable String alembicCommand) {
		return this.ofBuiltins.with(
				new ProjectCommands(Objects.requireNonNullElse(command(alembicCommand),
						"./py -m alembic {alembic}"), component.exampleConfig()));
	}

	private @Nullable String command(@Nullable String ofComponent) {
		String command = Stream.of(Optional.ofNullable(ofComponent),
				Optional.ofNullable(this.properties.alembicCommand()))
				.flatMap(Optional::stream)
				.filter(StringUtils::hasText)
				.findFirst()
				.orElse(null);
		if (command != null) {
			requireKnown("alembic-command", command);
		}
		return command;
	}

	private static Actions actions(List<AdviceProperties> advice) {
		Map<Reason, ActionTemplate> templates = new EnumMap<>(Reason.class);
		for (Reason reason : Reason.values()) {
			ActionTemplate template = template("actions." + reason, advice, (it) -> it.actions().get(reason));
			if (template != null) {
				templates.put(reason, template);
			}
		}
		return new Actions(ProjectCommands.USUAL, templates,
				new DivergenceCommands(divergence("merge", advice, DivergenceProperties::merge),
						divergence("rebase", advice, DivergenceProperties::rebase)),
				new MigrationActions(migration("running", advice, MigrationProperties::running),
						migration("blocked", advice, MigrationProperties::blocked)),
				template("schema.stamp", advice, (it) -> it.schema().stamp()));
	}

	private static String divergence(String name, List<AdviceProperties> advice,
			Function<DivergenceProperties, @Nullable String> part) {
		String command = first(advice, (it) -> part.apply(it.divergence()));
		if (command == null) {
			return "";
		}
		requireKnown("divergence." + name, command);
		return command;
	}

	private static @Nullable ActionTemplate migration(String name, List<AdviceProperties> advice,
			Function<MigrationProperties, @Nullable ActionProperties> part) {
		return template("migration." + name, advice, (it) -> part.apply(it.migration()));
	}

	private static @Nullable ActionTemplate template(String key, List<AdviceProperties> advice,
			Function<AdviceProperties, @Nullable ActionProperties> part) {
		List<ActionProperties> actions = advice.stream().map(part).filter(Objects::nonNull).toList();
		String summary = first(actions, ActionProperties::summary);
		if (!StringUtils.hasText(summary)) {
			return null;
		}
		List<String> steps = first(actions, ActionProperties::steps);
		String skill = first(actions, ActionProperties::relatedSkill);
		ActionTemplate template = new ActionTemplate(summary, (steps != null) ? steps : List.of(),
				StringUtils.hasText(skill) ? skill : null);
		requireKnown("The recommended action", key, template);
		return template;
	}

	private static <S, T> @Nullable T first(List<S> all, Function<S, @Nullable T> part) {
		return all.stream().map(part).filter(Objects::nonNull).findFirst().orElse(null);
	}

	private static void requireKnown(String key, String command) {
		requireKnown("The command", key, new ActionTemplate(command, List.of(), null));
	}

	private static void requireKnown(String what, String key, ActionTemplate template) {
		Set<String> unknown = template.unknownPlaceholders();
		if (!unknown.isEmpty()) {
			throw new InvalidSettingException(
					"%s 'db-status.%s' has a placeholder that nothing fills: {%s}.".formatted(what, key,
							String.join("}, {", unknown)),
					"Correct 'db-status.%s'. The placeholders are {%s}.".formatted(key,
							String.join("}, {", ActionTemplate.placeholders())));
		}
	}

}

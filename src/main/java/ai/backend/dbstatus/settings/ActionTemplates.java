package ai.backend.dbstatus.settings;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import ai.backend.dbstatus.settings.DbStatusProperties.ActionProperties;
import ai.backend.dbstatus.settings.DbStatusProperties.DivergenceProperties;
import ai.backend.dbstatus.settings.DbStatusProperties.MigrationProperties;
import ai.backend.dbstatus.status.action.ActionTemplate;
import ai.backend.dbstatus.status.action.Actions;
import ai.backend.dbstatus.status.action.DivergenceCommands;
import ai.backend.dbstatus.status.action.MigrationActions;
import ai.backend.dbstatus.status.report.Reason;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Makes the templates of the recommended actions from the settings. An action without a summary is none, so that a team
 * can take one away.
 */
final class ActionTemplates {

	private ActionTemplates() {
	}

	static Actions from(DbStatusProperties properties) {
		Map<Reason, ActionTemplate> templates = new EnumMap<>(Reason.class);
		properties.actions().forEach((reason, action) -> {
			if (StringUtils.hasText(action.summary())) {
				templates.put(reason, template("actions." + reason, action, action.summary()));
			}
		});
		MigrationProperties migration = properties.migration();
		return new Actions(templates, divergenceCommands(properties),
				new MigrationActions(template("migration.running", migration.running()),
						template("migration.blocked", migration.blocked())));
	}

	private static DivergenceCommands divergenceCommands(DbStatusProperties properties) {
		DivergenceProperties divergence = properties.divergence();
		requireKnown("db-status.divergence.merge", divergence.merge());
		requireKnown("db-status.divergence.rebase", divergence.rebase());
		return new DivergenceCommands(divergence.merge(), divergence.rebase());
	}

	private static void requireKnown(String key, String command) {
		Set<String> unknown = new ActionTemplate(command, List.of(), null).unknownPlaceholders();
		if (!unknown.isEmpty()) {
			throw new InvalidSettingException(
					"The command '%s' has a placeholder that nothing fills: {%s}.".formatted(key,
							String.join("}, {", unknown)),
					"Correct '%s': src/docs/settings.md lists the placeholders.".formatted(key));
		}
	}

	private static @Nullable ActionTemplate template(String key, @Nullable ActionProperties action) {
		return (action != null && StringUtils.hasText(action.summary()))
				? template(key, action, action.summary())
				: null;
	}

	private static ActionTemplate template(String key, ActionProperties action, String summary) {
		String skill = StringUtils.hasText(action.relatedSkill()) ? action.relatedSkill() : null;
		ActionTemplate template = new ActionTemplate(summary, action.steps(), skill);
		Set<String> unknown = template.unknownPlaceholders();
		if (!unknown.isEmpty()) {
			throw new InvalidSettingException(
					"The recommended action 'db-status.%s' has a placeholder that nothing fills: {%s}.".formatted(key,
							String.join("}, {", unknown)),
					"Correct 'db-status.%s': src/docs/settings.md lists the placeholders.".formatted(key));
		}
		return template;
	}

}

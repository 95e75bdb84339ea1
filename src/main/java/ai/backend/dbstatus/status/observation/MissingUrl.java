package ai.backend.dbstatus.status.observation;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import ai.backend.dbstatus.alembic.config.AlembicConfigException;
import ai.backend.dbstatus.alembic.config.InvalidConfigException;
import ai.backend.dbstatus.alembic.environment.Given;
import ai.backend.dbstatus.component.Component;
import ai.backend.dbstatus.database.DatabaseException;
import ai.backend.dbstatus.database.url.DatabaseUrl;
import ai.backend.dbstatus.status.action.Fact;
import ai.backend.dbstatus.status.observation.Attempt.Failed;
import ai.backend.dbstatus.status.observation.Attempt.Known;
import ai.backend.dbstatus.status.report.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Says why nobody has named a component's database yet, and which setting does.
 */
final class MissingUrl {

	/** What {@code alembic init} writes, whatever somebody has put behind it. */
	private static final String OF_TEMPLATE = "driver://";

	/** A reference of a shell, a compose file or a template engine, and nothing else. */
	private static final Pattern REFERENCE = Pattern
			.compile("\\$(?<shell>\\w+)|\\$\\{(?<braces>\\w+)}|%(?<percent>\\w+)%|\\{\\{ *(?<template>[\\w.]+) *}}");

	/** One among other things; what surrounds it may be secret. */
	private static final Pattern REFERENCES = Pattern.compile("\\$\\{[A-Za-z_]\\w*}");

	private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_]\\w*");

	private final Component component;

	private final String setting;

	MissingUrl(Component component) {
		this.component = component;
		this.setting = "db-status.components." + component.name() + ".url";
	}

	/**
	 * A database's URL, unless it names no database yet.
	 * @param url the URL as it is written
	 * @param where where it is written; {@code null} for the setting itself
	 * @param parser what reads it
	 */
	Attempt<DatabaseUrl> unless(String url, @Nullable String where, Supplier<DatabaseUrl> parser) {
		return unless(url, where, Map.of(), parser);
	}

	/**
	 * A database's URL of the Alembic file, unless it names no database yet.
	 * @param url the URL as it is written
	 * @param where where it is written; {@code null} where that is not known
	 * @param parser what reads it
	 */
	Attempt<DatabaseUrl> unlessInFile(String url, @Nullable String where, Supplier<DatabaseUrl> parser) {
		return unless(url, where, inFile(), parser);
	}

	private Attempt<DatabaseUrl> unless(String url, @Nullable String where, Map<Fact, String> writable,
			Supplier<DatabaseUrl> parser) {
		String unfinished = unfinished(url.strip(), where);
		if (unfinished != null) {
			return new Failed<>(
					(where != null) ? missing(where + unfinished, writable) : missing(this.setting + unfinished));
		}
		try {
			return new Known<>(parser.get());
		}
		catch (DatabaseException ex) {
			return new Failed<>(Problems.of(ex));
		}
	}

	private @Nullable String unfinished(String url, @Nullable String where) {
		String instead = (where != null) ? "; set " + this.setting : "";
		if (url.startsWith(OF_TEMPLATE)) {
			return " is still the example that alembic init writes (driver://user:pass@localhost/dbname), and no URL yet; "
					+ ((where != null)
							? "write the database's there, or set " + this.setting
							: "write the database's there");
		}
		Matcher reference = REFERENCE.matcher(url);
		if (reference.matches()) {
			String name = List.of("shell", "braces", "percent", "template")
					.stream()
					.map(reference::group)
					.filter((group) -> group != null)
					.findFirst()
					.orElseThrow();
			return (where != null)
					? " refers to %s, which nothing replaces in such a file%s, for example to ${%s}, which takes it from the environment"
							.formatted(name, instead, name)
					: " refers to %s, which is neither an environment variable nor a property here; set it"
							.formatted(name);
		}
		return REFERENCES.matcher(url).find()
				? " has a reference of the form ${NAME} that nothing replaces" + instead
				: null;
	}

	/**
	 * The URL is written in a way that leads nowhere.
	 */
	Problem because(AlembicConfigException ex) {
		return (ex instanceof InvalidConfigException invalid
				&& invalid.problem() == InvalidConfigException.Problem.INTERPOLATION_MISSING_OPTION)
						? missing("%s; if env.py fills it in from the environment, set %s to the whole URL"
								.formatted(withoutDot(ex), this.setting))
						: Problems.of(ex);
	}

	private static String withoutDot(AlembicConfigException ex) {
		return String.valueOf(ex.getMessage()).replaceFirst("\\.$", "");
	}

	/**
	 * The project has several databases.
	 */
	Problem becauseOfEngines(List<String> engines) {
		return missing(
				"databases in section [%s] of %s names several databases (%s); configure one component for each, with section: %s and so on"
						.formatted(this.component.project().section(), this.component.project().alembicConfig(),
								String.join(", ", engines), engines.getFirst()));
	}

	/**
	 * {@code env.py} connects to something else than what the ini file says.
	 */
	Problem becauseReplaced(Given.NotKnown url) {
		String variable = url.variable();
		String example = (variable != null && VARIABLE.matcher(variable).matches())
				? ", for example to ${%s}, which takes it from the environment".formatted(variable)
				: "";
		return missing(
				"%s connects to a database that only running it would tell, and not to sqlalchemy.url of %s: `%s`; set %s%s"
						.formatted(url.where(), this.component.project().alembicConfig(), url.expression(),
								this.setting, example));
	}

	/**
	 * {@code env.py} may connect to something else than what the ini file says.
	 */
	Problem becauseUnreadable(String where, String why) {
		return missing("%s %s, so that it is not known whether it connects to sqlalchemy.url of %s; set %s"
				.formatted(where, why, this.component.project().alembicConfig(), this.setting));
	}

	/**
	 * Nobody says anything.
	 */
	Problem everywhere() {
		return missing("Neither sqlalchemy.url in section [%s] of %s nor %s is set".formatted(
				this.component.project().section(), this.component.project().alembicConfig(), this.setting), inFile());
	}

	private Map<Fact, String> inFile() {
		return Map.of(Fact.URL_FILE, this.component.project().alembicConfig());
	}

	private static Problem missing(String details) {
		return missing(details, Map.of());
	}

	private static Problem missing(String details, Map<Fact, String> facts) {
		return new Problem(Reason.DATABASE_URL_MISSING, details, facts);
	}

}

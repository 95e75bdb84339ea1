package ai.backend.dbstatus.status;

import java.math.BigDecimal;
import java.time.Duration;

import ai.backend.dbstatus.alembic.BrokenHistoryException;
import ai.backend.dbstatus.alembic.RevisionHistory;
import ai.backend.dbstatus.alembic.config.AlembicConfigException;
import ai.backend.dbstatus.alembic.config.ConfigValue;
import ai.backend.dbstatus.alembic.config.EnvironmentOptions;
import ai.backend.dbstatus.alembic.script.EnvHints;
import ai.backend.dbstatus.alembic.script.ScriptException;
import ai.backend.dbstatus.database.DatabaseException;
import ai.backend.dbstatus.database.url.DatabaseUrl;
import ai.backend.dbstatus.database.version.VersionTable;
import ai.backend.dbstatus.database.version.VersionTableReader;
import ai.backend.dbstatus.database.version.VersionTableState;
import ai.backend.dbstatus.status.Attempt.Failed;
import ai.backend.dbstatus.status.Attempt.Known;
import ai.backend.dbstatus.status.SharedProject.ProjectSettings;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the scripts and at the database of a component. What one of them refuses does not hide the other.
 */
public final class Observer {

	private final Component component;

	private final SharedProject project;

	private final VersionTableReader reader;

	private volatile Stage stage = Stage.CONFIGURATION;

	private volatile @Nullable ParsedUrl parsed;

	/**
	 * An observer of a component.
	 * @param reader reads the version tables of all components
	 */
	public Observer(Component component, VersionTableReader reader) {
		this(component, new SharedProject(component.alembic()), reader);
	}

	/**
	 * An observer of a component that shares its Alembic project with others.
	 * @param project the project at the component's {@link Component#alembic() location}
	 * @param reader reads the version tables of all components
	 */
	public Observer(Component component, SharedProject project, VersionTableReader reader) {
		this.component = component;
		this.project = project;
		this.reader = reader;
	}

	/**
	 * Looks now. The database is read before the scripts: code is deployed before it migrates, so what came in between is
	 * seen as pending, and not as a revision that nobody knows.
	 */
	Observation observe() {
		this.stage = Stage.CONFIGURATION;
		ProjectSettings settings = this.project.settings();
		VersionTable table = versionTable(settings);
		this.stage = Stage.DATABASE;
		Attempt<VersionTableState> rows = rows(settings, table);
		this.stage = Stage.SCRIPTS;
		return new Observation(history(settings), table, rows);
	}

	/**
	 * Whether an observation that begins now ends within a time, whatever happens: the files are where looking at them
	 * always ends, and the database is given no more time than that.
	 */
	boolean endsWithin(Duration time) {
		return this.project.isLocal() && this.reader.atMost().compareTo(time) <= 0;
	}

	/**
	 * What can be said of an observation that is under way without waiting for its end.
	 * @param waited how long was waited for it already
	 */
	Observation underWay(Duration waited) {
		Problem problem = this.stage.unfinished(BigDecimal.valueOf(waited.toMillis(), 3)
				.stripTrailingZeros()
				.toPlainString());
		return new Observation(new Failed<>(problem), VersionTable.DEFAULT, new Failed<>(problem));
	}

	private Attempt<RevisionHistory> history(ProjectSettings settings) {
		try {
			return new Known<>(this.project.history(settings));
		}
		catch (AlembicConfigException ex) {
			return new Failed<>(ProblemTranslator.of(ex));
		}
		catch (ScriptException ex) {
			return new Failed<>(ProblemTranslator.of(ex));
		}
		catch (BrokenHistoryException ex) {
			return new Failed<>(ProblemTranslator.of(ex));
		}
	}

	private Attempt<VersionTableState> rows(ProjectSettings settings, VersionTable table) {
		DatabaseUrl url;
		try {
			String text = url(settings);
			if (text == null) {
				return new Failed<>((settings.problem() != null) ? settings.problem() : urlMissing());
			}
			url = parse(text);
		}
		catch (AlembicConfigException ex) {
			return new Failed<>(ProblemTranslator.of(ex));
		}
		catch (DatabaseException ex) {
			return new Failed<>(ProblemTranslator.of(ex));
		}
		try {
			return new Known<>(this.reader.read(url, table));
		}
		catch (DatabaseException ex) {
			return new Failed<>(ProblemTranslator.of(ex, url));
		}
	}

	private DatabaseUrl parse(String text) {
		ParsedUrl current = this.parsed;
		if (current == null || !current.text().equals(text)) {
			current = new ParsedUrl(text, DatabaseUrl.parse(text, this.component.username(), this.component.password(),
					this.component.alembic().workdir()));
			this.parsed = current;
		}
		return current.url();
	}

	private @Nullable String url(ProjectSettings settings) {
		if (this.component.databaseUrl() != null) {
			return this.component.databaseUrl();
		}
		String configured = settings.options().sqlalchemyUrl().orNull();
		return (configured != null && !configured.isBlank()) ? configured : null;
	}

	private Problem urlMissing() {
		return new Problem(Reason.DATABASE_URL_MISSING,
				"Neither sqlalchemy.url in section [%s] of %s nor db-status.components.%s.url is set".formatted(
						this.component.alembic().section(), this.component.alembic().alembicConfig(),
						this.component.name()));
	}

	/**
	 * The version table's place: the settings win over the ini file, which wins over {@code env.py}.
	 */
	private VersionTable versionTable(ProjectSettings settings) {
		EnvironmentOptions options = settings.options();
		EnvHints environment = settings.environment();
		String name = first(this.component.versionTable(), value(options.versionTable()), environment.versionTable());
		String schema = first(this.component.versionTableSchema(), value(options.versionTableSchema()),
				environment.versionTableSchema());
		return new VersionTable(schema, (name != null) ? name : VersionTable.DEFAULT.name());
	}

	/** Alembic does not read these options, so that it does not mind what is wrong with them. */
	private static @Nullable String value(ConfigValue value) {
		return (value instanceof ConfigValue.Present(String text, var _)) ? text : null;
	}

	private static @Nullable String first(@Nullable String... values) {
		for (String value : values) {
			if (value != null && !value.isBlank()) {
				return value;
			}
		}
		return null;
	}

	/**
	 * The text of a URL, and what it means.
	 */
	private record ParsedUrl(String text, DatabaseUrl url) {

		/** A URL may hold a password. */
		@Override
		public String toString() {
			return this.url.toString();
		}

	}

}

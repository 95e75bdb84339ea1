package ai.backend.dbstatus.status.observation;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

import ai.backend.dbstatus.alembic.ConfiguredProject;
import ai.backend.dbstatus.alembic.RevisionHistory;
import ai.backend.dbstatus.alembic.RevisionOperations;
import ai.backend.dbstatus.alembic.config.AlembicConfigException;
import ai.backend.dbstatus.alembic.config.ConfigOrigin;
import ai.backend.dbstatus.alembic.config.ConfigValue;
import ai.backend.dbstatus.alembic.config.EnvironmentOptions;
import ai.backend.dbstatus.alembic.environment.Given;
import ai.backend.dbstatus.alembic.operation.SqlDialect;
import ai.backend.dbstatus.alembic.script.MigrationScript;
import ai.backend.dbstatus.alembic.source.ChangingFilesException;
import ai.backend.dbstatus.component.Component;
import ai.backend.dbstatus.component.DatabaseSettings;
import ai.backend.dbstatus.component.TenantDiscovery;
import ai.backend.dbstatus.database.DatabaseException;
import ai.backend.dbstatus.database.activity.ActivityQuery;
import ai.backend.dbstatus.database.activity.SessionActivity;
import ai.backend.dbstatus.database.catalog.CatalogQuery;
import ai.backend.dbstatus.database.relation.RelationsQuery;
import ai.backend.dbstatus.database.session.DatabaseQuery;
import ai.backend.dbstatus.database.session.DatabaseSession;
import ai.backend.dbstatus.database.session.DatabaseSessions;
import ai.backend.dbstatus.database.url.DatabaseUrl;
import ai.backend.dbstatus.database.version.VersionTable;
import ai.backend.dbstatus.database.version.VersionTableQuery;
import ai.backend.dbstatus.database.version.VersionTableState;
import ai.backend.dbstatus.status.observation.Attempt.Failed;
import ai.backend.dbstatus.status.observation.Attempt.Known;
import ai.backend.dbstatus.status.observation.ScriptSource.Seen;
import ai.backend.dbstatus.status.observation.SharedProject.ProjectSettings;
import ai.backend.dbstatus.status.report.Reason;
import ai.backend.dbstatus.status.report.Scripts;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the scripts and at the database of a component. What one of them refuses does not hide the other. Every look
 * ends within the time that is allowed, whatever file systems and servers do.
 */
public final class Observer {

	/**
	 * So long is a connection kept while the scripts are read, as they are in no time where they have not changed; and so much
	 * time they get where nothing is left.
	 */
	private static final Duration CONNECTION_KEPT = Duration.ofMillis(500);

	private final Component component;

	private final SharedProject project;

	private final @Nullable SourceLook source;

	private final @Nullable CheckedOut checkedOut;

	private final DatabaseSessions sessions;

	private final Duration atMost;

	private final Sightings sightings = new Sightings(InstantSource.system());

	private final @Nullable Attempt<DatabaseUrl> configuredUrl;

	private final MissingUrl missing;

	private volatile Stage stage = Stage.CONFIGURATION;

	/**
	 * An observer of a component.
	 * @param project the project at the component's {@link Component#project() location}
	 * @param source where the scripts come from, of which then nothing is read in the project; {@code null} if they come from
	 * the project
	 * @param checkedOut the commit that is checked out where the project lies; {@code null} if nobody wants to know
	 * @param sessions with the databases of all components; each within the time that is allowed
	 * @param atMost how long a look may take
	 */
	public Observer(Component component, SharedProject project, @Nullable ScriptSource source,
			@Nullable CheckedOut checkedOut, DatabaseSessions sessions, Duration atMost) {
		this.checkedOut = checkedOut;
		this.component = component;
		this.project = project;
		this.source = (source != null) ? new SourceLook(source) : null;
		this.sessions = sessions;
		this.atMost = atMost;
		String url = component.database().url();
		DatabaseSettings database = component.database();
		this.missing = new MissingUrl(component);
		this.configuredUrl = (url != null)
				? this.missing.unless(url, null,
						() -> DatabaseUrl.parse(url, database.username(), database.password(), workdir()))
				: null;
	}

	/**
	 * Looks now. The database is read before the scripts: code is deployed before it migrates, so what came in between is
	 * seen as pending, and not as a revision that nobody knows.
	 * @param interest whether to look at the sessions of the database, too
	 */
	public Observation observe(ActivityInterest interest) {
		long end = System.nanoTime() + this.atMost.toNanos();
		this.stage = Stage.CONFIGURATION;
		ProjectSettings settings;
		try {
			settings = this.project.settings(until(end));
		}
		catch (TimeoutException ex) {
			return unfinished();
		}
		if (settings.problem() != null && settings.problem().reason() == Reason.SCRIPTS_CHANGING) {
			// Which database and which table is not known for now.
			return failed(settings.problem());
		}
		TenantDiscovery discovery = this.component.tenants();
		if (discovery != null) {
			return observeTenants(settings, discovery, end);
		}
		VersionTablePlace place = VersionTablePlace.of(this.component, settings);
		Attempt<DatabaseUrl> database = (place.problem() != null) ? new Failed<>(place.problem()) : url(settings);
		return switch (database) {
			case Failed<DatabaseUrl>(Problem problem) -> observation(scripts(settings, end), place,
					new Failed<>(problem), null);
			case Known<DatabaseUrl>(DatabaseUrl url) -> new Look(settings, place, url, interest, end).take();
		};
	}

	/** There is nothing to read in the schema that the version table would be in without tenants. */
	private Observation observeTenants(ProjectSettings settings, TenantDiscovery discovery, long end) {
		VersionTablePlace place = VersionTablePlace.ofTenants(this.component, settings);
		this.stage = Stage.TENANTS;
		Attempt<Map<String, Attempt<VersionTableState>>> tenants = tenants(settings, place, discovery);
		Attempt<VersionTableState> none = (tenants instanceof Failed<Map<String, Attempt<VersionTableState>>>(Problem problem))
				? new Failed<>(problem)
				: new Known<>(new VersionTableState(false, List.of(), false));
		return observation(scriptsAfterTenants(settings, end), place, none, tenants);
	}

	/** Where the tenants took all the time, they are to blame, and scripts that have not changed are there all the same. */
	private Seen scriptsAfterTenants(ProjectSettings settings, long end) {
		if (until(end).compareTo(CONNECTION_KEPT) > 0) {
			return scripts(settings, end);
		}
		try {
			return scripts(settings, CONNECTION_KEPT);
		}
		catch (TimeoutException ex) {
			return new Seen((this.source != null) ? this.source.scripts() : Scripts.DIRECTORY,
					new Failed<>(Stage.TENANTS.unfinished(this.atMost)), null, null);
		}
	}

	private static Observation observation(Seen scripts, VersionTablePlace place, Attempt<VersionTableState> rows,
			@Nullable Attempt<Map<String, Attempt<VersionTableState>>> tenants) {
		return new Observation(scripts.history(), place.table(), rows, place.provisos(), scripts.scripts(),
				Elsewhere.NOTHING, tenants, null, scripts.committed());
	}

	private Attempt<Map<String, Attempt<VersionTableState>>> tenants(ProjectSettings settings, VersionTablePlace place,
			TenantDiscovery discovery) {
		Problem problemOfPlace = place.problem();
		if (problemOfPlace != null) {
			return new Failed<>(problemOfPlace);
		}
		return switch (url(settings)) {
			case Failed<DatabaseUrl>(Problem problem) -> new Failed<>(problem);
			case Known<DatabaseUrl>(DatabaseUrl url) -> {
				Attempt<Map<String, Attempt<VersionTableState>>> tenants = new TenantReader(this.sessions, url,
						place.table().name()).read(discovery);
				yield (tenants instanceof Failed<Map<String, Attempt<VersionTableState>>>(Problem problem))
						? new Failed<>(unusedCredentials(problem, url))
						: tenants;
			}
		};
	}

	/**
	 * Looks at the operations of revisions, and at the catalog of the database.
	 * @param history the revisions
	 * @param elsewhere the project that they belong to; {@code null} for the one that is configured
	 * @param tenant the tenant: its schema or its database; {@code null} where the component has none
	 * @return what was seen, or why nothing was
	 */
	public Attempt<SchemaObservation> schema(RevisionHistory history, @Nullable ConfiguredProject elsewhere,
			@Nullable String tenant) {
		return withOperations(history, elsewhere, (_, operations, url) -> catalog(url, operations, tenant));
	}

	/**
	 * What is to be said where a look at what the scripts do has not ended in time.
	 */
	public Problem lateOperations() {
		return Stage.OPERATIONS.unfinished(this.atMost);
	}

	/**
	 * Looks at the operations of revisions, and at the tables of the database.
	 * @param history the revisions
	 * @param other the project that they belong to, of scripts from elsewhere; {@code null} for those of the settings
	 * @param tenant the tenant: its schema or its database; {@code null} where the component has none
	 * @return what was seen, or why nothing was
	 */
	public Attempt<PlanObservation> plan(RevisionHistory history, @Nullable ConfiguredProject other,
			@Nullable String tenant) {
		return withOperations(history, other,
				(project, operations, url) -> relations(url, project, operations, tenant));
	}

	private <T> Attempt<T> withOperations(RevisionHistory history, @Nullable ConfiguredProject elsewhere,
			DatabaseLook<T> look) {
		long end = System.nanoTime() + this.atMost.toNanos();
		try {
			ProjectSettings settings = this.project.settings(until(end));
			ConfiguredProject project = (elsewhere != null)
					? elsewhere
					: (this.source != null) ? this.source.look(until(end)).project() : settings.project();
			if (project == null) {
				return new Failed<>((settings.problem() != null) ? settings.problem() : this.missing.everywhere());
			}
			return switch (url(settings)) {
				case Failed<DatabaseUrl>(Problem problem) -> new Failed<>(problem);
				case Known<DatabaseUrl>(DatabaseUrl url) -> {
					RevisionOperations operations = this.project.look(project,
							() -> project.operations(history, dialect(url)), until(end));
					yield look.look(project, operations, url);
				}
			};
		}
		catch (TimeoutException ex) {
			return new Failed<>(lateOperations());
		}
		catch (ChangingFilesException ex) {
			return new Failed<>(Problems.of(ex));
		}
	}

	private Attempt<PlanObservation> relations(DatabaseUrl url, ConfiguredProject project,
			RevisionOperations operations, @Nullable String tenant) {
		RelationsQuery query = RelationsQuery.of(operations.schemas());
		try {
			return new Known<>(new PlanObservation(project, operations, ask(url, query, query::at, tenant)));
		}
		catch (DatabaseException ex) {
			return new Failed<>(Problems.of(ex, url));
		}
	}

	private Attempt<SchemaObservation> catalog(DatabaseUrl url, RevisionOperations operations,
			@Nullable String tenant) {
		CatalogQuery query = CatalogQuery.of(operations.schemas());
		try {
			return new Known<>(new SchemaObservation(operations, ask(url, query, query::at, tenant)));
		}
		catch (DatabaseException ex) {
			return new Failed<>(Problems.of(ex, url));
		}
	}

	private <T> T ask(DatabaseUrl url, DatabaseQuery<T> query, Function<String, DatabaseQuery<T>> ofSchema,
			@Nullable String tenant) throws DatabaseException {
		TenantDiscovery discovery = this.component.tenants();
		if (tenant == null || discovery == null) {
			return this.sessions.ask(url, query);
		}
		return TenantReader.isDatabase(discovery, url)
				? this.sessions.ask(url.withDatabase(tenant), query)
				: this.sessions.ask(url, ofSchema.apply(tenant));
	}

	private static SqlDialect dialect(DatabaseUrl url) {
		return switch (url.dialect()) {
			case POSTGRESQL -> SqlDialect.POSTGRESQL;
			case MYSQL -> SqlDialect.MYSQL;
			case SQLITE -> SqlDialect.SQLITE;
		};
	}

	/**
	 * What can be said of a look that is under way without waiting for its end, to somebody who has waited as long as a look
	 * may take.
	 */
	public Observation unfinished() {
		return failed(this.stage.unfinished(this.atMost));
	}

	private static Observation failed(Problem problem) {
		return new Observation(new Failed<>(problem), VersionTable.DEFAULT, new Failed<>(problem));
	}

	private static Duration until(long end) {
		return Duration.ofNanos(end - System.nanoTime());
	}

	private Seen scripts(ProjectSettings settings, long end) {
		try {
			return scripts(settings, until(end));
		}
		catch (TimeoutException ex) {
			return Seen.late((this.source != null) ? this.source.scripts() : Scripts.DIRECTORY, this.atMost);
		}
	}

	private Seen scripts(ProjectSettings settings, Duration wait) throws TimeoutException {
		this.stage = Stage.SCRIPTS;
		return (this.source != null)
				? this.source.look(wait)
				: new Seen(Scripts.DIRECTORY, Problems.history(() -> this.project.history(settings, wait)),
						settings.project(), (this.checkedOut != null) ? this.checkedOut.look(wait) : null);
	}

	/** Whoever has set a password expects it to be used. */
	private Problem unusedCredentials(Problem problem, DatabaseUrl url) {
		DatabaseSettings database = this.component.database();
		boolean unused = !url.isConfigured() && (database.username() != null || database.password() != null);
		return (unused && problem.reason() == Reason.AUTHENTICATION_FAILED)
				? new Problem(
						problem.reason(), problem.details() + "; the configured username and password are used with a"
								+ " configured db-status.components.%s.url only, not with a project's own"
										.formatted(this.component.name()),
						problem.facts())
				: problem;
	}

	private Attempt<DatabaseUrl> url(ProjectSettings settings) {
		if (this.configuredUrl != null) {
			return this.configuredUrl;
		}
		if (!this.component.project().trusted()) {
			return new Failed<>(new Problem(Reason.DATABASE_URL_MISSING,
					"db-status.components.%s.url is not set, and the project is not trusted to name a database"
							.formatted(this.component.name())));
		}
		try {
			return ofProject(settings);
		}
		catch (AlembicConfigException ex) {
			return new Failed<>(this.missing.because(ex));
		}
	}

	private Attempt<DatabaseUrl> ofProject(ProjectSettings settings) {
		EnvironmentOptions options = settings.options();
		ConfigValue ini = options.sqlalchemyUrl();
		if (!options.databases().isEmpty() && !options.ofEngine() && ini instanceof ConfigValue.Absent) {
			return new Failed<>(this.missing.becauseOfEngines(options.databases()));
		}
		if (settings.environment().url() instanceof Given.Unreadable(String where, String why)) {
			return new Failed<>(this.missing.becauseUnreadable(where, why));
		}
		if (!options.ofEngine()) {
			if (settings.environment().url() instanceof Given.NotKnown notKnown) {
				return new Failed<>(this.missing.becauseReplaced(notKnown));
			}
			if (settings.environment().url() instanceof Given.Known(String url, var _) && !url.isBlank()) {
				return this.missing.unless(url, "env.py", () -> DatabaseUrl.ofProject(url, workdir()));
			}
		}
		// The usual env.py takes it from the ini file.
		String url = ini.orNull();
		if (url != null && !url.isBlank()) {
			String where = (ini instanceof ConfigValue.Present(String _, ConfigOrigin origin))
					? origin.toString()
					: null;
			return this.missing.unlessInFile(url, where, () -> DatabaseUrl.ofProject(url, workdir()));
		}
		return new Failed<>((settings.problem() != null) ? settings.problem() : this.missing.everywhere());
	}

	private Path workdir() {
		return this.component.project().workdir();
	}

	/**
	 * A look at a database that has a URL, and at the scripts.
	 */
	private final class Look {

		private final ProjectSettings settings;

		private final VersionTablePlace place;

		private final DatabaseUrl url;

		private final ActivityInterest interest;

		private final long end;

		Look(ProjectSettings settings, VersionTablePlace place, DatabaseUrl url, ActivityInterest interest,
				long end) {
			this.settings = settings;
			this.place = place;
			this.url = url;
			this.interest = interest;
			this.end = end;
		}

		/**
		 * The rows, the scripts, and then, where it matters, the sessions over the connection that read the rows: it is kept
		 * meanwhile, unless the scripts take their time, as they do the first time: others wait for a connection, too.
		 */
		Observation take() {
			Observer.this.stage = Stage.DATABASE;
			Attempt<VersionTableState> rows;
			try {
				VersionTableQuery query = new VersionTableQuery(this.place.table());
				Read read = Observer.this.sessions.withSession(this.url,
						(session) -> goOn(session.ask(query), session));
				if (read.whole() != null) {
					return read.whole();
				}
				rows = read.rows();
			}
			catch (DatabaseException ex) {
				rows = new Failed<>(unusedCredentials(Problems.of(ex, this.url), this.url));
			}
			Seen scripts = scripts(this.settings, this.end);
			return isWorthAsking(rows)
					? withSessions(scripts, rows, (query) -> Observer.this.sessions.ask(this.url, query))
					: observation(scripts, this.place, rows, null);
		}

		private Read goOn(VersionTableState state, DatabaseSession session) {
			Attempt<VersionTableState> rows = new Known<>(state);
			if (Observer.this.source == null && !Observer.this.project.isRead(this.settings)) {
				return new Read(rows, null);
			}
			Duration left = until(this.end);
			try {
				Seen scripts = scripts(this.settings,
						(left.compareTo(CONNECTION_KEPT) < 0) ? left : CONNECTION_KEPT);
				return new Read(rows, withSessions(scripts, rows, session::ask));
			}
			catch (TimeoutException ex) {
				return new Read(rows, null);
			}
		}

		/** A lock on the version table may well be a migration's. */
		private static boolean isWorthAsking(Attempt<VersionTableState> rows) {
			return !(rows instanceof Failed<VersionTableState>(Problem problem))
					|| problem.reason() == Reason.LOCK_TIMEOUT;
		}

		private Observation withSessions(Seen scripts, Attempt<VersionTableState> rows,
				Function<ActivityQuery, List<SessionActivity>> database) {
			Observation seen = observation(scripts, this.place, rows, null);
			List<MigrationScript> next = this.interest.nextScripts(seen);
			if (next == null) {
				Observer.this.sightings.forget();
				return seen;
			}
			try {
				List<SessionActivity> active = database.apply(new ActivityQuery(this.place.table()));
				Set<String> names = active.isEmpty() ? Set.of() : names(scripts.project(), next);
				return seen.withSessions(new Known<>(Observer.this.sightings.remember(active, names)));
			}
			catch (DatabaseException ex) {
				return seen.withSessions(new Failed<>(Problems.of(ex, this.url)));
			}
		}

		private Set<String> names(@Nullable ConfiguredProject configured, List<MigrationScript> scripts) {
			try {
				return Observer.this.project.names(configured, scripts, until(this.end));
			}
			catch (TimeoutException ex) {
				return Set.of();
			}
		}

	}

	/**
	 * The rows, and all that was seen if the scripts did not take their time.
	 */
	private record Read(Attempt<VersionTableState> rows, @Nullable Observation whole) {}

	/**
	 * Asks a database about what operations are about.
	 */
	private interface DatabaseLook<T> {

		Attempt<T> look(ConfiguredProject project, RevisionOperations operations, DatabaseUrl url);

	}

}

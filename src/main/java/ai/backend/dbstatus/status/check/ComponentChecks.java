package ai.backend.dbstatus.status.check;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

import ai.backend.dbstatus.alembic.source.archive.ArchiveSpace;
import ai.backend.dbstatus.component.Component;
import ai.backend.dbstatus.component.ComponentListener;
import ai.backend.dbstatus.database.session.DatabaseSessions;
import ai.backend.dbstatus.status.change.ChangeJournal;
import ai.backend.dbstatus.status.change.ChangeMemory;
import ai.backend.dbstatus.status.change.StatusChange;
import ai.backend.dbstatus.status.observation.CheckedOut;
import ai.backend.dbstatus.status.observation.Observer;
import ai.backend.dbstatus.status.observation.ScriptSource;
import ai.backend.dbstatus.status.observation.ScriptSources;
import ai.backend.dbstatus.status.observation.SharedProjects;
import ai.backend.dbstatus.status.observation.SharedRefs;
import ai.backend.dbstatus.status.report.StatusReport;
import org.jspecify.annotations.Nullable;

/**
 * The checks of the components that there are: one for each, made when the component comes and forgotten when it goes. Safe
 * for any number of concurrent callers; components never wait for each other.
 */
public final class ComponentChecks implements ComponentListener {

	private static final int KEPT_COMMITS = 100;

	private final DatabaseSessions sessions;

	private final CheckSettings settings;

	private final ChangeMemory memory;

	private final List<ReportListener> listeners = new CopyOnWriteArrayList<>();

	private final SharedProjects projects = new SharedProjects();

	private final SharedRefs repositories;

	private final ArchiveSpace archives = new ArchiveSpace();

	private final Map<String, ComponentCheck> checks = new ConcurrentHashMap<>();

	/**
	 * No checks as yet: to be told of the components.
	 * @param sessions with the databases of all components; each within the answer timeout
	 */
	public ComponentChecks(DatabaseSessions sessions, CheckSettings settings) {
		this(sessions, settings, new ChangeMemory(ChangeJournal.NONE), new SharedRefs(KEPT_COMMITS));
	}

	/**
	 * No checks as yet: to be told of the components.
	 * @param sessions with the databases of all components; each within the answer timeout
	 * @param memory of changes, which others read, too
	 * @param repositories the components' git repositories
	 */
	public ComponentChecks(DatabaseSessions sessions, CheckSettings settings, ChangeMemory memory,
			SharedRefs repositories) {
		this.repositories = repositories;
		this.sessions = sessions;
		this.settings = settings;
		this.memory = memory;
	}

	/**
	 * Has somebody told of every check from now on.
	 */
	public void addListener(ReportListener listener) {
		this.listeners.add(listener);
	}

	@Override
	public void added(Component component) {
		Observer observer = new Observer(component, this.projects.acquire(component.project()),
				ScriptSources.configured(component, this.repositories, this.settings.archives(), this.archives),
				CheckedOut.of(component, this.repositories),
				this.sessions.of("component '" + component.name() + "'"),
				this.settings.answerTimeout());
		this.checks.put(component.name(), new ComponentCheck(component, observer, this.repositories, this.settings,
				this.listeners, this.memory));
	}

	@Override
	public void removed(Component component) {
		this.checks.remove(component.name());
		this.memory.forget(component.name());
		this.projects.release(component.project());
	}

	/** Without a moment in which there is no check of this name, and without reading again scripts that stay the same. */
	@Override
	public void replaced(Component before, Component after) {
		added(after);
		this.projects.release(before.project());
	}

	/**
	 * Checks a component now: nothing in the report was read before this call, save what {@code db-status.max-age} allows.
	 * @return {@code null} if there is no component of this name
	 */
	public @Nullable StatusReport check(String component) {
		ComponentCheck check = this.checks.get(component);
		return (check != null) ? check.check() : null;
	}

	/**
	 * The same for a gate: scripts for which it would open are looked at again after a while, if they were first seen a moment
	 * ago.
	 * @param opens whether the gate would open for a report
	 * @return {@code null} if there is no component of this name
	 */
	public @Nullable StatusReport check(String component, Predicate<StatusReport> opens) {
		ComponentCheck check = this.checks.get(component);
		return (check != null) ? check.check(opens) : null;
	}

	/**
	 * Checks a tenant of a component now.
	 * @param opens whether a gate would open for a report
	 * @return {@code null} if there is no such component or tenant
	 */
	public @Nullable StatusReport checkTenant(String component, String tenant,
			Predicate<StatusReport> opens) {
		ComponentCheck check = this.checks.get(component);
		return (check != null) ? check.checkTenant(tenant, opens) : null;
	}

	/**
	 * The report of a tenant by the last check of its component that was made: checks nothing.
	 * @return {@code null} if there is no such component or tenant, or none was made yet
	 */
	public @Nullable StatusReport lastOfTenant(String component, String tenant) {
		ComponentCheck check = this.checks.get(component);
		return (check != null) ? check.lastOfTenant(tenant) : null;
	}

	/**
	 * Whether the schema of a tenant bears out its stamp, as it is now.
	 * @return {@code null} if there is no such component or tenant
	 * @throws HistoryUnavailableException if the scripts make no history
	 */
	public @Nullable ComponentSchema schemaOfTenant(String component, String tenant) {
		ComponentCheck check = this.checks.get(component);
		return (check != null) ? check.schemaOfTenant(tenant) : null;
	}

	/**
	 * The report of the last check of a component that was made, whoever asked for it: checks nothing.
	 * @return {@code null} if there is no component of this name, or none was made yet
	 */
	public @Nullable StatusReport last(String component) {
		ComponentCheck check = this.checks.get(component);
		return (check != null) ? check.last() : null;
	}

	/**
	 * The last changes of a component, the newest first.
	 */
	public List<StatusChange> changes(String component) {
		return this.memory.changes(component);
	}

	/**
	 * Checks a component now by other scripts.
	 * @return {@code null} if there is no component of this name
	 * @throws RuntimeException if there are no such scripts
	 */
	public @Nullable StatusReport check(Component component, ScriptSource scripts) {
		ComponentCheck check = this.checks.get(component.name());
		return (check != null) ? check.check(scripts) : null;
	}

	/**
	 * Checks a component now, its schema among it.
	 * @param opens whether a gate would open for a report
	 * @return {@code null} if there is no component of this name
	 */
	public @Nullable StatusReport checkWithSchema(String component, Predicate<StatusReport> opens) {
		ComponentCheck check = this.checks.get(component);
		return (check != null) ? check.checkWithSchema(opens) : null;
	}

	/**
	 * Checks a component now by other scripts, its schema among it.
	 * @return {@code null} if there is no component of this name
	 * @throws RuntimeException if there are no such scripts
	 */
	public @Nullable StatusReport checkWithSchema(Component component, ScriptSource scripts) {
		ComponentCheck check = this.checks.get(component.name());
		return (check != null) ? check.checkWithSchema(scripts) : null;
	}

	/**
	 * Checks a component now by each of some scripts.
	 * @return {@code null} if there is no component of this name
	 */
	public @Nullable List<StatusReport> check(Component component, List<ScriptSource> scripts) {
		ComponentCheck check = this.checks.get(component.name());
		return (check != null) ? check.check(scripts) : null;
	}

	/**
	 * The revision history of other scripts, with what a check made now says of the component's database.
	 * @return {@code null} if there is no component of this name
	 * @throws HistoryUnavailableException if the scripts make no history
	 */
	public @Nullable ComponentHistory history(Component component, ScriptSource scripts) {
		ComponentCheck check = this.checks.get(component.name());
		return (check != null) ? check.history(scripts) : null;
	}

	/**
	 * The components' git repositories.
	 */
	public SharedRefs repositories() {
		return this.repositories;
	}

	/**
	 * The revision history of a component, with what a check made now says of the database.
	 * @return {@code null} if there is no component of this name
	 * @throws HistoryUnavailableException if the scripts make no history
	 */
	public @Nullable ComponentHistory history(String component) {
		ComponentCheck check = this.checks.get(component);
		return (check != null) ? check.history() : null;
	}

	/**
	 * What an upgrade or a downgrade of a component's database would do.
	 * @param scripts where the scripts come from; {@code null} for where they are by the settings
	 * @return {@code null} if there is no component of this name
	 * @throws HistoryUnavailableException if the scripts make no history
	 * @throws PlanUnavailableException if it is not known where the database is, or what is in it
	 */
	public @Nullable ComponentPlan plan(Component component, @Nullable ScriptSource scripts, PlanRequest request) {
		ComponentCheck check = this.checks.get(component.name());
		return (check != null) ? check.plan(scripts, request) : null;
	}

	/**
	 * What an upgrade or a downgrade of one tenant of a component would do.
	 * @param scripts where the scripts come from; {@code null} for where they are by the settings
	 * @return {@code null} if there is no such component or tenant
	 * @throws HistoryUnavailableException if the scripts make no history
	 * @throws PlanUnavailableException if it is not known where the tenant is, or what is in it
	 */
	public @Nullable ComponentPlan planOfTenant(Component component, String tenant, @Nullable ScriptSource scripts,
			PlanRequest request) {
		ComponentCheck check = this.checks.get(component.name());
		return (check != null) ? check.planOfTenant(tenant, scripts, request) : null;
	}

	/**
	 * Whether the schema of a component bears out its stamp, as it is now.
	 * @return {@code null} if there is no component of this name
	 * @throws HistoryUnavailableException if the scripts make no history
	 */
	public @Nullable ComponentSchema schema(String component) {
		ComponentCheck check = this.checks.get(component);
		return (check != null) ? check.schema() : null;
	}

	/**
	 * Whether the schema of a component bears out its stamp by other scripts.
	 * @return {@code null} if there is no component of this name
	 * @throws HistoryUnavailableException if the scripts make no history
	 * @throws RuntimeException if there are no such scripts
	 */
	public @Nullable ComponentSchema schema(Component component, ScriptSource scripts) {
		ComponentCheck check = this.checks.get(component.name());
		return (check != null) ? check.schema(scripts) : null;
	}

}

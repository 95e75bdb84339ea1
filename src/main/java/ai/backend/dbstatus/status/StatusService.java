package ai.backend.dbstatus.status;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Predicate;

import ai.backend.dbstatus.alembic.refs.ProjectRefs;
import ai.backend.dbstatus.alembic.source.archive.ArchivedFiles;
import ai.backend.dbstatus.alembic.source.git.GitRef;
import ai.backend.dbstatus.alembic.source.git.NoRepositoryException;
import ai.backend.dbstatus.alembic.source.git.UnknownRefException;
import ai.backend.dbstatus.component.Component;
import ai.backend.dbstatus.component.Components;
import ai.backend.dbstatus.component.UnknownComponentException;
import ai.backend.dbstatus.component.UnknownTenantException;
import ai.backend.dbstatus.status.change.StatusChange;
import ai.backend.dbstatus.status.check.ComponentChecks;
import ai.backend.dbstatus.status.check.ComponentHistory;
import ai.backend.dbstatus.status.check.ComponentPlan;
import ai.backend.dbstatus.status.check.ComponentSchema;
import ai.backend.dbstatus.status.check.HistoryUnavailableException;
import ai.backend.dbstatus.status.check.PlanRequest;
import ai.backend.dbstatus.status.observation.RefScripts;
import ai.backend.dbstatus.status.observation.ScriptSource;
import ai.backend.dbstatus.status.observation.ScriptSources;
import ai.backend.dbstatus.status.report.StatusReport;
import ai.backend.dbstatus.status.report.TenantState;
import ai.backend.dbstatus.status.report.Tenants;
import org.jspecify.annotations.Nullable;

/**
 * Answers for all components. Safe for any number of concurrent callers; components never wait for each other.
 */
public final class StatusService {

	private final Components components;

	private final ComponentChecks checks;

	private final Executor executor;

	/**
	 * A service for the components that there are.
	 * @param checks checks them; told of them as they come and go
	 * @param executor runs the checks that are made concurrently
	 */
	public StatusService(Components components, ComponentChecks checks, Executor executor) {
		this.components = components;
		this.checks = checks;
		this.executor = executor;
	}

	/**
	 * The components in configured order.
	 */
	public List<Component> components() {
		return this.components.all();
	}

	/**
	 * The name of the component that is meant where none is named.
	 */
	public String defaultComponent() {
		return this.components.defaultName();
	}

	/**
	 * The component of this name.
	 * @throws UnknownComponentException if there is none
	 */
	public Component component(String name) {
		return this.components.get(name);
	}

	/**
	 * The report of the last check of a component that was made, whoever asked for it: checks nothing.
	 * @return {@code null} if none was made yet, or there is no component of this name
	 */
	public @Nullable StatusReport last(String name) {
		return this.checks.last(name);
	}

	/**
	 * The last changes of a component, the newest first. Checks nothing.
	 * @throws UnknownComponentException if there is none of this name
	 */
	public List<StatusChange> changes(String name) {
		component(name);
		return this.checks.changes(name);
	}

	/**
	 * Checks a component now: nothing in the report was read before this call.
	 * @throws UnknownComponentException if there is none of this name
	 */
	public StatusReport check(String name) {
		return known(name, this.checks.check(name));
	}

	/**
	 * Checks a component now for a gate. Where the gate would open for scripts that were first seen a moment ago, perhaps half-way
	 * through a change, they are looked at again after a second.
	 * @param opens whether the gate would open for a report
	 * @return a report for which it would open only if its scripts are {@linkplain StatusReport#settled() settled}
	 * @throws UnknownComponentException if there is none of this name
	 */
	public StatusReport check(String name, Predicate<StatusReport> opens) {
		return known(name, this.checks.check(name, opens));
	}

	/**
	 * Checks a tenant of a component now.
	 * @param opens whether a gate would open for a report, as for {@link #check(String, Predicate) a component}
	 * @return its report; where the tenants cannot be told, the component's, which says why
	 * @throws UnknownComponentException if there is no such component
	 * @throws UnknownTenantException if it has no such tenant
	 */
	public StatusReport checkTenant(String name, String tenant, Predicate<StatusReport> opens) {
		component(name);
		return knownTenant(name, tenant, this.checks.checkTenant(name, tenant, opens));
	}

	/**
	 * The report of a tenant by the last check of its component that was made: checks nothing.
	 * @throws UnknownComponentException if there is no such component
	 * @throws UnknownTenantException if it has no such tenant, or no check was made
	 */
	public StatusReport lastOfTenant(String name, String tenant) {
		component(name);
		return knownTenant(name, tenant, this.checks.lastOfTenant(name, tenant));
	}

	/**
	 * Whether the schema of a tenant bears out its stamp, as it is now.
	 * @throws UnknownComponentException if there is no such component
	 * @throws UnknownTenantException if it has no such tenant
	 * @throws HistoryUnavailableException if the scripts make no history
	 */
	public ComponentSchema schemaOfTenant(String name, String tenant) {
		component(name);
		return knownTenant(name, tenant, this.checks.schemaOfTenant(name, tenant));
	}

	/** The names that there are come from the check that has just been made. */
	private <T> T knownTenant(String name, String tenant, @Nullable T answer) {
		if (answer == null) {
			StatusReport last = this.checks.last(name);
			Tenants tenants = (last != null) ? last.findings().tenants() : null;
			throw new UnknownTenantException(name, tenant, (tenants != null)
					? tenants.states().stream().map(TenantState::tenant).toList()
					: List.of());
		}
		return answer;
	}

	/**
	 * Begins a check of a component without waiting for it.
	 * @return the report; fails with {@link UnknownComponentException} if there is no component of this name
	 */
	public CompletableFuture<StatusReport> checkAsync(String name) {
		return checkAsync(name, (_) -> false);
	}

	/**
	 * Begins a check of a component for a gate without waiting for it.
	 * @param opens whether the gate would open for a report
	 * @return the report; fails with {@link UnknownComponentException} if there is no component of this name
	 */
	public CompletableFuture<StatusReport> checkAsync(String name, Predicate<StatusReport> opens) {
		return CompletableFuture.supplyAsync(() -> check(name, opens), this.executor);
	}

	/**
	 * Checks all components, concurrently.
	 * @return their reports, in configured order
	 */
	public List<StatusReport> checkAll() {
		return checkPresent(this.components.names());
	}

	/**
	 * Checks components for a gate, concurrently.
	 * @param opens whether the gate would open for a report
	 * @return their reports, in the order of the names
	 * @throws UnknownComponentException if there is none of one of the names
	 */
	public List<StatusReport> checkAll(List<String> names, Predicate<StatusReport> opens) {
		names.forEach(this::component);
		return (names.size() == 1) ? List.of(check(names.getFirst(), opens)) : checkPresent(names, opens);
	}

	/**
	 * Checks those of the components that there are, concurrently.
	 * @return their reports, in the order of the names
	 */
	public List<StatusReport> checkPresent(List<String> names) {
		return gather(names, this.checks::check);
	}

	private List<StatusReport> gather(List<String> names, Function<String, @Nullable StatusReport> check) {
		List<CompletableFuture<@Nullable StatusReport>> reports = new ArrayList<>();
		for (String name : names) {
			reports.add(CompletableFuture.supplyAsync(() -> check.apply(name), this.executor));
		}
		return reports.stream().map(CompletableFuture::join).filter(Objects::nonNull).toList();
	}

	/**
	 * Checks those of the components that there are for a gate, concurrently.
	 * @param opens whether the gate would open for a report
	 * @return their reports, in the order of the names
	 */
	public List<StatusReport> checkPresent(List<String> names, Predicate<StatusReport> opens) {
		return gather(names, (name) -> this.checks.check(name, opens));
	}

	/**
	 * The revision history of a component, with what a check made now says of the database.
	 * @throws UnknownComponentException if there is none of this name
	 * @throws HistoryUnavailableException if the scripts make no history
	 */
	public ComponentHistory history(String name) {
		return known(name, this.checks.history(name));
	}

	/**
	 * Whether the schema of a component bears out its stamp, as it is now.
	 * @throws UnknownComponentException if there is none of this name
	 * @throws SchemasOfTenantsException if it has tenants
	 * @throws HistoryUnavailableException if the scripts make no history
	 */
	public ComponentSchema schema(String name) {
		component(name, true);
		return known(name, this.checks.schema(name));
	}

	/**
	 * What an upgrade or a downgrade of a component's database would do.
	 * @param ref whose scripts count; {@code null} for those that are configured
	 * @throws UnknownComponentException if there is none of this name
	 * @throws HistoryUnavailableException if the scripts make no history
	 * @throws ai.backend.dbstatus.status.check.PlanUnavailableException if it is not known where the database is, or what is in
	 * it
	 */
	public ComponentPlan plan(String name, @Nullable String ref, PlanRequest request) {
		Component component = component(name);
		return known(name, this.checks.plan(component, (ref != null) ? scripts(component, ref) : null, request));
	}

	/**
	 * What an upgrade or a downgrade of one tenant of a component would do.
	 * @param ref whose scripts count; {@code null} for those that are configured
	 * @throws UnknownComponentException if there is no such component
	 * @throws UnknownTenantException if it has no such tenant
	 * @throws HistoryUnavailableException if the scripts make no history
	 * @throws ai.backend.dbstatus.status.check.PlanUnavailableException if it is not known where the tenant is, or what is in it
	 */
	public ComponentPlan planOfTenant(String name, String tenant, @Nullable String ref, PlanRequest request) {
		Component component = component(name);
		return knownTenant(name, tenant, this.checks.planOfTenant(component, tenant,
				(ref != null) ? scripts(component, ref) : null, request));
	}

	/**
	 * What scripts that somebody sent would do to a component's database.
	 * @param files the project, with its topmost directory where the component's working directory is
	 * @throws UnknownComponentException if there is none of this name
	 * @throws HistoryUnavailableException if the scripts make no history
	 * @throws ai.backend.dbstatus.status.check.PlanUnavailableException if it is not known where the database is, or what is in
	 * it
	 */
	public ComponentPlan plan(String name, ArchivedFiles files, PlanRequest request) {
		Component component = component(name);
		return known(name, this.checks.plan(component, ScriptSources.uploaded(component, files), request));
	}

	/**
	 * Whether the schema of a component bears out its stamp by the scripts as of a ref of its repository.
	 * @throws UnknownComponentException if there is none of this name
	 * @throws SchemasOfTenantsException if it has tenants
	 * @throws NoRepositoryException if it is in no repository
	 * @throws UnknownRefException if there is no such ref
	 * @throws HistoryUnavailableException if the scripts make no history
	 */
	public ComponentSchema schema(String name, String ref) {
		Component component = component(name, true);
		return known(name, this.checks.schema(component, scripts(component, ref)));
	}

	/**
	 * Checks a component now for a gate, as far as somebody wants.
	 * @param opens whether the gate would open for a report, as for {@link #check(String, Predicate) what each check looks at}
	 * @throws UnknownComponentException if there is none of this name
	 * @throws SchemasOfTenantsException if the schema is wanted of one that has tenants
	 * @throws NoRepositoryException if a ref is wanted and it is in no repository
	 * @throws UnknownRefException if there is no such ref
	 */
	public StatusReport check(String name, Asked asked, Predicate<StatusReport> opens) {
		Component component = component(name, asked.schema());
		String ref = asked.ref();
		if (ref == null) {
			return known(name, check(name, asked.schema(), opens));
		}
		return known(name, check(component, scripts(component, ref), asked.schema()));
	}

	private @Nullable StatusReport check(String name, boolean schema, Predicate<StatusReport> opens) {
		return schema ? this.checks.checkWithSchema(name, opens) : this.checks.check(name, opens);
	}

	/** A gate needs no second look at such scripts: they never change. */
	private @Nullable StatusReport check(Component component, ScriptSource scripts, boolean schema) {
		return schema ? this.checks.checkWithSchema(component, scripts) : this.checks.check(component, scripts);
	}

	/** The schemas of thousands of tenants are too much to look at, and to leave some out would open gates. */
	private Component component(String name, boolean schema) {
		Component component = component(name);
		if (schema && component.tenants() != null) {
			throw new SchemasOfTenantsException(name);
		}
		return component;
	}

	/**
	 * Checks components for a gate, concurrently, as far as somebody wants; where one has no such ref, its report says so.
	 * @param opens whether the gate would open for a report
	 * @return their reports, in the order of the names
	 * @throws UnknownComponentException if there is none of one of the names
	 * @throws SchemasOfTenantsException if the schema is wanted of one that has tenants
	 */
	public List<StatusReport> checkAll(List<String> names, Asked asked, Predicate<StatusReport> opens) {
		List<Component> wanted = names.stream().map((name) -> component(name, asked.schema())).toList();
		String ref = asked.ref();
		List<CompletableFuture<@Nullable StatusReport>> reports = new ArrayList<>();
		for (Component component : wanted) {
			reports.add(CompletableFuture.supplyAsync(() -> {
				if (ref == null) {
					return check(component.name(), asked.schema(), opens);
				}
				return check(component, ScriptSources.lenient(scripts(component, ref)), asked.schema());
			}, this.executor));
		}
		return reports.stream().map(CompletableFuture::join).filter(Objects::nonNull).toList();
	}

	/**
	 * Checks a component now by scripts that somebody sent.
	 * @param files the project; what is no image has its topmost directory where the component's working directory is
	 * @param schema whether to look at the schema, too
	 * @throws UnknownComponentException if there is none of this name
	 * @throws SchemasOfTenantsException if the schema is wanted of one that has tenants
	 */
	public StatusReport check(String name, ArchivedFiles files, boolean schema) {
		Component component = component(name, schema);
		return known(name, check(component, ScriptSources.uploaded(component, files), schema));
	}

	/**
	 * The revision history of a component as of a ref of its repository.
	 * @throws UnknownComponentException if there is none of this name
	 * @throws NoRepositoryException if it is in no repository
	 * @throws UnknownRefException if there is no such ref
	 * @throws HistoryUnavailableException if the scripts make no history
	 */
	public ComponentHistory history(String name, String ref) {
		Component component = component(name);
		return known(name, this.checks.history(component, scripts(component, ref)));
	}

	/**
	 * The revision history of scripts that somebody sent.
	 * @param files the project; what is no image has its topmost directory where the component's working directory is
	 * @throws UnknownComponentException if there is none of this name
	 * @throws HistoryUnavailableException if the scripts make no history
	 */
	public ComponentHistory history(String name, ArchivedFiles files) {
		Component component = component(name);
		return known(name, this.checks.history(component, ScriptSources.uploaded(component, files)));
	}

	/**
	 * The refs of a component's repository, newest first.
	 * @throws UnknownComponentException if there is none of this name
	 * @throws NoRepositoryException if it is in no repository
	 */
	public List<GitRef> refs(String name) {
		return this.checks.repositories()
				.of(component(name))
				.refs()
				.stream()
				.sorted(Comparator.comparing(GitRef::committedAt).reversed().thenComparing(GitRef::name))
				.toList();
	}

	/**
	 * What is true of a component's database now by the scripts of each of some refs.
	 * @return in the order of the refs
	 * @throws UnknownComponentException if there is none of this name
	 * @throws NoRepositoryException if it is in no repository
	 */
	public List<RefReport> check(String name, List<GitRef> refs) {
		Component component = component(name);
		ProjectRefs projects = this.checks.repositories().of(component);
		List<StatusReport> reports = known(name,
				this.checks.check(component, refs.stream().map((ref) -> RefScripts.of(projects, ref)).toList()));
		List<RefReport> all = new ArrayList<>();
		for (int i = 0; i < reports.size(); i++) {
			all.add(new RefReport(refs.get(i), reports.get(i)));
		}
		return List.copyOf(all);
	}

	private RefScripts scripts(Component component, String ref) {
		return new RefScripts(this.checks.repositories(), component, ref);
	}

	private <T> T known(String name, @Nullable T answer) {
		if (answer == null) {
			throw new UnknownComponentException(name, this.components.names());
		}
		return answer;
	}

}

package ai.backend.dbstatus.status;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

import ai.backend.dbstatus.graph.RevisionGraph;

/**
 * Answers for all components. Safe for any number of concurrent callers; components never wait for each other.
 */
public final class StatusService {

	private final Map<String, ComponentCheck> checks = new LinkedHashMap<>();

	private final String defaultComponent;

	private final Executor executor;

	/**
	 * A service for these checks.
	 * @param checks the checks, in the order in which to report them
	 * @param defaultComponent the component that is meant where none is named
	 * @param executor runs the checks that are made concurrently
	 */
	public StatusService(List<ComponentCheck> checks, String defaultComponent, Executor executor) {
		checks.forEach((check) -> this.checks.put(check.component().name(), check));
		this.defaultComponent = defaultComponent;
		this.executor = executor;
	}

	/**
	 * The components in configured order.
	 */
	public List<Component> components() {
		return this.checks.values().stream().map(ComponentCheck::component).toList();
	}

	/**
	 * The name of the component that is meant where none is named.
	 */
	public String defaultComponent() {
		return this.defaultComponent;
	}

	/**
	 * The component of this name.
	 * @throws UnknownComponentException if there is none
	 */
	public Component component(String name) {
		return find(name).component();
	}

	/**
	 * Checks a component now: nothing in the report was read before this call.
	 * @throws UnknownComponentException if there is none of this name
	 */
	public StatusReport check(String name) {
		return find(name).check();
	}

	/**
	 * The revision graph of a component, read now.
	 * @throws UnknownComponentException if there is none of this name
	 * @throws HistoryUnavailableException if the scripts make no history
	 */
	public RevisionGraph graph(String name) {
		return find(name).graph();
	}

	/**
	 * Begins a check of a component without waiting for it.
	 * @throws UnknownComponentException if there is none of this name
	 */
	public CompletableFuture<StatusReport> checkAsync(String name) {
		ComponentCheck check = find(name);
		return CompletableFuture.supplyAsync(check::check, this.executor);
	}

	/**
	 * Checks all components, concurrently.
	 * @return their reports, in configured order
	 */
	public List<StatusReport> checkAll() {
		return checkAll(List.copyOf(this.checks.keySet()));
	}

	/**
	 * Checks components, concurrently.
	 * @return their reports, in the order of the names
	 * @throws UnknownComponentException if there is none of one of the names
	 */
	public List<StatusReport> checkAll(List<String> names) {
		if (names.size() == 1) {
			return List.of(check(names.getFirst()));
		}
		List<CompletableFuture<StatusReport>> reports = new ArrayList<>();
		names.forEach((name) -> reports.add(checkAsync(name)));
		return reports.stream().map(CompletableFuture::join).toList();
	}

	/**
	 * The revision history of a component, with what a check made now says of the database.
	 * @throws UnknownComponentException if there is none of this name
	 * @throws HistoryUnavailableException if the scripts make no history
	 */
	public ComponentHistory history(String name) {
		return find(name).history();
	}

	private ComponentCheck find(String name) {
		ComponentCheck check = this.checks.get(name);
		if (check == null) {
			throw new UnknownComponentException(name, List.copyOf(this.checks.keySet()));
		}
		return check;
	}

}

package ai.backend.dbstatus.actuate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

import ai.backend.dbstatus.component.Component;
import ai.backend.dbstatus.component.UnknownComponentException;
import ai.backend.dbstatus.status.StatusService;
import ai.backend.dbstatus.status.check.HistoryUnavailableException;
import ai.backend.dbstatus.status.history.RevisionInfo;
import ai.backend.dbstatus.status.history.RevisionState;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.context.ApplicationContext;

/**
 * The migrations of all components, in the form in which Spring Boot's endpoints {@code flyway} and {@code liquibase}
 * tell of theirs: by application context and, where those have beans, component. There is nothing to write.
 */
@Endpoint(id = "alembic")
public final class AlembicEndpoint {

	private final StatusService service;

	private final ApplicationContext context;

	private final Executor executor;

	/**
	 * The endpoint of a service.
	 * @param executor asks the components, concurrently
	 */
	public AlembicEndpoint(StatusService service, ApplicationContext context, Executor executor) {
		this.service = service;
		this.context = context;
		this.executor = executor;
	}

	/**
	 * The migrations of all components, with what their databases have of them now.
	 */
	@ReadOperation
	public AlembicBeansDescriptor alembicBeans() {
		Map<String, CompletableFuture<@Nullable AlembicDescriptor>> asked = new LinkedHashMap<>();
		for (Component component : this.service.components()) {
			asked.put(component.name(),
					CompletableFuture.supplyAsync(() -> describe(component.name()), this.executor));
		}
		Map<String, AlembicDescriptor> beans = new LinkedHashMap<>();
		asked.forEach((name, descriptor) -> {
			AlembicDescriptor described = descriptor.join();
			if (described != null) {
				beans.put(name, described);
			}
		});
		ApplicationContext parent = this.context.getParent();
		String parentId = (parent != null) ? parent.getId() : null;
		return new AlembicBeansDescriptor(
				Map.of(String.valueOf(this.context.getId()), new ContextAlembicBeansDescriptor(beans, parentId)));
	}

	private @Nullable AlembicDescriptor describe(String component) {
		try {
			// Oldest first, as the other endpoints list theirs.
			List<RevisionInfo> revisions = this.service.history(component).view().revisions().reversed();
			return new AlembicDescriptor(revisions.stream().map(MigrationDescriptor::of).toList(), null);
		}
		catch (HistoryUnavailableException ex) {
			return new AlembicDescriptor(List.of(), ex.reason().title());
		}
		catch (UnknownComponentException ex) {
			// It has gone meanwhile.
			return null;
		}
	}

	/**
	 * The migrations of all application contexts.
	 *
	 * @param contexts the contexts by id
	 */
	public record AlembicBeansDescriptor(
			Map<String, ContextAlembicBeansDescriptor> contexts) implements OperationResponseBody {}

	/**
	 * The migrations of an application context.
	 *
	 * @param alembicBeans the components by name
	 * @param parentId the id of the parent context, if there is one
	 */
	public record ContextAlembicBeansDescriptor(Map<String, AlembicDescriptor> alembicBeans,
			@Nullable String parentId) {}

	/**
	 * The migrations of a component.
	 *
	 * @param migrations the migrations, oldest first
	 * @param error why there are none to list, if so
	 */
	public record AlembicDescriptor(List<MigrationDescriptor> migrations, @Nullable String error) {}

	/**
	 * A migration.
	 *
	 * @param revision the revision's id
	 * @param description the first line of the script's docstring, if it has one
	 * @param downRevisions the ids that it follows
	 * @param dependsOn what it depends on
	 * @param branchLabels the branch labels that it has
	 * @param script the script's file, relative to its version location
	 * @param created when the script says that it was created, if it says so
	 * @param release the release that the script says it is part of, if it says so
	 * @param state what the database has of it, if that is known
	 * @param current whether a row of the version table names it
	 */
	public record MigrationDescriptor(String revision, @Nullable String description, List<String> downRevisions,
			List<String> dependsOn, List<String> branchLabels, String script, @Nullable String created,
			@Nullable String release, @Nullable RevisionState state, boolean current) {

		static MigrationDescriptor of(RevisionInfo revision) {
			return new MigrationDescriptor(revision.revision(), revision.description(), revision.downRevisions(),
					revision.dependsOn(), revision.branchLabels(), revision.file(), revision.created(),
					revision.release(),
					(revision.state() != RevisionState.UNKNOWN) ? revision.state() : null, revision.current());
		}

	}

}

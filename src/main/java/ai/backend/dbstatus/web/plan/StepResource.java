package ai.backend.dbstatus.web.plan;

import java.util.List;
import java.util.Objects;

import ai.backend.dbstatus.alembic.operation.NotKnown;
import ai.backend.dbstatus.alembic.script.MigrationScript;
import ai.backend.dbstatus.plan.PlanStep;
import ai.backend.dbstatus.status.history.HistoryView;
import org.jspecify.annotations.Nullable;

/**
 * What a revision would do, as JSON.
 */
public record StepResource(String revision, @Nullable String description, @Nullable String release, String file,
		@Nullable String sourceUrl, boolean transactional, @Nullable Boolean reversible,
		List<OperationResource> operations,
		List<NotKnownResource> notKnown, List<FindingResource> findings) {

	static StepResource of(PlanStep step, HistoryView view) {
		MigrationScript script = Objects.requireNonNull(view.history().scripts().get(step.revision()));
		return new StepResource(step.revision(), script.description(), script.release(), script.fileName(),
				view.sourceUrl(script), step.transactional(), step.reversible(),
				step.operations().stream().map(OperationResource::of).toList(),
				step.notKnown().stream().map(NotKnownResource::of).toList(), FindingResource.all(step.findings()));
	}

	/**
	 * What only running a script would tell.
	 */
	public record NotKnownResource(int line, String text, String why) {

		static NotKnownResource of(NotKnown notKnown) {
			return new NotKnownResource(notKnown.line(), notKnown.text(), notKnown.why());
		}

	}

}

package ai.backend.dbstatus.status.check;

import ai.backend.dbstatus.alembic.ConfiguredProject;
import ai.backend.dbstatus.status.judgement.Judgement;
import ai.backend.dbstatus.status.observation.Observation;
import org.jspecify.annotations.Nullable;

/**
 * What was seen of scripts and version table, and what was made of it.
 *
 * @param seen what was seen; {@code null} if a defect of this service kept it from seeing anything
 * @param project the project of the scripts, where that is another than the configured one
 */
record Sight(@Nullable Observation seen, @Nullable ConfiguredProject project, Conclusion conclusion) {

	Judgement judgement() {
		return this.conclusion.judgement();
	}

	/** Whether another look saw the same revisions and rows. */
	boolean isAs(Sight other) {
		Observation mine = this.seen;
		Observation others = other.seen;
		return mine != null && others != null && mine.history().equals(others.history())
				&& judgement().findings()
						.position()
						.currentRevisions()
						.equals(other.judgement().findings().position().currentRevisions());
	}

}

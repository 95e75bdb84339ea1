package ai.backend.dbstatus.status.observation;

import java.time.Duration;

import ai.backend.dbstatus.alembic.AlembicProject;
import ai.backend.dbstatus.alembic.ConfiguredProject;
import ai.backend.dbstatus.alembic.RevisionHistory;
import ai.backend.dbstatus.alembic.refs.CommittedFiles;
import ai.backend.dbstatus.status.observation.Attempt.Failed;
import ai.backend.dbstatus.status.report.Reason;
import ai.backend.dbstatus.status.report.Scripts;
import org.jspecify.annotations.Nullable;

/**
 * Where migration scripts come from other than the directory that is configured.
 */
public interface ScriptSource {

	/**
	 * The scripts as they are now.
	 * @throws RuntimeException if there is no such place; what is wrong with scripts is no exception
	 */
	Seen look();

	/**
	 * Where the scripts come from, as far as that is known before they are looked at.
	 */
	Scripts scripts();

	/**
	 * What is seen of some scripts.
	 *
	 * @param scripts where they came from
	 * @param history their revisions
	 * @param project the project that they are of; {@code null} if it could not be read so far
	 * @param committed the files of the commit that they are of; {@code null} if they are of none, or nobody wants to know
	 */
	record Seen(Scripts scripts, Attempt<RevisionHistory> history, @Nullable ConfiguredProject project,
			@Nullable CommittedFiles committed) {

		/**
		 * What is seen when a project is read.
		 */
		public static Seen of(Scripts scripts, AlembicProject project) {
			return of(scripts, project, null);
		}

		/**
		 * What is seen when a project is read.
		 * @param committed the files of the commit that it is of; {@code null} if it is of none, or nobody wants to know
		 */
		public static Seen of(Scripts scripts, AlembicProject project, @Nullable CommittedFiles committed) {
			return new Seen(scripts, Problems.history(project::history), project.last(), committed);
		}

		/**
		 * What is seen where there is no such place.
		 */
		public static Seen missing(Scripts scripts, String sentence) {
			return new Seen(scripts, new Failed<>(new Problem(Reason.SCRIPTS_NOT_FOUND, sentence)), null, null);
		}

		/**
		 * What is seen where the scripts have not been at rest for long enough.
		 * @param atRest how long they would have to be
		 */
		public static Seen changing(Scripts scripts, Duration atRest) {
			return new Seen(scripts, new Failed<>(new Problem(Reason.SCRIPTS_CHANGING,
					"The migration scripts were first seen as they are less than %d s ago, and a gate opens only for scripts that have been at rest for so long; ask again"
							.formatted(atRest.toSeconds()))),
					null, null);
		}

		/**
		 * What is seen where reading has not ended in time.
		 */
		public static Seen late(Scripts scripts, Duration waited) {
			return new Seen(scripts, new Failed<>(Stage.SCRIPTS.unfinished(waited)), null, null);
		}

	}

}

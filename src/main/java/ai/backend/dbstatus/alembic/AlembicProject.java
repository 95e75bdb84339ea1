package ai.backend.dbstatus.alembic;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import ai.backend.dbstatus.alembic.config.AlembicConfig;
import ai.backend.dbstatus.alembic.config.AlembicConfigException;
import ai.backend.dbstatus.alembic.config.AlembicConfigReader;
import ai.backend.dbstatus.alembic.config.ConfigLocation;
import ai.backend.dbstatus.alembic.config.EnvironmentOptions;
import ai.backend.dbstatus.alembic.revision.MissingRevisionException;
import ai.backend.dbstatus.alembic.revision.Revision;
import ai.backend.dbstatus.alembic.revision.RevisionMap;
import ai.backend.dbstatus.alembic.revision.RevisionMapException;
import ai.backend.dbstatus.alembic.script.EnvHints;
import ai.backend.dbstatus.alembic.script.EnvScriptReader;
import ai.backend.dbstatus.alembic.script.MigrationScript;
import ai.backend.dbstatus.alembic.script.ScriptDirectory;
import ai.backend.dbstatus.alembic.script.ScriptException;
import ai.backend.dbstatus.alembic.script.ScriptsSnapshot;
import ai.backend.dbstatus.alembic.script.UnreadableScriptException;
import org.jspecify.annotations.Nullable;

/**
 * An Alembic project, read again as far as it has changed on disk. Nothing is read before it is asked for, so that a
 * project which is not there yet, or broken, harms nobody. Safe for concurrent use.
 */
public final class AlembicProject {

	private final ConfigLocation location;

	private volatile @Nullable Configured configured;

	private volatile @Nullable Graph graph;

	/**
	 * The project whose configuration is at a location.
	 */
	public AlembicProject(ConfigLocation location) {
		this.location = location;
	}

	/**
	 * The configuration as it is now.
	 * @throws AlembicConfigException if it cannot be read or does not lead to the scripts
	 */
	public AlembicConfig configuration() {
		return configured().config();
	}

	/**
	 * What the configuration says for {@code env.py}, known also where it does not lead to the scripts.
	 * @throws AlembicConfigException if a configuration file cannot be read
	 */
	public EnvironmentOptions environmentOptions() {
		return AlembicConfigReader.readEnvironment(this.location);
	}

	/**
	 * What {@code env.py} says about the version table's place.
	 * @throws AlembicConfigException if the configuration cannot be read or does not lead to the scripts
	 */
	public EnvHints environment() {
		return configured().environment();
	}

	/**
	 * The revisions as they are now: the same object as before if nothing has changed.
	 * @throws AlembicConfigException if the configuration cannot be read or does not lead to the scripts
	 * @throws ScriptException if there is no script, or one that cannot be read
	 * @throws BrokenHistoryException if the scripts make no revision graph
	 */
	public RevisionHistory history() {
		Configured configured = configured();
		ScriptsSnapshot scripts = configured.scripts().read();
		Graph current = this.graph;
		if (current == null || current.scripts() != scripts) {
			current = Graph.of(scripts, configured.config().warnings());
			this.graph = current;
		}
		return current.history();
	}

	private Configured configured() {
		Configured current = this.configured;
		if (current == null || !current.stamps().areCurrent()) {
			current = Configured.read(this.location);
			this.configured = current;
		}
		return current;
	}

	/**
	 * A configuration, and the stamps that the files had before they were read: a change in between makes the next call
	 * read again.
	 */
	private record Configured(AlembicConfig config, EnvHints environment, FileStamps stamps, ScriptDirectory scripts) {

		static Configured read(ConfigLocation location) {
			AlembicConfig config = AlembicConfigReader.read(location);
			List<Path> files = new ArrayList<>(config.files());
			Path env = config.scriptDirectory().resolve("env.py");
			files.add(env);
			FileStamps stamps = FileStamps.of(files);
			// Once more, now that the stamps are taken.
			config = AlembicConfigReader.read(location);
			ScriptDirectory scripts = new ScriptDirectory(config.versionLocations(),
					config.recursiveVersionLocations(), config.sourceless(), config.pythonPath(), location.workdir());
			return new Configured(config, EnvScriptReader.read(env), stamps, scripts);
		}

	}

	/**
	 * What was made of a state of the scripts: a graph, or the reason why they make none.
	 */
	private record Graph(ScriptsSnapshot scripts, @Nullable RevisionHistory made, @Nullable RuntimeException refusal) {

		static Graph of(ScriptsSnapshot scripts, List<String> warnings) {
			try {
				ScriptException failure = scripts.failure();
				return (failure != null)
						? new Graph(scripts, null, failure)
						: new Graph(scripts, make(scripts, warnings), null);
			}
			catch (RevisionMapException ex) {
				return new Graph(scripts, null, refusal(ex, scripts));
			}
		}

		/** A label that is missing only because a script's labels are not known is not missing. */
		private static RuntimeException refusal(RevisionMapException ex, ScriptsSnapshot scripts) {
			if (ex instanceof MissingRevisionException missing) {
				MissingRevisionException.Reference first = missing.references().getFirst();
				UnreadableScriptException unknown = (first.kind() == MissingRevisionException.Kind.DEPENDENCY)
						? scripts.unknownLabel(first.revision(), first.missing())
						: null;
				if (unknown != null) {
					return unknown;
				}
			}
			return new BrokenHistoryException(ex, scripts.scripts());
		}

		private static RevisionHistory make(ScriptsSnapshot snapshot, List<String> configWarnings) {
			List<Revision> revisions = snapshot.scripts().stream().map(Graph::revision).toList();
			RevisionMap map = RevisionMap.of(revisions);
			Map<String, MigrationScript> scripts = new HashMap<>();
			snapshot.scripts().forEach((script) -> scripts.put(script.revision(), script));
			List<String> warnings = new ArrayList<>(configWarnings);
			warnings.addAll(snapshot.warnings());
			if (snapshot.changedDuringRead()) {
				warnings.add(
						"The scripts changed again and again while they were read; ask again when they are at rest.");
			}
			return new RevisionHistory(map, Map.copyOf(scripts), List.copyOf(warnings));
		}

		private static Revision revision(MigrationScript script) {
			return new Revision(script.revision(), script.downRevisions(), script.dependsOn(), script.branchLabels());
		}

		RevisionHistory history() {
			if (this.made == null) {
				throw (this.refusal != null) ? this.refusal : new IllegalStateException("Neither made nor refused");
			}
			return this.made;
		}

	}

}

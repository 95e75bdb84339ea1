package ai.backend.dbstatus.alembic;

import java.lang.ref.SoftReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

import ai.backend.dbstatus.alembic.config.AlembicConfig;
import ai.backend.dbstatus.alembic.config.AlembicConfigException;
import ai.backend.dbstatus.alembic.config.AlembicConfigReader;
import ai.backend.dbstatus.alembic.config.ConfigLocation;
import ai.backend.dbstatus.alembic.environment.EnvironmentScript;
import ai.backend.dbstatus.alembic.environment.EnvironmentScriptReader;
import ai.backend.dbstatus.alembic.operation.NamingConvention;
import ai.backend.dbstatus.alembic.operation.SqlDialect;
import ai.backend.dbstatus.alembic.operation.reader.OperationReader;
import ai.backend.dbstatus.alembic.revision.MissingRevisionException;
import ai.backend.dbstatus.alembic.revision.Revision;
import ai.backend.dbstatus.alembic.revision.RevisionMap;
import ai.backend.dbstatus.alembic.revision.RevisionMapException;
import ai.backend.dbstatus.alembic.script.MigrationScript;
import ai.backend.dbstatus.alembic.script.ScriptDirectory;
import ai.backend.dbstatus.alembic.script.ScriptException;
import ai.backend.dbstatus.alembic.script.ScriptReader;
import ai.backend.dbstatus.alembic.script.ScriptsReading;
import ai.backend.dbstatus.alembic.script.ScriptsSnapshot;
import ai.backend.dbstatus.alembic.script.UnreadableScriptException;
import ai.backend.dbstatus.alembic.source.ChangingFilesException;
import ai.backend.dbstatus.alembic.source.Memoized;
import ai.backend.dbstatus.alembic.source.ProjectFiles;
import org.jspecify.annotations.Nullable;

/**
 * An Alembic project as its configuration stood when {@link AlembicProject#current()} was asked: what the configuration
 * says, and the scripts to which it leads, which are read again as far as they have changed. Safe for concurrent use.
 */
public final class ConfiguredProject {

	private final AlembicConfig config;

	private final EnvironmentScript environment;

	private final boolean local;

	private final ScriptDirectory scripts;

	private final Memoized<ScriptsReading, Graph> graph;

	private final ProjectFiles files;

	/** Read again if the memory was needed for something else: of all projects together it may be more than there is. */
	private volatile SoftReference<OperationsOf> operations = new SoftReference<>(null);

	private ConfiguredProject(ProjectFiles files, AlembicConfig config, EnvironmentScript environment, boolean local,
			ScriptDirectory scripts, Memoized<ScriptsReading, Graph> graph) {
		this.files = files;
		this.config = config;
		this.environment = environment;
		this.local = local;
		this.scripts = scripts;
		this.graph = graph;
	}

	/**
	 * Reads the configuration and {@code env.py}.
	 * @param files the files of the project
	 * @param traced the same for this reading
	 * @param previous the project as its configuration was before; the scripts are taken over if it is still about them
	 * @param elsewhere the project among other files, of which is taken over what is the same; {@code null} if there is none
	 * @throws AlembicConfigException if the configuration cannot be read or does not lead to the scripts
	 */
	static ConfiguredProject read(ProjectFiles files, ProjectFiles traced, ConfigLocation location,
			@Nullable ConfiguredProject previous, @Nullable ConfiguredProject elsewhere) {
		AlembicConfig config = AlembicConfigReader.read(traced, location);
		EnvironmentScript environment = EnvironmentScriptReader.read(traced,
				config.scriptDirectory().resolve("env.py"), config.pythonPath(), config.environment().section());
		ScriptDirectory scripts = new ScriptDirectory(config.versionLocations(), config.recursiveVersionLocations(),
				config.sourceless(), config.pythonPath(), location.workdir());
		List<Path> directories = new ArrayList<>(config.versionLocations());
		directories.add(config.scriptDirectory());
		directories.add(location.workdir());
		Memoized<ScriptsReading, Graph> graph = (previous != null && previous.isAbout(scripts, config))
				? previous.graph
				: new Memoized<>(files, directories, scripts::read,
						(read) -> Graph.of(read.snapshot(), config, firstSeen(files)),
						(elsewhere != null && elsewhere.isAbout(scripts, config)) ? elsewhere.graph : null);
		return new ConfiguredProject(files, config, environment, files.isLocal(directories), scripts, graph);
	}

	private static OptionalLong firstSeen(ProjectFiles files) {
		return files.isImmutable() ? OptionalLong.empty() : OptionalLong.of(System.nanoTime());
	}

	private boolean isAbout(ScriptDirectory scripts, AlembicConfig config) {
		return this.scripts.equals(scripts) && this.config.warnings().equals(config.warnings())
				&& this.config.launch() == config.launch();
	}

	/**
	 * Whether the project is where looking at files always ends: on a disk of this machine. Where it is not known, it is
	 * not.
	 */
	public boolean isLocal() {
		return this.local;
	}

	/**
	 * Whether the scripts were read before, so that only those are read that have changed. Looks at no file.
	 */
	public boolean isRead() {
		return this.graph.last() != null;
	}

	/**
	 * The configuration.
	 */
	public AlembicConfig configuration() {
		return this.config;
	}

	/**
	 * What {@code env.py} says of the version table and of the database.
	 */
	public EnvironmentScript environment() {
		return this.environment;
	}

	/**
	 * The revisions as they are now: the same object as before if nothing has changed.
	 * @throws ScriptException if there is no script, or one that cannot be read
	 * @throws BrokenHistoryException if the scripts make no revision graph
	 * @throws ChangingFilesException if somebody is changing the files
	 */
	public RevisionHistory history() {
		return this.graph.get().history();
	}

	/**
	 * What the revisions of a history do to a kind of database: the same object as before for the same history and kind, so
	 * that nothing is read again if neither the scripts nor the modules that they import have changed.
	 * @param history the revisions as {@link #history()} gives them
	 * @param dialect the kind of database
	 * @throws ChangingFilesException if somebody is changing the files
	 */
	public RevisionOperations operations(RevisionHistory history, SqlDialect dialect) {
		OperationsOf known = this.operations.get();
		if (known == null || !known.history().equals(history) || known.dialect() != dialect) {
			known = new OperationsOf(history, dialect, new Memoized<>(this.files, this.config.versionLocations(),
					(traced, _) -> readOperations(traced, history, dialect), UnaryOperator.identity()));
			this.operations = new SoftReference<>(known);
		}
		return known.operations().get();
	}

	private RevisionOperations readOperations(ProjectFiles traced, RevisionHistory history, SqlDialect dialect) {
		List<Path> roots = this.config.pythonPath();
		NamingConvention convention = new OperationReader(traced, roots, dialect, NamingConvention.DEFAULT)
				.namingConvention(this.config.scriptDirectory().resolve("env.py"));
		return RevisionOperations.read(history, dialect, new OperationReader(traced, roots, dialect, convention),
				new OperationReader(this.files, roots, dialect, convention));
	}

	/**
	 * The operations of a history's revisions on a kind of database.
	 */
	private record OperationsOf(RevisionHistory history, SqlDialect dialect,
			Memoized<RevisionOperations, RevisionOperations> operations) {}

	/**
	 * The text of {@code env.py} as it is now; empty if there is none, or it cannot be read.
	 */
	public String environmentText() {
		return ScriptReader.text(this.files, this.config.scriptDirectory().resolve("env.py"));
	}

	/**
	 * The text of a script as it is now; empty if it cannot be read.
	 */
	public String text(MigrationScript script) {
		return ScriptReader.text(this.files, script.file());
	}

	/**
	 * What was made of a state of the scripts: a graph, or the reason why they make none.
	 */
	private record Graph(@Nullable RevisionHistory made, @Nullable RuntimeException refusal) {

		static Graph of(ScriptsSnapshot scripts, AlembicConfig config, OptionalLong firstSeen) {
			try {
				ScriptException failure = scripts.failure();
				return (failure != null)
						? new Graph(null, failure)
						: new Graph(make(scripts, config, firstSeen), null);
			}
			catch (RevisionMapException ex) {
				return new Graph(null, refusal(ex, scripts));
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

		private static RevisionHistory make(ScriptsSnapshot snapshot, AlembicConfig config, OptionalLong firstSeen) {
			List<Revision> revisions = snapshot.scripts().stream().map(Graph::revision).toList();
			RevisionMap map = RevisionMap.of(revisions);
			Map<String, MigrationScript> scripts = new HashMap<>();
			snapshot.scripts().forEach((script) -> scripts.put(script.revision(), script));
			List<String> warnings = new ArrayList<>(config.warnings());
			warnings.addAll(snapshot.warnings());
			return new RevisionHistory(map, Map.copyOf(scripts), config.launch(), List.copyOf(warnings), firstSeen);
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

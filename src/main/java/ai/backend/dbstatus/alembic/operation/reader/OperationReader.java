package ai.backend.dbstatus.alembic.operation.reader;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

import ai.backend.dbstatus.alembic.operation.Change;
import ai.backend.dbstatus.alembic.operation.NamingConvention;
import ai.backend.dbstatus.alembic.operation.NotKnown;
import ai.backend.dbstatus.alembic.operation.Operation;
import ai.backend.dbstatus.alembic.operation.Operations;
import ai.backend.dbstatus.alembic.operation.SqlDialect;
import ai.backend.dbstatus.alembic.python.evaluation.Effort;
import ai.backend.dbstatus.alembic.python.evaluation.Modules;
import ai.backend.dbstatus.alembic.python.evaluation.PyObject;
import ai.backend.dbstatus.alembic.python.evaluation.TooIntricateException;
import ai.backend.dbstatus.alembic.python.module.PythonModule;
import ai.backend.dbstatus.alembic.python.module.ReadingRoom;
import ai.backend.dbstatus.alembic.python.syntax.Expr;
import ai.backend.dbstatus.alembic.python.syntax.Stmt;
import ai.backend.dbstatus.alembic.python.syntax.token.PythonSyntaxException;
import ai.backend.dbstatus.alembic.source.Entry;
import ai.backend.dbstatus.alembic.source.ProjectFiles;
import ai.backend.dbstatus.alembic.source.UnreadableFileException;

/**
 * Reads what {@code upgrade()} and {@code downgrade()} of migration scripts do, without running them.
 * <p>
 * Followed are the statements of the function and of the functions that it calls, in the script and in the project's modules;
 * what it takes is bounded, whatever is written there. The modules of the project are read once for all scripts of a reader: make
 * another when files have changed. For one thread at a time.
 */
public final class OperationReader {

	private static final int MAXIMUM_BYTES = 1024 * 1024;

	/** Real projects need less than what one function may take. */
	private static final double MOST_EFFORT = 5;

	private final ProjectFiles files;

	private final Modules modules;

	private final SqlDialect dialect;

	private final NamingConvention convention;

	/** How much all functions together have taken, in terms of what one may take. */
	private double spent;

	/**
	 * Creates a reader.
	 * @param files the files of the project
	 * @param pythonPath the directories where modules are looked up
	 * @param dialect the kind of database
	 * @param convention the naming convention of the metadata that {@code env.py} hands to Alembic
	 */
	public OperationReader(ProjectFiles files, List<Path> pythonPath, SqlDialect dialect,
			NamingConvention convention) {
		this.files = files;
		this.modules = PythonModule.modules(files, pythonPath);
		this.dialect = dialect;
		this.convention = convention;
	}

	/**
	 * Reads what {@code upgrade()} of a script does. Never fails: a script that cannot be read may do anything, and this is
	 * said.
	 * @param file the script
	 * @return its operations
	 */
	public Operations upgrade(Path file) {
		return read(file, "upgrade");
	}

	/**
	 * Reads what {@code downgrade()} of a script does. Never fails.
	 * @param file the script
	 * @return its operations
	 */
	public Operations downgrade(Path file) {
		return read(file, "downgrade");
	}

	private Operations read(Path file, String function) {
		Entry entry = this.files.look(file);
		if (entry.kind() != Entry.Kind.FILE) {
			return unreadable(1, "The script is no file with source.");
		}
		try {
			byte[] bytes = this.files.read(entry, MAXIMUM_BYTES);
			return ReadingRoom.read(bytes.length,
					() -> read(PythonModule.read(bytes, this.modules, Set.of("op", "sa")), function));
		}
		catch (UnreadableFileException ex) {
			return unreadable(1, "The script cannot be read: " + ex.getMessage());
		}
		catch (PythonSyntaxException ex) {
			return unreadable(1, "The script is no Python that can be read: " + ex.getMessage());
		}
		catch (TooIntricateException ex) {
			return unreadable(1, "The script is too intricate to be followed.");
		}
	}

	private static Operations unreadable(int line, String why) {
		NotKnown notKnown = new NotKnown(line, "", why);
		return new Operations(true,
				List.of(new Operation("execute", line, "",
						List.of(new Change.NotKnown(null)), List.of(), false, Operation.Batch.NONE)),
				List.of(notKnown), false);
	}

	private Operations read(PythonModule module, String name) {
		Stmt.FunctionDef function = null;
		Stmt other = null;
		for (Stmt statement : module.tree().body()) {
			if (statement instanceof Stmt.FunctionDef definition && definition.name().equals(name)) {
				function = definition;
				other = null;
			}
			else if (statement instanceof Stmt.Assign assign && assign.targets()
					.stream()
					.anyMatch((target) -> target instanceof Expr.Name bound && bound.id().equals(name))) {
				other = statement;
			}
		}
		if (other != null || (function == null && !(module.globals().get(name) instanceof PyObject.Unbound))) {
			return unreadable((other != null) ? other.line() : 1, "The function " + name + " is made elsewhere.");
		}
		if (function == null) {
			return new Operations(false, List.of(), List.of(), false);
		}
		return follow(module, function);
	}

	private Operations follow(PythonModule module, Stmt.FunctionDef function) {
		if (this.spent > MOST_EFFORT) {
			return unreadable(function.line(), "All functions together are too intricate to be followed.");
		}
		Effort effort = Effort.forModule();
		Reading reading = new Reading(this.dialect, this.convention, effort);
		ModuleNames names = new ModuleNames(module.tree(), module.globals(), module.modules(), reading);
		reading.script(names);
		try {
			Frame frame = new Frame(names, null);
			bindEngineName(function, frame);
			BodyInterpreter interpreter = new BodyInterpreter(reading, frame);
			BodyInterpreter.Flow flow = interpreter.run(function.body().statements());
			return new Operations(true, reading.operations, reading.notKnown, flow == BodyInterpreter.Flow.RAISE);
		}
		catch (PythonSyntaxException | TooIntricateException | StackOverflowError ex) {
			return unreadable(function.line(), (ex instanceof PythonSyntaxException)
					? "The function is no Python that can be read: " + ex.getMessage()
					: "The function is too intricate to be followed.");
		}
		finally {
			this.spent += effort.spent();
		}
	}

	/** Alembic's template for several databases calls {@code upgrade(engine_name)}: which one it is nobody knows here. */
	private static void bindEngineName(Stmt.FunctionDef function, Frame frame) {
		function.parameters().positional().forEach((parameter) -> frame.bind(parameter.name(), PyObject.UNKNOWN));
	}

	/**
	 * Reads the naming convention of the metadata that {@code env.py} hands to Alembic.
	 * @param envPy the file, which need not exist
	 * @return the convention; {@link NamingConvention#UNKNOWN} where it cannot be read
	 */
	public NamingConvention namingConvention(Path envPy) {
		Entry entry = this.files.look(envPy);
		if (entry.kind() != Entry.Kind.FILE) {
			return NamingConvention.DEFAULT;
		}
		try {
			byte[] bytes = this.files.read(entry, MAXIMUM_BYTES);
			return ReadingRoom.read(bytes.length, () -> {
				PythonModule module = PythonModule.read(bytes, this.modules, Set.of());
				Reading reading = new Reading(this.dialect, NamingConvention.DEFAULT, Effort.forImports());
				ModuleNames names = new ModuleNames(module.tree(), module.globals(), module.modules(), reading);
				return new MetaDataReader(names, reading).convention();
			});
		}
		catch (UnreadableFileException | PythonSyntaxException | TooIntricateException | StackOverflowError ex) {
			return NamingConvention.UNKNOWN;
		}
	}

}

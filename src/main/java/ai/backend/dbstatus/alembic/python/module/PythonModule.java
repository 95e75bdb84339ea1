package ai.backend.dbstatus.alembic.python.module;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import ai.backend.dbstatus.alembic.python.evaluation.Effort;
import ai.backend.dbstatus.alembic.python.evaluation.Globals;
import ai.backend.dbstatus.alembic.python.evaluation.ModuleInterpreter;
import ai.backend.dbstatus.alembic.python.evaluation.Modules;
import ai.backend.dbstatus.alembic.python.evaluation.PyObject;
import ai.backend.dbstatus.alembic.python.evaluation.TooIntricateException;
import ai.backend.dbstatus.alembic.python.syntax.Expr;
import ai.backend.dbstatus.alembic.python.syntax.Span;
import ai.backend.dbstatus.alembic.python.syntax.Stmt;
import ai.backend.dbstatus.alembic.python.syntax.SyntaxTree;
import ai.backend.dbstatus.alembic.python.syntax.parser.PythonParser;
import ai.backend.dbstatus.alembic.python.syntax.token.PythonSyntaxException;
import ai.backend.dbstatus.alembic.python.syntax.token.Source;
import ai.backend.dbstatus.alembic.python.syntax.token.SourceDecoder;
import ai.backend.dbstatus.alembic.python.syntax.token.Tokens;
import ai.backend.dbstatus.alembic.source.ProjectFiles;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a Python module's globals without running it.
 * <p>
 * Followed are: constants; tuples, lists and sets; {@code +}, {@code %}, f-strings and
 * {@code "".join()} of constants; {@code tuple()}, {@code list()}, {@code set()},
 * {@code str()}; names of constants, also of other modules of the project; assignment in all
 * its forms; {@code del}; {@code if} with a condition that is known ({@code TYPE_CHECKING} and
 * {@code __name__ == "__main__"} among them). What other statements may bind or change is
 * {@link Value.Unknown}, never guessed.
 * <p>
 * Trusted are: {@code from elsewhere import *}, where elsewhere is no module of the project,
 * not to bind the names the caller asks for; other modules not to change this one; functions
 * that nothing at module level mentions not to be run; and the module to run to its end.
 * <p>
 * What {@link PythonParser} refuses is refused; of the bodies of functions and classes, only their tokens, brackets and
 * indentation are looked at.
 */
public final class PythonModule {

	private final SyntaxTree tree;

	private final Globals globals;

	private final Modules modules;

	private final Effort effort;

	private PythonModule(SyntaxTree tree, Globals globals, Modules modules, Effort effort) {
		this.tree = tree;
		this.globals = globals;
		this.modules = modules;
		this.effort = effort;
	}

	/**
	 * Reads a module.
	 * @param bytes its source
	 * @param files the files of the project
	 * @param roots the directories where modules that it imports are looked up
	 * @param trusted names that {@code import *} from outside the project does not bind
	 * @return the module
	 * @throws PythonSyntaxException if it is no Python
	 * @throws TooIntricateException if following it would take too long
	 */
	public static PythonModule read(byte[] bytes, ProjectFiles files, List<Path> roots, Set<String> trusted) {
		return read(bytes, new ProjectModules(files, roots), trusted, Effort.forModule());
	}

	/**
	 * Reads a module whose imports others share: each module of the project is read once for all of them, and what they may
	 * take together is bounded.
	 * @param bytes its source
	 * @param modules how other modules are looked up, by {@link #modules(ProjectFiles, List)}
	 * @param trusted names that {@code import *} from outside the project does not bind
	 * @return the module
	 * @throws PythonSyntaxException if it is no Python
	 * @throws TooIntricateException if following it would take too long
	 */
	public static PythonModule read(byte[] bytes, Modules modules, Set<String> trusted) {
		return read(bytes, modules, trusted, Effort.forModule());
	}

	/**
	 * Returns how modules of a project are looked up, for one thread at a time.
	 * @param files the files of the project
	 * @param roots the directories where they are
	 * @return the modules, none of which is read yet
	 */
	public static Modules modules(ProjectFiles files, List<Path> roots) {
		return new ProjectModules(files, roots);
	}

	static PythonModule read(byte[] bytes, Modules modules, Set<String> trusted, Effort effort) {
		Source source = SourceDecoder.decode(bytes);
		effort.allow(source.length());
		SyntaxTree tree = PythonParser.parse(source);
		Globals globals = ModuleInterpreter.follow(tree, modules, trusted, effort);
		return new PythonModule(tree, globals, modules, effort);
	}

	/**
	 * Returns what is written.
	 * @return the syntax tree
	 */
	public SyntaxTree tree() {
		return this.tree;
	}

	/**
	 * Returns what the globals are in the end.
	 * @return the globals
	 */
	public Globals globals() {
		return this.globals;
	}

	/**
	 * Returns how other modules are looked up.
	 * @return the other modules, as this one sees them
	 */
	public Modules modules() {
		return this.modules;
	}

	/**
	 * Returns another module of the project.
	 * @param module its name, with dots
	 * @return the module, {@code null} if it is not there, is no Python, or is too much to be read
	 */
	public @Nullable PythonModule imported(String module) {
		return (this.modules instanceof ProjectModules project) ? project.find(module) : null;
	}

	/**
	 * Returns what a global is in the end.
	 * @param name its name
	 * @return its value, {@link Value.Absent} or {@link Value.Unknown}
	 * @throws TooIntricateException if the value is too large
	 */
	public Value get(String name) {
		PyObject object = this.globals.get(name);
		if (object instanceof PyObject.Imported imported) {
			object = this.modules.get(imported.module(), imported.name());
		}
		return value(object, name);
	}

	/**
	 * Returns whether the source holds syntax that Python 3 refuses and Python 2 had.
	 * @return whether such syntax was seen
	 */
	public boolean usesPython2() {
		return this.tree.tokens().python2();
	}

	/**
	 * Returns the line of the last statement at module level that binds a name.
	 * @param name the name
	 * @return the line, counted from 1, or 0 if there is none
	 */
	public int lineOf(String name) {
		Span binding = lastBinding(name);
		return (binding != null) ? binding.line() : 0;
	}

	private @Nullable Span lastBinding(String name) {
		for (Stmt statement : this.tree.body().reversed()) {
			Span binding = binding(statement, name);
			if (binding != null) {
				return binding;
			}
		}
		return null;
	}

	/**
	 * Finds a comment that stands among the statements binding some names, or directly before
	 * or behind them.
	 * @param names the names
	 * @param opening what the comment begins with, behind {@code #} and blanks
	 * @return what follows in the first such comment, without blanks around it; {@code null} if there is nothing
	 */
	public @Nullable String commentAmong(Set<String> names, String opening) {
		List<Stmt> statements = this.tree.body();
		int first = -1;
		int last = -1;
		for (int i = 0; i < statements.size(); i++) {
			if (bindsAny(statements.get(i), names)) {
				first = (first < 0) ? i : first;
				last = i;
			}
		}
		if (first < 0) {
			return null;
		}
		Tokens tokens = this.tree.tokens();
		String source = tokens.source().text();
		int from = (first == 0) ? 0 : tokens.end(statements.get(first - 1).span().to() - 1);
		int to = (last + 1 == statements.size())
				? source.length()
				: tokens.start(statements.get(last + 1).span().from());
		int token = statements.get(first).span().from();
		for (int at = source.indexOf(opening, from, to); at >= 0; at = source.indexOf(opening, at + 1, to)) {
			int sign = at - 1;
			while (sign >= from && (source.charAt(sign) == ' ' || source.charAt(sign) == '\t')) {
				sign--;
			}
			while (token < tokens.size() && tokens.end(token) <= at) {
				token++;
			}
			boolean inString = token < tokens.size() && tokens.start(token) < at;
			if (sign >= from && source.charAt(sign) == '#' && !inString) {
				String rest = source.substring(at + opening.length(), source.indexOf('\n', at)).strip();
				if (!rest.isEmpty()) {
					return rest;
				}
			}
		}
		return null;
	}

	private static boolean bindsAny(Stmt statement, Set<String> names) {
		for (String name : names) {
			if (binding(statement, name) != null) {
				return true;
			}
		}
		return false;
	}

	/** Returns the part of a statement that binds a name, {@code null} if it does not. */
	private static @Nullable Span binding(Stmt statement, String name) {
		if (statement instanceof Stmt.Assign assign) {
			return isTarget(assign.targets(), name) ? assign.span() : null;
		}
		if (statement instanceof Stmt.AnnAssign assign) {
			return (assign.value() != null && isTarget(assign.target(), name)) ? assign.span() : null;
		}
		if (statement instanceof Stmt.AugAssign assign) {
			return isTarget(assign.target(), name) ? assign.span() : null;
		}
		if (statement instanceof Stmt.Import imported) {
			Stmt.Alias alias = alias(imported.names(), name);
			return (alias != null) ? alias.span() : null;
		}
		if (statement instanceof Stmt.ImportFrom imported) {
			Stmt.Alias alias = alias(imported.names(), name);
			Span span = imported.span();
			return (alias != null) ? new Span(span.tokens(), span.from(), alias.span().to()) : null;
		}
		return null;
	}

	private static Stmt.@Nullable Alias alias(List<Stmt.Alias> aliases, String name) {
		for (Stmt.Alias alias : aliases) {
			if (alias.boundName().equals(name)) {
				return alias;
			}
		}
		return null;
	}

	private static boolean isTarget(Expr target, String name) {
		if (target instanceof Expr.Name own) {
			return own.id().equals(name);
		}
		return (target instanceof Expr.Tuple tuple && isTarget(tuple.elements(), name))
				|| (target instanceof Expr.List list && isTarget(list.elements(), name));
	}

	private static boolean isTarget(List<Expr> targets, String name) {
		for (Expr target : targets) {
			if (isTarget(target, name)) {
				return true;
			}
		}
		return false;
	}

	/** How much of what it may take reading the module took, from 0 to 1. */
	double effort() {
		return this.effort.spent();
	}

	private Value value(PyObject object, String name) {
		if (object instanceof PyObject.Str str) {
			return new Value.Str(str.value());
		}
		if (object == PyObject.None.NONE) {
			return Value.None.NONE;
		}
		if (object == PyObject.Unbound.UNBOUND) {
			return Value.Absent.ABSENT;
		}
		if (object instanceof PyObject.Sequence sequence && !sequence.escaped()) {
			return sequence(sequence, name);
		}
		if (object instanceof PyObject.Bool bool) {
			return new Value.Other("bool", bool.value() ? "True" : "False");
		}
		if (object instanceof PyObject.Int number) {
			return new Value.Other("int", Long.toString(number.value()));
		}
		if (object instanceof PyObject.Other other) {
			return new Value.Other(other.type(), other.text());
		}
		if (object instanceof PyObject.Unknown unknown && unknown.reason() != null) {
			return new Value.Unknown(unknown.reason().line(), unknown.reason().text());
		}
		return unknown(name);
	}

	private Value sequence(PyObject.Sequence sequence, String name) {
		this.effort.spend(8L * sequence.items().size());
		List<Value> items = new ArrayList<>(sequence.items().size());
		for (PyObject item : sequence.items()) {
			Value value = value(item, name);
			if (value instanceof Value.Unknown) {
				return unknown(name);
			}
			items.add(value);
		}
		return new Value.Sequence(sequence.kind(), List.copyOf(items));
	}

	private Value.Unknown unknown(String name) {
		for (Stmt statement : this.tree.body().reversed()) {
			Span binding = binding(statement, name);
			if (binding != null) {
				Expr value = (statement instanceof Stmt.Assign assign)
						? assign.value()
						: (statement instanceof Stmt.AnnAssign assign) ? assign.value() : null;
				Span shown = (value != null) ? value.span() : binding;
				return new Value.Unknown(binding.line(), shown.excerpt());
			}
		}
		return new Value.Unknown(0, name);
	}

}

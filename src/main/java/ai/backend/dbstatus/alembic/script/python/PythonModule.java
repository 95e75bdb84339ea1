package ai.backend.dbstatus.alembic.script.python;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
 * A text that Python 3 refuses is refused, except: the bodies of functions and classes and
 * {@code match} blocks need only proper tokens, brackets and indentation; what Python checks
 * after parsing (scopes, {@code global} after use, the place of {@code __future__} imports) is
 * not checked; and syntax that only Python 2 or Python 3.12 and later have is accepted.
 */
public final class PythonModule {

	private final Tokens tokens;

	private final List<Stmt> statements;

	private final Names names;

	private final Modules modules;

	private final Effort effort;

	private PythonModule(Tokens tokens, List<Stmt> statements, Names names, Modules modules, Effort effort) {
		this.tokens = tokens;
		this.statements = statements;
		this.names = names;
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

	static PythonModule read(byte[] bytes, Modules modules, Set<String> trusted, Effort effort) {
		Source source = SourceDecoder.decode(bytes);
		effort.allow(source.length());
		Tokens tokens = Tokenizer.tokenize(source);
		List<Stmt> statements = ModuleParser.parse(tokens);
		Names names = ModuleRun.follow(tokens, statements, modules, trusted, effort);
		return new PythonModule(tokens, statements, names, modules, effort);
	}

	/**
	 * Returns what a global is in the end.
	 * @param name its name
	 * @return its value, {@link Value.Absent} or {@link Value.Unknown}
	 * @throws TooIntricateException if the value is too large
	 */
	public Value get(String name) {
		Obj object = object(name);
		if (object instanceof Obj.Imported imported) {
			object = this.modules.get(imported.module(), imported.name());
		}
		return value(object, name);
	}

	/**
	 * Returns whether the source holds syntax that Python 3 refuses and Python 2 had.
	 * @return whether such syntax was seen
	 */
	public boolean usesPython2() {
		return this.tokens.python2();
	}

	/**
	 * Returns whether the source holds syntax that Python has since 3.12 or later.
	 * @return whether such syntax was seen
	 */
	public boolean usesNewerSyntax() {
		return this.tokens.newer();
	}

	/**
	 * Returns the line of the last statement at module level that binds a name.
	 * @param name the name
	 * @return the line, counted from 1, or 0 if there is none
	 */
	public int lineOf(String name) {
		for (Stmt statement : this.statements.reversed()) {
			if (binds(statement, name)) {
				return this.tokens.line(statement.from());
			}
		}
		return 0;
	}

	/**
	 * Finds a comment that stands among the statements binding some names, or directly before
	 * or behind them.
	 * @param names the names
	 * @param opening what the comment begins with, behind {@code #} and blanks
	 * @return what follows in the first such comment, without blanks around it; {@code null} if there is nothing
	 */
	public @Nullable String commentAmong(Set<String> names, String opening) {
		int first = -1;
		int last = -1;
		for (int i = 0; i < this.statements.size(); i++) {
			if (bindsAny(this.statements.get(i), names)) {
				first = (first < 0) ? i : first;
				last = i;
			}
		}
		if (first < 0) {
			return null;
		}
		String source = this.tokens.source();
		int from = (first == 0) ? 0 : this.tokens.end(this.statements.get(first - 1).to() - 1);
		int to = (last + 1 == this.statements.size())
				? source.length()
				: this.tokens.start(this.statements.get(last + 1).from());
		int token = this.statements.get(first).from();
		for (int at = source.indexOf(opening, from, to); at >= 0; at = source.indexOf(opening, at + 1, to)) {
			int sign = at - 1;
			while (sign >= from && (source.charAt(sign) == ' ' || source.charAt(sign) == '\t')) {
				sign--;
			}
			while (token < this.tokens.size() && this.tokens.end(token) <= at) {
				token++;
			}
			boolean inString = token < this.tokens.size() && this.tokens.start(token) < at;
			if (sign >= from && source.charAt(sign) == '#' && !inString) {
				String rest = source.substring(at + opening.length(), source.indexOf('\n', at)).strip();
				if (!rest.isEmpty()) {
					return rest;
				}
			}
		}
		return null;
	}

	/**
	 * Finds what the calls {@code object.method(...)} in the module give as a keyword argument.
	 * @param object the name before the dot
	 * @param method the name behind it
	 * @param keyword the keyword
	 * @return the different values; empty for a call that lacks it, or gives neither a
	 * string literal nor the name of a string constant of the module
	 */
	public Set<Optional<String>> stringArguments(String object, String method, String keyword) {
		return new KeywordArguments(this.tokens, this::object).find(object, method, keyword);
	}

	private static boolean bindsAny(Stmt statement, Set<String> names) {
		for (String name : names) {
			if (binds(statement, name)) {
				return true;
			}
		}
		return false;
	}

	private static boolean binds(Stmt statement, String name) {
		if (statement instanceof Stmt.Assign assign) {
			return isTarget(assign.targets(), name);
		}
		if (statement instanceof Stmt.Annotated annotated) {
			return annotated.value() != null && isTarget(annotated.target(), name);
		}
		if (statement instanceof Stmt.Augmented augmented) {
			return isTarget(augmented.target(), name);
		}
		return statement instanceof Stmt.Import imported && imported.as().equals(name);
	}

	private static boolean isTarget(Expr target, String name) {
		if (target instanceof Expr.Name own) {
			return own.id().equals(name);
		}
		return target instanceof Expr.Display display && isTarget(display.items(), name);
	}

	private static boolean isTarget(List<Expr> targets, String name) {
		for (Expr target : targets) {
			if (isTarget(target, name)) {
				return true;
			}
		}
		return false;
	}

	/** Returns whether a line belongs to code whose grammar is not checked. */
	boolean isUnchecked(int line) {
		return this.statements.stream().anyMatch(statement -> isUnchecked(statement, line));
	}

	private boolean isUnchecked(Stmt statement, int line) {
		return switch (statement) {
			case Stmt.Definition _,Stmt.Murky _ -> this.tokens.line(statement.from()) <= line
					&& line <= this.tokens.line(statement.to());
			case Stmt.If conditional -> conditional.clauses()
					.stream()
					.anyMatch(clause -> clause.body().stream().anyMatch(inner -> isUnchecked(inner, line)));
			case Stmt.Block block -> block.bodies()
					.stream()
					.anyMatch(body -> body.stream().anyMatch(inner -> isUnchecked(inner, line)));
			default -> false;
		};
	}

	/** How much of what it may take reading the module took, from 0 to 1. */
	double effort() {
		return (double) this.effort.steps() / this.effort.limit();
	}

	Obj object(String name) {
		return this.names.get(name);
	}

	boolean isOpen() {
		return this.names.isOpen();
	}

	Set<String> names() {
		return this.names.bound();
	}

	private Value value(Obj object, String name) {
		if (object instanceof Obj.Str str) {
			return new Value.Str(str.text());
		}
		if (object == Obj.None.NONE) {
			return Value.None.NONE;
		}
		if (object == Obj.Missing.MISSING) {
			return Value.Absent.ABSENT;
		}
		if (object instanceof Obj.Seq seq && !seq.escaped()) {
			return sequence(seq, name);
		}
		if (object instanceof Obj.Bool bool) {
			return new Value.Other("bool", bool.value() ? "True" : "False");
		}
		if (object instanceof Obj.Int number) {
			return new Value.Other("int", Long.toString(number.value()));
		}
		if (object instanceof Obj.Other other) {
			return new Value.Other(other.type(), other.text());
		}
		return (object instanceof Obj.Mystery mystery && mystery.reason() != null)
				? mystery.reason().unknown()
				: unknown(name);
	}

	private Value sequence(Obj.Seq seq, String name) {
		this.effort.spend(8L * seq.items().size());
		List<Value> items = new ArrayList<>(seq.items().size());
		for (Obj item : seq.items()) {
			Value value = value(item, name);
			if (value instanceof Value.Unknown) {
				return unknown(name);
			}
			items.add(value);
		}
		return new Value.Sequence(seq.kind(), List.copyOf(items));
	}

	private Value.Unknown unknown(String name) {
		for (Stmt statement : this.statements.reversed()) {
			if (binds(statement, name)) {
				Expr value = switch (statement) {
					case Stmt.Assign assign -> assign.value();
					case Stmt.Annotated annotated -> annotated.value();
					default -> null;
				};
				String text = (value != null)
						? this.tokens.excerpt(value.from(), value.to())
						: this.tokens.excerpt(statement.from(), statement.to());
				return new Value.Unknown(this.tokens.line(statement.from()), text);
			}
		}
		return new Value.Unknown(0, name);
	}

}

package ai.backend.dbstatus.alembic.python.module;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import ai.backend.dbstatus.alembic.python.evaluation.PyObject;
import ai.backend.dbstatus.alembic.python.syntax.Expr;
import ai.backend.dbstatus.alembic.python.syntax.Literal;
import ai.backend.dbstatus.alembic.python.syntax.parser.PythonParser;
import ai.backend.dbstatus.alembic.python.syntax.token.Tokens;
import org.jspecify.annotations.Nullable;

/**
 * Finds what calls such as {@code object.method(..., keyword=value, ...)} anywhere in a module
 * are given, in functions too.
 */
final class KeywordArguments {

	private final Tokens tokens;

	private final Function<String, PyObject> globals;

	private @Nullable Set<String> local;

	KeywordArguments(Tokens tokens, Function<String, PyObject> globals) {
		this.tokens = tokens;
		this.globals = globals;
	}

	/** Returns the different values, empty for one that is no plain string or is not there. */
	Set<Optional<String>> find(String object, String method, String keyword) {
		Set<Optional<String>> values = new LinkedHashSet<>();
		for (int i = 0; i + 3 < this.tokens.size(); i++) {
			if (this.tokens.is(i, object) && this.tokens.kind(i + 1) == '.' && this.tokens.is(i + 2, method)
					&& this.tokens.kind(i + 3) == '(') {
				values.add(call(i + 3, keyword));
			}
		}
		return values;
	}

	private Optional<String> call(int open, String keyword) {
		int level = 0;
		for (int i = open; i < this.tokens.size(); i++) {
			int kind = this.tokens.kind(i);
			if (kind == '(' || kind == '[' || kind == '{') {
				level++;
			}
			else if (kind == ')' || kind == ']' || kind == '}') {
				level--;
				if (level == 0) {
					break;
				}
			}
			else if (level == 1 && this.tokens.is(i, keyword) && this.tokens.kind(i + 1) == '='
					&& (this.tokens.kind(i - 1) == '(' || this.tokens.kind(i - 1) == ',')) {
				return value(i + 2);
			}
		}
		return Optional.empty();
	}

	private Optional<String> value(int from) {
		int to = from + 1;
		if (this.tokens.kind(from) == Tokens.STRING) {
			while (this.tokens.kind(to) == Tokens.STRING) {
				to++;
			}
		}
		if (this.tokens.kind(to) != ',' && this.tokens.kind(to) != ')') {
			return Optional.empty();
		}
		if (this.tokens.kind(from) == Tokens.STRING) {
			return (PythonParser.parseExpression(this.tokens, from) instanceof Expr.Constant constant
					&& constant.value() instanceof Literal.Str str)
							? Optional.ofNullable(str.value())
							: Optional.empty();
		}
		PyObject object = PyObject.Unbound.UNBOUND;
		if (this.tokens.kind(from) == Tokens.NAME && isGlobal(this.tokens.text(from))) {
			object = this.globals.apply(this.tokens.text(from));
		}
		return (object instanceof PyObject.Str str) ? Optional.of(str.value()) : Optional.empty();
	}

	/** A function may have a variable of the same name: the name must only ever be read in indented lines. */
	private boolean isGlobal(String name) {
		Set<String> found = this.local;
		if (found == null) {
			found = local();
			this.local = found;
		}
		return !found.contains(name);
	}

	private Set<String> local() {
		Set<String> names = new HashSet<>();
		int depth = 0;
		for (int i = 0; i < this.tokens.size(); i++) {
			int kind = this.tokens.kind(i);
			depth += (kind == Tokens.INDENT) ? 1 : (kind == Tokens.DEDENT) ? -1 : 0;
			if (depth > 0 && kind == Tokens.NAME) {
				boolean read = this.tokens.kind(i - 1) == '='
						&& (this.tokens.kind(i + 1) == ',' || this.tokens.kind(i + 1) == ')');
				boolean keyword = this.tokens.kind(i + 1) == '='
						&& (this.tokens.kind(i - 1) == '(' || this.tokens.kind(i - 1) == ',');
				if (!read && !keyword) {
					names.add(this.tokens.text(i));
				}
			}
			if (depth == 0 && (this.tokens.is(i, "def") || this.tokens.is(i, "lambda"))) {
				for (; this.tokens.kind(i) != Tokens.NEWLINE; i++) {
					if (this.tokens.kind(i) == Tokens.NAME) {
						names.add(this.tokens.text(i));
					}
				}
			}
		}
		return names;
	}

}

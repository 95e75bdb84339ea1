package ai.backend.dbstatus.alembic.python.syntax.parser;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import ai.backend.dbstatus.alembic.python.syntax.Expr;
import ai.backend.dbstatus.alembic.python.syntax.Parameters;
import ai.backend.dbstatus.alembic.python.syntax.Parameters.Parameter;
import ai.backend.dbstatus.alembic.python.syntax.token.Tokens;
import org.jspecify.annotations.Nullable;

/**
 * Parses the parameters of a function or a lambda.
 */
final class ParameterParser {

	private final TokenCursor cursor;

	private final ExpressionParser expressions;

	private final boolean annotated;

	private final Set<String> names = new HashSet<>(0);

	private final List<Parameter> keywordOnly = new ArrayList<>(0);

	private List<Parameter> positionalOnly = List.of();

	private List<Parameter> positional = new ArrayList<>(0);

	private @Nullable Parameter variadic;

	private @Nullable Parameter variadicKeyword;

	private boolean defaulted;

	private boolean star;

	private boolean bare;

	ParameterParser(TokenCursor cursor, ExpressionParser expressions, boolean annotated) {
		this.cursor = cursor;
		this.expressions = expressions;
		this.annotated = annotated;
	}

	/** Parses the parameters up to what closes them. */
	Parameters parse(int close) {
		while (!this.cursor.at(close)) {
			if (this.cursor.accept(Tokens.POWER)) {
				doubleStarred();
				this.cursor.accept(',');
				break;
			}
			if (this.cursor.accept('*')) {
				starred();
			}
			else if (this.cursor.accept('/')) {
				slash();
			}
			else {
				plain();
			}
			if (!this.cursor.accept(',')) {
				break;
			}
		}
		if (this.bare || !this.cursor.at(close)) {
			throw this.cursor.error();
		}
		return new Parameters(this.positionalOnly, this.positional, this.variadic, this.keywordOnly,
				this.variadicKeyword);
	}

	private void doubleStarred() {
		if (this.bare) {
			throw this.cursor.error("named parameters must follow a bare '*'");
		}
		this.variadicKeyword = parameter(false, false);
	}

	private void starred() {
		if (this.star) {
			throw this.cursor.error("'*' occurs twice among the parameters");
		}
		this.star = true;
		this.bare = this.cursor.at(',');
		if (!this.bare) {
			this.variadic = parameter(true, false);
		}
	}

	private void slash() {
		if (!this.positionalOnly.isEmpty() || this.star || this.positional.isEmpty()) {
			throw this.cursor.error("'/' is misplaced among the parameters");
		}
		this.positionalOnly = this.positional;
		this.positional = new ArrayList<>();
	}

	private void plain() {
		Parameter parameter = parameter(false, true);
		this.bare = false;
		if (this.star) {
			this.keywordOnly.add(parameter);
			return;
		}
		if (this.defaulted && parameter.defaultValue() == null) {
			throw this.cursor.error("a parameter without a default follows one with a default");
		}
		this.defaulted = parameter.defaultValue() != null;
		this.positional.add(parameter);
	}

	private Parameter parameter(boolean starred, boolean mayHaveDefault) {
		int from = this.cursor.index();
		String name = this.cursor.identifier();
		if (!this.names.add(name) || name.equals("__debug__")) {
			throw this.cursor.error("the parameter '" + name + "' is repeated");
		}
		Expr annotation = null;
		if (this.annotated && this.cursor.accept(':')) {
			annotation = (starred && this.cursor.at('*'))
					? this.expressions.starredOrNamed()
					: this.expressions.expression();
		}
		Expr defaultValue = (mayHaveDefault && this.cursor.accept('=')) ? this.expressions.expression() : null;
		return new Parameter(this.cursor.span(from), name, annotation, defaultValue);
	}

}

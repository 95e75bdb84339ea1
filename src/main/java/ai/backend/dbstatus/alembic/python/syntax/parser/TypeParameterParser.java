package ai.backend.dbstatus.alembic.python.syntax.parser;

import java.util.ArrayList;
import java.util.List;

import ai.backend.dbstatus.alembic.python.syntax.Expr;
import ai.backend.dbstatus.alembic.python.syntax.TypeParameter;
import ai.backend.dbstatus.alembic.python.syntax.token.Tokens;

/**
 * Parses the type parameters of a function, a class or a type alias (PEP 695 and PEP 696).
 */
final class TypeParameterParser {

	private final TokenCursor cursor;

	private final ExpressionParser expressions;

	TypeParameterParser(TokenCursor cursor, ExpressionParser expressions) {
		this.cursor = cursor;
		this.expressions = expressions;
	}

	/** Parses the parameters and the brackets around them, if they are there. */
	List<TypeParameter> parse() {
		if (!this.cursor.accept('[')) {
			return List.of();
		}
		this.cursor.tokens().sawNewer();
		List<TypeParameter> parameters = new ArrayList<>();
		do {
			parameters.add(parameter());
		} while (this.cursor.accept(',') && !this.cursor.at(']'));
		this.cursor.expect(']');
		return parameters;
	}

	private TypeParameter parameter() {
		int from = this.cursor.index();
		TypeParameter.Kind kind = this.cursor.accept('*')
				? TypeParameter.Kind.TYPE_VAR_TUPLE
				: this.cursor.accept(Tokens.POWER) ? TypeParameter.Kind.PARAM_SPEC : TypeParameter.Kind.TYPE_VAR;
		String name = this.cursor.identifier();
		Expr bound = (kind == TypeParameter.Kind.TYPE_VAR && this.cursor.accept(':'))
				? this.expressions.expression()
				: null;
		Expr defaultValue = null;
		if (this.cursor.accept('=')) {
			defaultValue = (kind == TypeParameter.Kind.TYPE_VAR_TUPLE && this.cursor.at('*'))
					? this.expressions.starredOrNamed()
					: this.expressions.expression();
		}
		return new TypeParameter(this.cursor.span(from), kind, name, bound, defaultValue);
	}

}

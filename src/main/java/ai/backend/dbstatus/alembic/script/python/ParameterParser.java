package ai.backend.dbstatus.alembic.script.python;

import java.util.HashSet;
import java.util.Set;

/**
 * Parses the parameters of a function or a lambda.
 */
final class ParameterParser {

	private final TokenCursor cursor;

	private final ExpressionParser expressions;

	private final boolean annotated;

	private final Set<String> names = new HashSet<>();

	ParameterParser(TokenCursor cursor, ExpressionParser expressions, boolean annotated) {
		this.cursor = cursor;
		this.expressions = expressions;
		this.annotated = annotated;
	}

	void parse(int close) {
		boolean defaulted = false;
		boolean star = false;
		boolean bare = false;
		boolean slash = false;
		while (!this.cursor.at(close)) {
			if (this.cursor.accept(TokenCursor.POWER)) {
				if (bare) {
					throw this.cursor.error("named parameters must follow a bare '*'");
				}
				parameter(false);
				this.cursor.accept(',');
				if (!this.cursor.at(close)) {
					throw this.cursor.error();
				}
				return;
			}
			if (this.cursor.accept('*')) {
				if (star) {
					throw this.cursor.error("'*' occurs twice among the parameters");
				}
				star = true;
				bare = this.cursor.at(',');
				if (!bare) {
					parameter(true);
					if (this.cursor.at('=')) {
						throw this.cursor.error();
					}
				}
			}
			else if (this.cursor.accept('/')) {
				if (slash || star || this.names.isEmpty()) {
					throw this.cursor.error("'/' is misplaced among the parameters");
				}
				slash = true;
			}
			else {
				parameter(false);
				bare = false;
				if (this.cursor.accept('=')) {
					this.expressions.expression();
					defaulted = true;
				}
				else if (defaulted && !star) {
					throw this.cursor.error("a parameter without a default follows one with a default");
				}
			}
			if (!this.cursor.accept(',')) {
				break;
			}
		}
		if (bare || !this.cursor.at(close)) {
			throw this.cursor.error();
		}
	}

	private void parameter(boolean starred) {
		String name = this.cursor.identifier();
		if (!this.names.add(name) || name.equals("__debug__")) {
			throw this.cursor.error("the parameter '" + name + "' is repeated");
		}
		if (this.annotated && this.cursor.accept(':')) {
			if (starred && this.cursor.at('*')) {
				this.expressions.starredOrNamed();
			}
			else {
				this.expressions.expression();
			}
		}
	}

}

package ai.backend.dbstatus.alembic.python.syntax.parser;

import java.util.ArrayList;
import java.util.List;

import ai.backend.dbstatus.alembic.python.syntax.Expr;
import ai.backend.dbstatus.alembic.python.syntax.Literal;
import ai.backend.dbstatus.alembic.python.syntax.Span;
import ai.backend.dbstatus.alembic.python.syntax.token.FormattedStrings;
import ai.backend.dbstatus.alembic.python.syntax.token.PythonSyntaxException;
import ai.backend.dbstatus.alembic.python.syntax.token.Source;
import ai.backend.dbstatus.alembic.python.syntax.token.StringLiteral;
import ai.backend.dbstatus.alembic.python.syntax.token.StringPrefix;
import ai.backend.dbstatus.alembic.python.syntax.token.Tokenizer;
import ai.backend.dbstatus.alembic.python.syntax.token.Tokens;
import org.jspecify.annotations.Nullable;

/**
 * Parses strings: one, or several that are written next to each other, f-strings among them.
 */
final class StringParser {

	private final TokenCursor cursor;

	private final ExpressionParser expressions;

	StringParser(TokenCursor cursor, ExpressionParser expressions) {
		this.cursor = cursor;
		this.expressions = expressions;
	}

	Expr parse() {
		Tokens tokens = this.cursor.tokens();
		int from = this.cursor.index();
		Parts parts = new Parts(this.cursor.span(from));
		boolean bytes = false;
		boolean text = false;
		boolean formatted = false;
		boolean template = false;
		while (this.cursor.at(Tokens.STRING) || this.cursor.at(Tokens.FSTRING)) {
			int index = this.cursor.index();
			StringPrefix prefix = StringPrefix.of(tokens, index);
			if (this.cursor.at(Tokens.STRING)) {
				parts.add(StringLiteral.read(tokens, index, prefix));
			}
			else {
				formatted(FormattedStrings.parts(tokens, index), prefix, parts);
			}
			formatted |= prefix.formatted();
			template |= prefix.template();
			bytes |= prefix.bytes();
			text |= !prefix.bytes();
			this.cursor.advance();
		}
		if (bytes && text) {
			throw this.cursor.error("bytes and text are written next to each other");
		}
		Span span = this.cursor.span(from);
		if (template) {
			return new Expr.TemplateStr(span, parts.values());
		}
		if (formatted) {
			return new Expr.JoinedStr(span, parts.values());
		}
		String value = parts.text();
		return new Expr.Constant(span,
				(bytes && value != null) ? new Literal.Bytes(value) : new Literal.Str(value));
	}

	private void formatted(List<FormattedStrings.Part> parts, StringPrefix prefix, Parts into) {
		Source source = this.cursor.tokens().source();
		for (FormattedStrings.Part part : parts) {
			if (part instanceof FormattedStrings.Literal literal) {
				into.add(StringLiteral.read(source, literal.from(), literal.to(), prefix));
			}
			else if (part instanceof FormattedStrings.Replacement replacement) {
				if (replacement.shownTo() >= 0) {
					into.add(shown(source.text().substring(replacement.from(), replacement.shownTo())));
				}
				into.add(value(replacement, prefix));
			}
		}
	}

	/** Python 3.12: an expression that is shown is shown without the comments in it. */
	private static @Nullable String shown(String text) {
		return (text.indexOf('#') < 0) ? text : null;
	}

	/** Python: what is shown with its own text is shown by {@code repr()}, unless it has a format of its own. */
	private Expr.FormattedValue value(FormattedStrings.Replacement replacement, StringPrefix prefix) {
		Expr value = expression(replacement);
		List<FormattedStrings.Part> specification = replacement.specification();
		Expr.JoinedStr formatSpec = null;
		if (specification != null) {
			Parts parts = new Parts(this.cursor.span(this.cursor.index()));
			formatted(specification, prefix, parts);
			formatSpec = new Expr.JoinedStr(parts.span, parts.values());
		}
		boolean shown = replacement.shownTo() >= 0 && replacement.conversion() == 0 && formatSpec == null;
		return new Expr.FormattedValue(value.span(), value, shown ? 'r' : replacement.conversion(), formatSpec);
	}

	private Expr expression(FormattedStrings.Replacement replacement) {
		try {
			Tokens tokens = Tokenizer.tokenizeExpression(this.cursor.tokens().source(), replacement.from(),
					replacement.to());
			return this.expressions.inside(new TokenCursor(tokens, 0));
		}
		catch (PythonSyntaxException ex) {
			throw new PythonSyntaxException(ex.line(), "in an f-string, " + ex.getMessage());
		}
	}

	/**
	 * The parts of a string, in which text next to text is one.
	 */
	private static final class Parts {

		private final Span span;

		private final List<Expr> values = new ArrayList<>(1);

		private final StringBuilder text = new StringBuilder();

		private boolean unknown;

		Parts(Span span) {
			this.span = span;
		}

		void add(@Nullable String more) {
			if (more == null) {
				this.unknown = true;
			}
			else {
				this.text.append(more);
			}
		}

		void add(Expr.FormattedValue value) {
			endText();
			this.values.add(value);
		}

		private void endText() {
			if (this.unknown || !this.text.isEmpty()) {
				this.values.add(new Expr.Constant(this.span, new Literal.Str(text())));
				this.text.setLength(0);
				this.unknown = false;
			}
		}

		/** Returns the text since the last value, {@code null} if it is not known. */
		@Nullable
		String text() {
			return this.unknown ? null : this.text.toString();
		}

		List<Expr> values() {
			endText();
			return this.values;
		}

	}

}

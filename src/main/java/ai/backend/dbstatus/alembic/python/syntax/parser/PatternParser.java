package ai.backend.dbstatus.alembic.python.syntax.parser;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import ai.backend.dbstatus.alembic.python.syntax.Expr;
import ai.backend.dbstatus.alembic.python.syntax.Operator;
import ai.backend.dbstatus.alembic.python.syntax.Pattern;
import ai.backend.dbstatus.alembic.python.syntax.UnaryOperator;
import ai.backend.dbstatus.alembic.python.syntax.token.Tokens;
import org.jspecify.annotations.Nullable;

/**
 * Parses the patterns of a {@code match} (PEP 634).
 */
final class PatternParser {

	private static final int MAXIMUM_DOTS = 100;

	private final TokenCursor cursor;

	private final ExpressionParser expressions;

	PatternParser(TokenCursor cursor, ExpressionParser expressions) {
		this.cursor = cursor;
		this.expressions = expressions;
	}

	/** Parses what follows {@code case}: a pattern, or several with commas. */
	Pattern patterns() {
		int from = this.cursor.index();
		Pattern first = starredOrPattern();
		if (!this.cursor.at(',')) {
			if (first instanceof Pattern.MatchStar) {
				throw this.cursor.error("a starred pattern stands alone");
			}
			return first;
		}
		List<Pattern> patterns = new ArrayList<>();
		patterns.add(first);
		while (this.cursor.accept(',') && !this.cursor.at(':') && !this.cursor.at("if")) {
			patterns.add(starredOrPattern());
		}
		return sequence(from, patterns);
	}

	private Pattern sequence(int from, List<Pattern> patterns) {
		if (patterns.stream().filter(Pattern.MatchStar.class::isInstance).count() > 1) {
			throw this.cursor.error("a pattern has two starred parts");
		}
		return new Pattern.MatchSequence(this.cursor.span(from), patterns);
	}

	private Pattern starredOrPattern() {
		int from = this.cursor.index();
		if (!this.cursor.accept('*')) {
			return pattern();
		}
		String name = capture();
		return new Pattern.MatchStar(this.cursor.span(from), name);
	}

	/** Reads a name to be bound; {@code null} for {@code _}, which binds nothing. */
	private @Nullable String capture() {
		String name = this.cursor.identifier();
		return name.equals("_") ? null : name;
	}

	private Pattern pattern() {
		int from = this.cursor.index();
		Pattern first = closed();
		if (this.cursor.at('|')) {
			List<Pattern> patterns = new ArrayList<>();
			patterns.add(first);
			while (this.cursor.accept('|')) {
				patterns.add(closed());
			}
			first = new Pattern.MatchOr(this.cursor.span(from), patterns);
		}
		if (!this.cursor.accept("as")) {
			return first;
		}
		String name = capture();
		if (name == null) {
			throw this.cursor.error("'_' binds nothing behind 'as'");
		}
		return new Pattern.MatchAs(this.cursor.span(from), first, name);
	}

	private Pattern closed() {
		int from = this.cursor.index();
		return switch (this.cursor.kind()) {
			case Tokens.NAME -> name(from);
			case Tokens.NUMBER, Tokens.STRING, '-' -> {
				Expr value = literal();
				yield new Pattern.MatchValue(this.cursor.span(from), value);
			}
			case '(' -> parenthesized(from);
			case '[' -> {
				this.cursor.advance();
				List<Pattern> patterns = items(']');
				yield sequence(from, patterns);
			}
			case '{' -> mapping(from);
			default -> throw this.cursor.error();
		};
	}

	private Pattern name(int from) {
		if (this.cursor.at("None") || this.cursor.at("True") || this.cursor.at("False")) {
			Expr.Constant constant = (Expr.Constant) this.expressions.atom();
			return new Pattern.MatchSingleton(this.cursor.span(from), constant.value());
		}
		Expr name = dotted(from);
		if (this.cursor.at('(')) {
			return classPattern(from, name);
		}
		if (name instanceof Expr.Name plain) {
			return new Pattern.MatchAs(this.cursor.span(from), null, plain.id().equals("_") ? null : plain.id());
		}
		return new Pattern.MatchValue(this.cursor.span(from), name);
	}

	private Expr dotted(int from) {
		String id = this.cursor.identifier();
		Expr name = new Expr.Name(this.cursor.span(from), id);
		for (int dots = 0; this.cursor.accept('.'); dots++) {
			if (dots > MAXIMUM_DOTS) {
				throw this.cursor.error("an expression is too long");
			}
			String attr = this.cursor.identifier();
			name = new Expr.Attribute(this.cursor.span(from), name, attr);
		}
		return name;
	}

	/** Parses a string, or a number with a sign, or a complex number: {@code -1 + 2j}. */
	private Expr literal() {
		int from = this.cursor.index();
		if (this.cursor.at(Tokens.STRING)) {
			Expr string = this.expressions.atom();
			if (!(string instanceof Expr.Constant)) {
				throw this.cursor.error("a pattern cannot be an f-string");
			}
			return string;
		}
		Expr real = this.cursor.at('-') ? negative() : number();
		if (!this.cursor.at('+') && !this.cursor.at('-')) {
			return real;
		}
		Operator operator = this.cursor.at('+') ? Operator.ADD : Operator.SUB;
		this.cursor.advance();
		Expr imaginary = number();
		if (isImaginary(real) || !isImaginary(imaginary)) {
			throw this.cursor.error("a complex number is a real and an imaginary one");
		}
		return new Expr.BinOp(this.cursor.span(from), List.of(real, imaginary), List.of(operator));
	}

	private static boolean isImaginary(Expr number) {
		return number.text().endsWith("j") || number.text().endsWith("J");
	}

	private Expr negative() {
		int from = this.cursor.index();
		this.cursor.expect('-');
		Expr number = number();
		return new Expr.UnaryOp(this.cursor.span(from), List.of(UnaryOperator.U_SUB), number);
	}

	private Expr number() {
		if (!this.cursor.at(Tokens.NUMBER)) {
			throw this.cursor.error();
		}
		return this.expressions.atom();
	}

	private Pattern parenthesized(int from) {
		this.cursor.advance();
		if (this.cursor.accept(')')) {
			return sequence(from, List.of());
		}
		Pattern first = starredOrPattern();
		if (!this.cursor.at(',') && !(first instanceof Pattern.MatchStar)) {
			this.cursor.expect(')');
			return first;
		}
		List<Pattern> patterns = new ArrayList<>();
		patterns.add(first);
		this.cursor.expect(',');
		patterns.addAll(items(')'));
		return sequence(from, patterns);
	}

	private List<Pattern> items(int close) {
		List<Pattern> patterns = new ArrayList<>();
		while (!this.cursor.at(close)) {
			patterns.add(starredOrPattern());
			if (!this.cursor.accept(',')) {
				break;
			}
		}
		this.cursor.expect(close);
		return patterns;
	}

	private Pattern mapping(int from) {
		this.cursor.advance();
		List<Expr> keys = new ArrayList<>();
		List<Pattern> patterns = new ArrayList<>();
		String rest = null;
		while (!this.cursor.at('}') && rest == null) {
			if (this.cursor.accept(Tokens.POWER)) {
				rest = capture();
				if (rest == null) {
					throw this.cursor.error("'_' binds nothing behind '**'");
				}
			}
			else {
				keys.add(key());
				this.cursor.expect(':');
				patterns.add(pattern());
			}
			if (!this.cursor.accept(',')) {
				break;
			}
		}
		this.cursor.expect('}');
		return new Pattern.MatchMapping(this.cursor.span(from), keys, patterns, rest);
	}

	private Expr key() {
		if (!this.cursor.at(Tokens.NAME)) {
			return literal();
		}
		if (this.cursor.at("None") || this.cursor.at("True") || this.cursor.at("False")) {
			return this.expressions.atom();
		}
		Expr name = dotted(this.cursor.index());
		if (name instanceof Expr.Name) {
			throw this.cursor.error("the key of a pattern is neither a literal nor a dotted name");
		}
		return name;
	}

	private Pattern classPattern(int from, Expr cls) {
		this.cursor.expect('(');
		List<Pattern> patterns = new ArrayList<>();
		List<String> attributes = new ArrayList<>();
		List<Pattern> attributePatterns = new ArrayList<>();
		Set<String> names = new HashSet<>();
		while (!this.cursor.at(')')) {
			if (this.cursor.at(Tokens.NAME) && this.cursor.peek(1) == '=') {
				String attribute = this.cursor.identifier();
				if (!names.add(attribute)) {
					throw this.cursor.error("the attribute '" + attribute + "' of a pattern is repeated");
				}
				this.cursor.advance();
				attributes.add(attribute);
				attributePatterns.add(pattern());
			}
			else {
				if (!attributes.isEmpty()) {
					throw this.cursor.error("a positional pattern follows one by name");
				}
				patterns.add(pattern());
			}
			if (!this.cursor.accept(',')) {
				break;
			}
		}
		this.cursor.expect(')');
		return new Pattern.MatchClass(this.cursor.span(from), cls, patterns, attributes, attributePatterns);
	}

}

package ai.backend.dbstatus.alembic.python.syntax;

import java.math.BigInteger;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Writes a syntax tree, all bodies parsed, in words with blanks between them, as {@code tree.py} writes what Python makes of
 * the same source: with operators of equal precedence one within the other, and each {@code elif} in an {@code else}.
 */
public final class TreeDump {

	/** Stands for a string the characters of which are not known. */
	static final String UNKNOWN = "?";

	private final StringBuilder out = new StringBuilder();

	/** Within f-strings, Python before 3.12 does not know lines. */
	private int joined;

	private TreeDump() {
	}

	/**
	 * Writes a tree.
	 * @param tree the tree
	 * @return the words
	 * @throws ai.backend.dbstatus.alembic.python.syntax.token.PythonSyntaxException if a body is no Python
	 */
	public static String of(SyntaxTree tree) {
		TreeDump dump = new TreeDump();
		dump.statements(tree.body());
		return dump.out.toString().stripTrailing();
	}

	private TreeDump word(Object word) {
		this.out.append(word).append(' ');
		return this;
	}

	private TreeDump open(String kind, Node node) {
		word("(" + kind);
		return (this.joined == 0) ? word("@" + node.line()) : this;
	}

	/** Python's node begins at {@code def}; both sides give the line of the first decorator. */
	private TreeDump open(String kind, Stmt.Definition definition) {
		List<Expr> decorators = definition.decorators();
		int line = decorators.isEmpty() ? definition.line() : decorators.getFirst().line();
		return word("(" + kind).word("@" + line);
	}

	private void close() {
		word(")");
	}

	private TreeDump text(@Nullable String text) {
		if (text == null) {
			return word("-");
		}
		StringBuilder quoted = new StringBuilder("\"");
		for (char c : text.toCharArray()) {
			switch (c) {
				case '"' -> quoted.append("\\\"");
				case '\\' -> quoted.append("\\\\");
				case '\n' -> quoted.append("\\n");
				case '\r' -> quoted.append("\\r");
				case '\t' -> quoted.append("\\t");
				case '\f' -> quoted.append("\\f");
				case '\b' -> quoted.append("\\b");
				default -> quoted.append((c > ' ' && c <= '~') ? String.valueOf(c) : "\\u%04x".formatted((int) c));
			}
		}
		return word(quoted.append('"'));
	}

	private TreeDump texts(List<String> texts) {
		word("[");
		texts.forEach(this::text);
		return word("]");
	}

	private TreeDump flag(boolean flag) {
		return word(flag ? 1 : 0);
	}

	private TreeDump statements(List<Stmt> statements) {
		word("[");
		statements.forEach(this::statement);
		return word("]");
	}

	private void statement(Stmt statement) {
		switch (statement) {
			case Stmt.FunctionDef function -> open(function.async() ? "AsyncFunctionDef" : "FunctionDef", function)
					.text(function.name())
					.typeParameters(function.typeParameters())
					.parameters(function.parameters())
					.expr(function.returns())
					.statements(function.body().statements())
					.exprs(function.decorators());
			case Stmt.ClassDef cls -> open("ClassDef", cls).text(cls.name())
					.typeParameters(cls.typeParameters())
					.exprs(cls.bases())
					.keywords(cls.keywords())
					.statements(cls.body().statements())
					.exprs(cls.decorators());
			case Stmt.Return returned -> open("Return", returned).expr(returned.value());
			case Stmt.Delete delete -> open("Delete", delete).exprs(delete.targets());
			case Stmt.Assign assign -> open("Assign", assign).exprs(assign.targets()).expr(assign.value());
			case Stmt.AnnAssign assign -> open("AnnAssign", assign).expr(assign.target())
					.expr(assign.annotation())
					.expr(assign.value());
			case Stmt.AugAssign assign -> open("AugAssign", assign).expr(assign.target())
					.word(camel(assign.operator()))
					.expr(assign.value());
			case Stmt.TypeAlias alias -> {
				open("TypeAlias", alias).open("Name", alias).text(alias.name()).close();
				typeParameters(alias.typeParameters()).expr(alias.value());
			}
			case Stmt.For loop -> open(loop.async() ? "AsyncFor" : "For", loop).expr(loop.target())
					.expr(loop.iter())
					.statements(loop.body())
					.statements(loop.orElse());
			case Stmt.While loop -> open("While", loop).expr(loop.test())
					.statements(loop.body())
					.statements(loop.orElse());
			case Stmt.If conditional -> {
				conditional(conditional);
				return;
			}
			case Stmt.With with -> {
				open(with.async() ? "AsyncWith" : "With", with).word("[");
				with.items()
						.forEach((item) -> word("(withitem").expr(item.contextExpr()).expr(item.target()).close());
				word("]").statements(with.body());
			}
			case Stmt.Match match -> {
				open("Match", match).expr(match.subject()).word("[");
				match.cases()
						.forEach((matchCase) -> word("(match_case").pattern(matchCase.pattern())
								.expr(matchCase.guard())
								.statements(matchCase.body())
								.close());
				word("]");
			}
			case Stmt.Raise raise -> open("Raise", raise).expr(raise.exc()).expr(raise.cause());
			case Stmt.Try tried -> {
				open(tried.star() ? "TryStar" : "Try", tried).statements(tried.body()).word("[");
				tried.handlers()
						.forEach((handler) -> open("ExceptHandler", handler).expr(handler.type())
								.text((handler.target() instanceof Expr.Name name) ? name.id() : null)
								.statements(handler.body())
								.close());
				word("]").statements(tried.orElse()).statements(tried.finalBody());
			}
			case Stmt.Assert assertion -> open("Assert", assertion).expr(assertion.test()).expr(assertion.message());
			case Stmt.Import imported -> open("Import", imported).aliases(imported.names());
			case Stmt.ImportFrom imported -> open("ImportFrom", imported)
					.text(imported.module().isEmpty() ? null : imported.module())
					.aliases(imported.names())
					.word(imported.level());
			case Stmt.Global global -> open("Global", global).texts(global.names());
			case Stmt.Nonlocal nonlocal -> open("Nonlocal", nonlocal).texts(nonlocal.names());
			case Stmt.Expression expression -> open("Expr", expression).expr(expression.value());
			case Stmt.Pass pass -> open("Pass", pass);
			case Stmt.Break broken -> open("Break", broken);
			case Stmt.Continue continued -> open("Continue", continued);
			case Stmt.Python2 old -> open("Python2", old).exprs(old.values());
		}
		close();
	}

	private void conditional(Stmt.If conditional) {
		for (int i = 0; i < conditional.branches().size(); i++) {
			Stmt.Branch branch = conditional.branches().get(i);
			if (i > 0) {
				word("[");
			}
			open("If", branch).expr(branch.test()).statements(branch.body());
		}
		statements(conditional.orElse());
		close();
		for (int i = 1; i < conditional.branches().size(); i++) {
			word("]").close();
		}
	}

	private TreeDump aliases(List<Stmt.Alias> aliases) {
		word("[");
		aliases.forEach((alias) -> open("alias", alias).text(alias.name()).text(alias.asName()).close());
		return word("]");
	}

	private TreeDump typeParameters(List<TypeParameter> parameters) {
		word("[");
		for (TypeParameter parameter : parameters) {
			open(switch (parameter.kind()) {
				case TYPE_VAR -> "TypeVar";
				case TYPE_VAR_TUPLE -> "TypeVarTuple";
				case PARAM_SPEC -> "ParamSpec";
			}, parameter).text(parameter.name()).expr(parameter.bound()).expr(parameter.defaultValue()).close();
		}
		return word("]");
	}

	private TreeDump parameters(Parameters parameters) {
		word("(arguments").parameters(parameters.positionalOnly())
				.parameters(parameters.positional())
				.parameter(parameters.variadic())
				.parameters(parameters.keywordOnly())
				.parameter(parameters.variadicKeyword())
				.close();
		return this;
	}

	private TreeDump parameters(List<Parameters.Parameter> parameters) {
		word("[");
		parameters.forEach(this::parameter);
		return word("]");
	}

	private TreeDump parameter(Parameters.@Nullable Parameter parameter) {
		if (parameter == null) {
			return word("-");
		}
		open("arg", parameter).text(parameter.name())
				.expr(parameter.annotation())
				.expr(parameter.defaultValue())
				.close();
		return this;
	}

	private TreeDump exprs(List<? extends @Nullable Expr> exprs) {
		word("[");
		exprs.forEach(this::expr);
		return word("]");
	}

	private TreeDump keywords(List<Expr.Keyword> keywords) {
		word("[");
		keywords.forEach((keyword) -> open("keyword", keyword).text(keyword.name()).expr(keyword.value()).close());
		return word("]");
	}

	private TreeDump generators(List<Expr.Comprehension> generators) {
		word("[");
		generators.forEach((generator) -> word("(comprehension").expr(generator.target())
				.expr(generator.iter())
				.exprs(generator.ifs())
				.flag(generator.async())
				.close());
		return word("]");
	}

	private TreeDump expr(@Nullable Expr expr) {
		switch (expr) {
			case null -> {
				return word("-");
			}
			case Expr.Constant constant -> open("Constant", constant).literal(constant.value());
			case Expr.Name name -> open("Name", name).text(name.id());
			case Expr.JoinedStr string -> joined("JoinedStr", string, string.values());
			case Expr.TemplateStr string -> joined("TemplateStr", string, string.values());
			case Expr.FormattedValue value -> open("FormattedValue", value).expr(value.value())
					.word((value.conversion() == 0) ? -1 : (int) value.conversion())
					.expr(value.formatSpec());
			case Expr.Tuple tuple -> open("Tuple", tuple).exprs(tuple.elements());
			case Expr.List list -> open("List", list).exprs(list.elements());
			case Expr.Set set -> open("Set", set).exprs(set.elements());
			case Expr.Dict dict -> {
				open("Dict", dict).word("[");
				dict.items().forEach((item) -> expr(item.key()).expr(item.value()));
				word("]");
			}
			case Expr.Starred starred -> open("Starred", starred).expr(starred.value());
			case Expr.Attribute attribute ->
				open("Attribute", attribute).expr(attribute.value()).text(attribute.attr());
			case Expr.Subscript subscript ->
				open("Subscript", subscript).expr(subscript.value()).expr(subscript.slice());
			case Expr.Slice slice -> open("Slice", slice).expr(slice.lower()).expr(slice.upper()).expr(slice.step());
			case Expr.Call call -> open("Call", call).expr(call.func()).exprs(call.args()).keywords(call.keywords());
			case Expr.BinOp operation -> {
				for (int i = 1; i < operation.operands().size(); i++) {
					open("BinOp", operation);
				}
				expr(operation.operands().getFirst());
				for (int i = 1; i < operation.operands().size(); i++) {
					word(camel(operation.operators().get(i - 1))).expr(operation.operands().get(i)).close();
				}
				return this;
			}
			case Expr.BoolOp operation -> open("BoolOp", operation).word(operation.and() ? "And" : "Or")
					.exprs(operation.values());
			case Expr.UnaryOp operation -> {
				// Python's node for each operator begins there.
				Span span = operation.span();
				for (int i = 0; i < operation.operators().size(); i++) {
					int from = span.from() + i;
					open("UnaryOp", new Expr.Name(new Span(span.tokens(), from, from + 1), ""))
							.word(camel(operation.operators().get(i)));
				}
				expr(operation.operand());
				operation.operators().forEach((_) -> close());
				return this;
			}
			case Expr.Compare comparison -> {
				open("Compare", comparison).expr(comparison.left()).word("[");
				for (int i = 0; i < comparison.operators().size(); i++) {
					word(camel(comparison.operators().get(i))).expr(comparison.comparators().get(i));
				}
				word("]");
			}
			case Expr.IfExp conditional -> open("IfExp", conditional).expr(conditional.test())
					.expr(conditional.body())
					.expr(conditional.orElse());
			case Expr.Lambda lambda -> open("Lambda", lambda).parameters(lambda.parameters()).expr(lambda.body());
			case Expr.NamedExpr named -> open("NamedExpr", named).expr(named.target()).expr(named.value());
			case Expr.ListComp list -> open("ListComp", list).expr(list.element()).generators(list.generators());
			case Expr.SetComp set -> open("SetComp", set).expr(set.element()).generators(set.generators());
			case Expr.DictComp dict -> open("DictComp", dict).expr(dict.key())
					.expr(dict.value())
					.generators(dict.generators());
			case Expr.GeneratorExp generator -> open("GeneratorExp", generator).expr(generator.element())
					.generators(generator.generators());
			case Expr.Await await -> open("Await", await).expr(await.value());
			case Expr.Yield yield -> open("Yield", yield).expr(yield.value());
			case Expr.YieldFrom yield -> open("YieldFrom", yield).expr(yield.value());
			case Expr.Repr repr -> open("Repr", repr).expr(repr.value());
		}
		close();
		return this;
	}

	private void joined(String kind, Expr string, List<Expr> values) {
		open(kind, string);
		this.joined++;
		exprs(values);
		this.joined--;
	}

	private TreeDump literal(Literal literal) {
		return switch (literal) {
			case Literal.Str str -> (str.value() != null) ? text(str.value()) : word(UNKNOWN);
			case Literal.Bytes bytes -> word("b").text(bytes.value());
			case Literal.Int number -> word("i" + number.value());
			case Literal.Numeric number -> word(number(number.text().replace("_", "").toLowerCase(Locale.ROOT)));
			case Literal.Singleton singleton -> word(switch (singleton) {
				case NONE -> "None";
				case TRUE -> "True";
				case FALSE -> "False";
				case ELLIPSIS -> "Ellipsis";
			});
		};
	}

	private static String number(String text) {
		if (text.startsWith("0x") || text.startsWith("0o") || text.startsWith("0b")) {
			int radix = text.startsWith("0x") ? 16 : text.startsWith("0o") ? 8 : 2;
			return "i" + new BigInteger(text.substring(2), radix);
		}
		if (text.endsWith("j")) {
			return "c" + bits(text.substring(0, text.length() - 1));
		}
		if (text.endsWith("l")) {
			return text;
		}
		return text.matches("\\d+") ? "i" + new BigInteger(text) : "f" + bits(text);
	}

	private static String bits(String decimal) {
		return "%016x".formatted(Double.doubleToLongBits(Double.parseDouble(decimal)));
	}

	/** {@code FLOOR_DIV} as Python writes it: {@code FloorDiv}; {@code L_SHIFT} is {@code LShift}, {@code LT_E} is {@code LtE}. */
	private static String camel(Enum<?> operator) {
		StringBuilder name = new StringBuilder();
		for (String word : operator.name().split("_")) {
			name.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
		}
		return name.toString();
	}

	private TreeDump patterns(List<Pattern> patterns) {
		word("[");
		patterns.forEach(this::pattern);
		return word("]");
	}

	private TreeDump pattern(@Nullable Pattern pattern) {
		switch (pattern) {
			case null -> {
				return word("-");
			}
			case Pattern.MatchValue value -> open("MatchValue", value).expr(value.value());
			case Pattern.MatchSingleton singleton -> open("MatchSingleton", singleton).literal(singleton.value());
			case Pattern.MatchSequence sequence -> open("MatchSequence", sequence).patterns(sequence.patterns());
			case Pattern.MatchMapping mapping -> open("MatchMapping", mapping).exprs(mapping.keys())
					.patterns(mapping.patterns())
					.text(mapping.rest());
			case Pattern.MatchClass cls -> open("MatchClass", cls).expr(cls.cls())
					.patterns(cls.patterns())
					.texts(cls.attributes())
					.patterns(cls.attributePatterns());
			case Pattern.MatchStar star -> open("MatchStar", star).text(star.name());
			case Pattern.MatchAs as -> open("MatchAs", as).pattern(as.pattern()).text(as.name());
			case Pattern.MatchOr or -> open("MatchOr", or).patterns(or.patterns());
		}
		close();
		return this;
	}

}

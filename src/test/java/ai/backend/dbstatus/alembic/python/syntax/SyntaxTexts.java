package ai.backend.dbstatus.alembic.python.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Makes up modules with functions and classes in which all of the grammar of Python 3.11 occurs, the same for the same seed:
 * sound ones, and damaged ones.
 */
final class SyntaxTexts {

	private static final String[] NAMES = { "a", "b", "c", "op", "sa", "match", "case", "type", "_", "print", "é" };

	private static final String[] NUMBERS = { "0", "12", "1_000", "0x1F", "0o17", "0b101", "1.5", ".5", "1e3", "2.",
			"1j",
			"1.5e-3J", "123456789012345678901", "0xFFFFFFFFFFFFFFFFF", "00", "9_9.9_9" };

	private static final String[] STRINGS = { "'x'", "\"it's\"", "'''a\nb'''", "r'\\d'", "b'x\\x00\\777'",
			"'\\x41\\n\\u20ac'",
			"'a' \"b\"", "''", "u'x'", "Rb'\\x'", "'\\N{DIGIT ONE}'", "'\\\n'", "'\\ud800' 'x'", "\"\"\"\\\"\"\"\"" };

	private static final String[] BINARY = { "+", "-", "*", "/", "//", "%", "@", "**", "<<", ">>", "&", "^", "|" };

	private static final String[] COMPARISONS = { "<", ">", "<=", ">=", "==", "!=", "is", "is not", "in", "not in" };

	private static final int MAXIMUM_DEPTH = 4;

	private static final int MAXIMUM_BLOCKS = 4;

	private static final int EXPRESSIONS = 80;

	private final Random random;

	private final StringBuilder out = new StringBuilder();

	private boolean function;

	private boolean async;

	private boolean loop;

	/** How many more expressions the statement may have. */
	private int left;

	SyntaxTexts(long seed) {
		this.random = new Random(seed);
	}

	/** Returns a text that is proper Python, but for what only its compiler objects to. */
	String sound() {
		this.out.setLength(0);
		this.function = false;
		this.async = false;
		this.loop = false;
		block("", 0, 1 + this.random.nextInt(3));
		return this.out.toString();
	}

	/** Returns a text some tokens of which are not where they belong. */
	String damaged() {
		List<String> tokens = new ArrayList<>(List.of(sound().split("(?<=\\W)|(?=\\W)")));
		for (int i = this.random.nextInt(3); i >= 0; i--) {
			int at = this.random.nextInt(tokens.size());
			String other = tokens.get(this.random.nextInt(tokens.size()));
			switch (this.random.nextInt(3)) {
				case 0 -> tokens.set(at, "");
				case 1 -> tokens.add(at, other);
				default -> tokens.set(at, other);
			}
		}
		return String.join("", tokens);
	}

	private void block(String indent, int depth, int count) {
		for (int i = 0; i < count; i++) {
			statement(indent, depth);
		}
	}

	private void body(String indent, int depth) {
		if (one(6)) {
			this.out.setLength(this.out.length() - 1);
			this.out.append(' ').append(simple()).append(one(3) ? "; " + simple() : "").append('\n');
			return;
		}
		block(indent + pick("    ", "  ", "\t"), depth + 1, 1 + this.random.nextInt(2));
	}

	private void line(String indent, String text) {
		this.out.append(indent).append(text).append(one(9) ? "  # b" : "").append('\n');
	}

	private void statement(String indent, int depth) {
		this.left = EXPRESSIONS;
		if (depth >= MAXIMUM_BLOCKS || one(2)) {
			line(indent, simple() + (one(5) ? "; " + simple() : "") + (one(9) ? ";" : ""));
			return;
		}
		switch (this.random.nextInt(12)) {
			case 0, 1, 2 -> function(indent, depth);
			case 3 -> type(indent, depth);
			case 4 -> {
				line(indent, "if " + named() + ":");
				body(indent, depth);
				for (int i = this.random.nextInt(3); i > 0; i--) {
					line(indent, "elif " + named() + ":");
					body(indent, depth);
				}
				orElse(indent, depth, 2);
			}
			case 5 -> loop(indent, depth, "while " + named() + ":");
			case 6 -> loop(indent, depth, async() + "for " + targets() + " in " + stars() + ":");
			case 7, 8 -> {
				line(indent, async() + "with " + items() + ":");
				body(indent, depth);
			}
			case 9, 10 -> tries(indent, depth);
			default -> match(indent, depth);
		}
	}

	private String async() {
		return (this.async && one(2)) ? "async " : "";
	}

	private void orElse(String indent, int depth, int of) {
		if (one(of)) {
			line(indent, "else:");
			body(indent, depth);
		}
	}

	private void function(String indent, int depth) {
		for (int i = this.random.nextInt(2); i > 0; i--) {
			line(indent, "@" + named());
		}
		boolean asynchronous = one(3);
		line(indent, (asynchronous ? "async " : "") + "def " + name() + "(" + parameters(true) + ")"
				+ (one(3) ? " -> " + expression(2) : "") + ":");
		inside(true, asynchronous, () -> body(indent, depth));
	}

	private void type(String indent, int depth) {
		if (one(3)) {
			line(indent, "@" + named());
		}
		line(indent, "class " + name() + (one(2) ? "(" + arguments(false) + ")" : "") + ":");
		inside(false, false, () -> body(indent, depth));
	}

	private void inside(boolean isFunction, boolean isAsync, Runnable body) {
		boolean outerFunction = this.function;
		boolean outerAsync = this.async;
		boolean outerLoop = this.loop;
		this.function = isFunction;
		this.async = isAsync;
		this.loop = false;
		body.run();
		this.function = outerFunction;
		this.async = outerAsync;
		this.loop = outerLoop;
	}

	private void loop(String indent, int depth, String header) {
		line(indent, header);
		boolean outer = this.loop;
		this.loop = true;
		body(indent, depth);
		this.loop = outer;
		orElse(indent, depth, 4);
	}

	private void tries(String indent, int depth) {
		line(indent, "try:");
		body(indent, depth);
		String star = one(4) ? "*" : "";
		boolean outer = this.loop;
		this.loop &= star.isEmpty();
		int handlers = this.random.nextInt(3);
		for (int i = 0; i < handlers; i++) {
			line(indent, "except" + star + " " + expression(2) + (one(2) ? " as " + name() : "") + ":");
			body(indent, depth);
		}
		if (star.isEmpty() && handlers > 0 && one(2)) {
			line(indent, "except:");
			body(indent, depth);
		}
		this.loop = outer;
		if (handlers > 0) {
			orElse(indent, depth, 3);
		}
		if (handlers == 0 || one(3)) {
			line(indent, "finally:");
			body(indent, depth);
		}
	}

	private void match(String indent, int depth) {
		line(indent, "match " + pick(named(), "(" + named() + ")", "*a, " + named(), named() + ",") + ":");
		String inner = indent + "  ";
		for (int i = this.random.nextInt(3); i >= 0; i--) {
			line(inner, "case " + pick(pattern(0), pattern(0), pattern(1) + ", *" + pick("_", "rest"), pattern(1) + ",")
					+ (one(4) ? " if " + named() : "") + ":");
			body(inner, depth);
		}
	}

	private String pattern(int depth) {
		if (depth > 2) {
			return pick("_", "x", "1", "'s'", "None");
		}
		return switch (this.random.nextInt(12)) {
			case 0 -> pick("_", "x", "match", "case");
			case 1 ->
				pick("1", "-1", "1.5", "-2j", "1 + 2j", "-1.5 - 3j", "'s' 't'", "b'x'", "True", "None", "'''a'''");
			case 2 -> pick("a.b", "a.b.c", "case.match");
			case 3 -> "(" + pattern(depth + 1) + ")";
			case 4 -> pick("[]", "()", "[" + pattern(depth + 1) + ", *_]", "(" + pattern(depth + 1) + ",)",
					"[*rest, " + pattern(depth + 1) + "]", "(*rest, " + pattern(depth + 1) + ",)", "[*_]");
			case 5 -> pick("{}", "{'k': " + pattern(depth + 1) + "}", "{1: _, a.b: " + pattern(depth + 1) + ", **rest}",
					"{**rest}", "{-1: x, None: y,}");
			case 6 -> pick("A()", "a.B(" + pattern(depth + 1) + ")", "A(" + pattern(depth + 1) + ", k=_)",
					"A(k=" + pattern(depth + 1) + ", m=_,)");
			case 7 -> pick("1", "a.b", "(1)") + " | " + pick("2", "'x'", "-3", "[]");
			case 8 -> "(" + pick("1 | 2", "[_]", "A()") + " as y)";
			default -> pick("1 as x", "'s'", "0", "A(x)", "[1, 2]");
		};
	}

	private String items() {
		return switch (this.random.nextInt(8)) {
			case 0 -> "(" + expression(2) + " as " + target() + ")";
			case 1 -> "(" + expression(2) + ", " + expression(2) + pick("", ",") + ")";
			case 2 -> "(" + expression(2) + " as " + target() + ", " + expression(2) + pick("", ",") + ")";
			case 3 -> "(" + expression(2) + ", " + expression(2) + ") as " + target();
			case 4 -> pick("(a, b).c", "(a)", "()", "(a := b)", "(*a, b)", "(a for a in b)", "(a, b := c)", "(a)(b), c",
					"((a, b))", "(a, (b := c)) as d", "(lambda: (a)), b", "(a, lambda a, *b: c)");
			case 5 -> this.function ? "(yield)" : "(a)";
			default -> expression(2) + pick("", " as " + target(), " as (a, *b)", ", " + expression(2));
		};
	}

	private String simple() {
		return switch (this.random.nextInt(19)) {
			case 0, 1 -> stars();
			case 2, 3 -> targets() + " = " + value();
			case 4 -> targets() + " = " + targets() + " = " + value();
			case 5 -> target() + " " + pick(BINARY) + "= " + value();
			case 6 -> pick(name(), "(" + name() + ")", name() + ".a") + ": " + expression(2)
					+ (one(2) ? " = " + value() : "");
			case 7 -> "del " + pick(target(), target() + ", " + target(), "(" + target() + ", [a])", target() + ",");
			case 8 -> "assert " + expression(1) + (one(2) ? ", " + expression(2) : "");
			case 9 -> "raise" + pick("", " " + expression(1), " " + expression(1) + " from " + expression(2));
			case 10 -> "import " + pick("a", "a.b as c", "a, b.c", "a.b.c");
			case 11 -> "from " + pick("a", ".", "..a.b", "...", "....a") + " import "
					+ pick("a", "a as b", "(a, b as c,)", "a, b", "(a)");
			case 12 -> pick("pass", this.loop ? "break" : "pass", this.loop ? "continue" : "pass");
			case 13, 14 -> this.function ? "return" + pick("", " " + stars()) : "pass";
			case 15, 16 -> this.function ? yields() : stars();
			case 17 -> pick("match(a)", "match[a]", "match = 1", "type(a)", "type = a", "print(a)", "case.a",
					"match: a = 1", "(a): b", "(a.b): c = d", "a[b]: c");
			default -> this.async ? "await " + primary(1) : this.function ? "global g1, g2" : "pass";
		};
	}

	private String yields() {
		return pick("yield", "yield " + stars(), "yield from " + expression(1), "a = yield", "a = yield b, *c",
				"a += yield", "a: b = yield c", "(yield)", "f((yield a))", "lambda: (yield)");
	}

	private String value() {
		return stars();
	}

	private String stars() {
		return pick(expression(0), expression(0), expression(1) + ", " + expression(1), expression(1) + ",",
				"*" + expression(3) + ", " + expression(1), "(" + expression(1) + "\n, " + expression(1) + ")");
	}

	private String named() {
		return one(6) ? "(" + name() + " := " + expression(1) + ")" : one(9) ? "a := " + expression(2) : expression(1);
	}

	private String targets() {
		return pick(target(), target(), target() + ", " + target(), "*" + target() + ", " + target(),
				"[" + target() + ", (" + target() + ", *a)]", "(" + target() + ")", target() + ",", "()", "[]");
	}

	private String target() {
		return pick(name(), name(), name() + "." + name(), "a[" + slices() + "]", "f(" + arguments(true) + ").b",
				"(" + name() + ").a");
	}

	private String name() {
		return pick(NAMES);
	}

	private String expression(int depth) {
		if (--this.left <= 0) {
			return name();
		}
		if (depth >= MAXIMUM_DEPTH || one(3)) {
			return primary(depth);
		}
		int next = depth + 1;
		return switch (this.random.nextInt(17)) {
			case 0, 1 -> expression(next) + " " + pick(BINARY) + " " + primary(next);
			case 2 -> expression(next) + pick(" + ", "*", "-", " % ") + primary(next) + pick("+", "-", "/")
					+ expression(next);
			case 3 -> pick("-", "+", "~", "- -", "~-") + expression(next);
			case 4 -> expression(next) + " " + pick(COMPARISONS) + " " + primary(next);
			case 5 -> primary(next) + " " + pick(COMPARISONS) + " " + primary(next) + " " + pick(COMPARISONS) + " "
					+ primary(next);
			case 6 -> expression(next) + pick(" and ", " or ") + expression(next);
			case 7 -> pick("not ", "not not ") + expression(next);
			case 8 -> primary(next) + " if " + expression(next) + " else " + expression(next);
			case 9 -> {
				boolean outer = this.async;
				this.async = false;
				String lambda = "lambda " + parameters(false) + ": " + expression(next);
				this.async = outer;
				yield lambda;
			}
			case 10 -> "(" + expression(next) + ")";
			case 11 -> "(\n" + expression(next) + "\n)";
			case 12 -> "(" + name() + " := " + expression(next) + ")";
			case 13 -> (this.async ? "await " : "") + primary(next);
			case 14 -> primary(next) + "**" + pick("-", "") + primary(next);
			case 15 -> "-" + primary(next) + "**" + primary(next);
			default -> primary(next);
		};
	}

	private String primary(int depth) {
		StringBuilder text = new StringBuilder(atom(depth));
		for (int i = this.random.nextInt(3); i > 0 && depth < MAXIMUM_DEPTH && this.left > 0; i--) {
			text.append(pick("." + name(), "(" + arguments(true) + ")", "[" + slices() + "]"));
		}
		return text.toString();
	}

	private String atom(int depth) {
		if (depth >= MAXIMUM_DEPTH || --this.left <= 0) {
			return pick("a", "b", "1", "'x'", "None");
		}
		int next = depth + 1;
		return switch (this.random.nextInt(18)) {
			case 0, 1, 2, 3 -> name();
			case 4 -> pick(NUMBERS) + pick("", " ");
			case 5 -> pick(STRINGS);
			case 6 -> pick("None", "True", "False", "...");
			case 7 -> pick("()", "(" + expression(next) + ",)", "(" + expression(next) + ", *" + primary(next) + ")");
			case 8 -> pick("[]", "[" + expression(next) + "]", "[*" + primary(next) + ", " + named() + ",]");
			case 9 -> pick("{" + expression(next) + "}", "{*" + primary(next) + ", " + expression(next) + "}");
			case 10 -> pick("{}", "{" + expression(next) + ": " + expression(next) + "}",
					"{**" + primary(next) + ", " + expression(next) + ": " + expression(next) + ",}");
			case 11 -> "[" + named() + comprehension(next) + "]";
			case 12 -> pick("{" + expression(next) + comprehension(next) + "}",
					"{" + expression(next) + ": " + expression(next) + comprehension(next) + "}");
			case 13 -> "(" + expression(next) + comprehension(next) + ")";
			case 14, 15 -> formatted(next);
			default -> name();
		};
	}

	private String comprehension(int depth) {
		StringBuilder text = new StringBuilder();
		for (int i = this.random.nextInt(2); i >= 0; i--) {
			text.append((this.async && one(4)) ? " async for " : " for ")
					.append(pick("a", "a, b", "(a, *b)", "a.b", "a[0]"))
					.append(" in ")
					.append(primary(depth))
					.append(one(3) ? " if " + primary(depth) : "")
					.append(one(6) ? " if not " + primary(depth) : "");
		}
		return text.toString();
	}

	private String formatted(int depth) {
		String inner = pick("a", "a.b", "a + b", "a['k']", "f(a)", "(a, b)", "a, b", "a if b else c", "not a",
				"(lambda: a)", "[a for a in b]", "{'k': a}['k']", "a == b", "a != b", "(a := b)", "*a, b");
		String inDoubles = inner.replace('"', '\'');
		return switch (this.random.nextInt(8)) {
			case 0 -> "f\"x{ " + inDoubles + " }y\"";
			case 1 -> "f\"{ " + inDoubles + pick("!r", "!s", "!a", "") + "}{{}}\"";
			case 2 -> "f\"{a:>{ " + inDoubles + " }.{b}}\"";
			case 3 -> "f\"{a" + pick("=", " = ", "=!r", "= !s", "=:>3", " =") + "}\"";
			case 4 -> "'a' f\"{a}\" 'b' rf'\\d{b}' \"c\"";
			case 5 -> "f'''{a\n+ b}\n{c:%Y\n}'''";
			case 6 -> "f'{a}' f'{b!r:{c}}\\x41\\N{DIGIT ONE}'";
			default ->
				pick("f''", "f'x'", "F'{a}'", "fr'{a}\\n'", "f'{ {a} }'", "f'{a:}'", "f'{a:{{b}}}'", "f'{a:b:c}'");
		};
	}

	private String slices() {
		Supplier<String> slice = () -> pick(expression(3), expression(3), ":", "a:", ":b", "a:b:c",
				"::" + expression(3),
				"a:" + expression(3), "::");
		return pick(slice.get(), slice.get(), slice.get() + ", " + slice.get(), "*a, " + slice.get(), slice.get() + ",",
				"*a", "a := b");
	}

	private String arguments(boolean call) {
		return switch (this.random.nextInt(9)) {
			case 0 -> "";
			case 1, 2 -> expression(2);
			case 3 -> expression(2) + ", k=" + expression(2);
			case 4 -> "*" + expression(3) + ", " + expression(3) + ", k=a, **" + expression(3);
			case 5 -> "k=" + expression(3) + ", *a, m=b,";
			case 6 -> "**a, k=b, **c";
			case 7 -> call ? expression(3) + comprehension(3) : expression(3);
			default -> call ? "a := " + expression(3) + ", b" : "a, b, k=c";
		};
	}

	private String parameters(boolean annotated) {
		String note = (annotated && one(2)) ? ": " + expression(3) : "";
		return switch (this.random.nextInt(10)) {
			case 0 -> "";
			case 1 -> "p" + note;
			case 2 -> "p, q" + note + "=" + expression(3);
			case 3 -> "p, /, q, *, r" + note + "=a, s";
			case 4 -> "*p" + note + ", q=" + expression(3) + ", **r";
			case 5 -> "p=a, /, q" + note + "=b";
			case 6 -> "*, p" + note + pick("", ",");
			case 7 -> "**p" + note + pick("", ",");
			case 8 -> annotated ? "*p: *a" : "*p";
			default -> "p, q, *r, s=a, t, **u";
		};
	}

	private boolean one(int of) {
		return this.random.nextInt(of) == 0;
	}

	private String pick(String... choices) {
		return choices[this.random.nextInt(choices.length)];
	}

}

package ai.backend.dbstatus.alembic.python.module;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Makes up module texts, the same for the same seed: sound ones in the styles in which
 * migration scripts are written and beyond, and damaged ones.
 */
final class ModuleTexts {

	private static final String[] IDENTIFIERS = { "revision", "down_revision", "branch_labels", "depends_on" };

	private static final String[] NAMES = { "revision", "down_revision", "depends_on", "a", "b", "x", "f" };

	private static final String[] WORDS = { "ab12", "c0ffee", "", "x y", "é", "%s", "{a}", "%", "0", "#", "a\\\nb",
			"\\x41", "\\u0042", "\\101", "\\n", "\\q", "𝒳" };

	private static final String[] DAMAGE = { "\"", "'", "(", ")", "[", "]", "{", "}", "\n", " ", "\t", "\\", "#", "=",
			":", ",", "+", "*", ".", ";", "\r", "\f", "\"\"\"", "f", "r", "b", "u", "0", "1", "_", "é", "if ", "else",
			"None", "in ", "@", "!", "$", "`", ":=", "<>", "-", "%", "\u00a0", "lambda ", "not ", "for ", "as ",
			"import ", "del ", "def ", "class ", "async ", "await ", "yield ", "1_0", "0x", "1e", "and ", "is ", "**" };

	private final Random random;

	ModuleTexts(long seed) {
		this.random = new Random(seed);
	}

	byte[] next() {
		StringBuilder text = new StringBuilder();
		if (one(6)) {
			text.append(pick("# comment\n", "#!/usr/bin/python3\n", "\n", "from __future__ import annotations\n",
					"\f\n", "# -*- coding: utf-8 -*-\n"));
		}
		if (one(2)) {
			text.append(
					pick("\"\"\"Add a table\n\nRevision ID: ab\n\"\"\"\n", "'doc'\n", "('doc' \"two\")\n", "f'no'\n",
							"b'no'\n", "'a' + 'b'\n", "r'''raw\\n'''; x = 1\n", "u'doc'\n", "\"é\"\n"));
		}
		if (!one(6)) {
			text.append("a, b, x, f = 'A', None, ['l'], str\n");
		}
		if (!one(6)) {
			text.append("revision = 'r1'\ndown_revision = branch_labels = depends_on = None\n");
		}
		int count = 1 + this.random.nextInt(6);
		for (int i = 0; i < count; i++) {
			statement(text, "", 0);
		}
		String result = text.toString();
		if (one(2)) {
			int times = 1 + this.random.nextInt(2);
			for (int i = 0; i < times; i++) {
				result = damage(result);
			}
		}
		return encode(result);
	}

	private byte[] encode(String text) {
		String result = one(20) ? text.replace("\n", "\r\n") : one(40) ? text.replace('\n', '\r') : text;
		if (one(40)) {
			return ("# coding: "
					+ pick("latin-1", "iso-8859-1", "cp1252", "utf8", "UTF-8", "utf_8-x", "nonsense", "ascii") + "\n"
					+ result)
					.getBytes(one(2) ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
		}
		if (one(40)) {
			return ("\ufeff" + result).getBytes(StandardCharsets.UTF_8);
		}
		return result.getBytes(one(100) ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
	}

	private void statement(StringBuilder out, String indent, int depth) {
		String id = one(4) ? pick(NAMES) : pick(IDENTIFIERS);
		int kind = this.random.nextInt((depth > 2) ? 16 : 28);
		switch (kind) {
			case 0, 1, 2, 3 -> line(out, indent, id + " = " + expression(0));
			case 4 ->
				line(out, indent, id + ": " + pick("str", "'str | None'", "None", "list") + " = " + expression(0));
			case 5 -> line(out, indent, id + ": str");
			case 6 -> line(out, indent, pick(NAMES) + " = " + id + " = " + expression(1));
			case 7 -> line(out, indent, id + ", " + pick(NAMES) + " = " + expression(1) + ", " + expression(1));
			case 8 -> line(out, indent, pick("(", "[") + "");
			case 9 -> line(out, indent, id + " += " + expression(1));
			case 10 -> line(out, indent, "del " + id);
			case 11 -> line(out, indent, pick("x", "a", "f") + pick(".append(", "(", "[0] = (") + expression(1) + ")");
			case 12 -> line(out, indent,
					pick("print(" + id + "=1)", "print(" + id + ")", "(" + id + " := " + expression(1) + ")",
							"len([" + id + " for " + id + " in ()])", "print(" + "a := " + expression(1) + ")", "pass",
							"x = lambda " + id + ": 1",
							"*x, " + id + " = " + expression(1), "f()", "a = x", "x = [a, b]", "exec('revision = 1')",
							"globals()['revision'] = 'z'", "x: f() = 1", "global " + id,
							"x = {'a': " + expression(1) + "}"));
			case 13 -> line(out, indent, id + " = " + expression(1) + "; " + pick(NAMES) + " = " + expression(1));
			case 14 -> line(out, indent,
					id + " = (  # comment\n" + indent + "   " + expression(1) + ", # 'x'\n\n" + expression(1) + ",\n)");
			case 15 -> line(out, indent, id + " = " + expression(1) + pick(" \\\n  + ", " + \\\n") + expression(1));
			default -> compound(out, indent, depth, kind, id);
		}
	}

	private void compound(StringBuilder out, String indent, int depth, int kind, String id) {
		String inner = indent + pick("    ", "\t", "  ");
		switch (kind) {
			case 16, 17 -> {
				line(out, indent, "if "
						+ pick("True", "False", "a", "__name__ == '__main__'", "None is None", "not a", expression(1))
						+ ":");
				body(out, inner, depth);
				if (one(2)) {
					line(out, indent, pick("else:", "elif " + expression(1) + ":"));
					body(out, inner, depth);
				}
			}
			case 18 -> {
				line(out, indent, "for " + pick(id, "x, " + id, "a") + " in " + pick("()", "['q']", "a", "[x]") + ":");
				body(out, inner, depth);
			}
			case 19 -> {
				line(out, indent, "try:");
				body(out, inner, depth);
				line(out, indent,
						pick("except Exception as " + id + ":", "except:", "finally:",
								one(9) ? "except Exception, e:" : "except:"));
				body(out, inner, depth);
			}
			case 20, 21, 22 -> {
				if (one(5)) {
					line(out, indent, pick("@str", "@f", "@(lambda g: g())"));
				}
				line(out, indent,
						pick("def f(", "async def f(", "def a(")
								+ pick("", "x", id + "=1", "*, x=(b := 'w')", "x=a, *y") + ")"
								+ pick("", "", " -> None") + ":");
				if (one(3)) {
					line(out, inner, "global " + id);
				}
				if (one(4)) {
					line(out, inner, "x.append(1)");
				}
				body(out, inner, depth);
			}
			case 23 -> {
				line(out, indent, "class " + pick("A", id) + pick("", "(object)") + ":");
				body(out, inner, depth);
			}
			case 24 -> {
				line(out, indent, "from typing import " + pick("TYPE_CHECKING", "TYPE_CHECKING as a", "*"));
				line(out, indent, "if " + pick("TYPE_CHECKING", "not TYPE_CHECKING") + ":");
				body(out, inner, depth);
			}
			case 25 -> {
				line(out, indent, "match " + expression(1) + ":");
				line(out, inner, "case " + pick("_", id, "'a' | 'b'", "[" + id + ", *_]") + ":");
				body(out, inner + " ", depth);
			}
			case 26 -> {
				if (!one(6)) {
					statement(out, indent, depth);
					return;
				}
				line(out, indent,
						pick("print 'x'", "print 'a', x", "raise Exception, 'x'", "exec 'x = 1'", "x = 0777", "x = 10L",
								"x = `1`", "x = 1 <> 2", "x = ur'abc'", "type X = int", "x = f'{'a'}'"));
			}
			default -> {
				line(out, indent, "x = a = [" + expression(1) + "]");
				line(out, indent, id + " = " + pick("x", "a", "(x, a)", "x + a", "[*x]", "tuple(x)"));
				line(out, indent, pick("x += ['k']", "a.append('k')", "x = x + ['k']", "f(x)", "def f(): x.append('k')",
						"x[0] = 'k'", "pass"));
				line(out, indent, pick("f()", "pass", "x += a", "del a"));
			}
		}
	}

	private void body(StringBuilder out, String indent, int depth) {
		int count = 1 + this.random.nextInt(2);
		for (int i = 0; i < count; i++) {
			statement(out, indent, depth + 1);
		}
	}

	private void line(StringBuilder out, String indent, String text) {
		if (text.equals("(") || text.equals("[")) {
			out.append(indent)
					.append(text)
					.append(pick(NAMES))
					.append(", *")
					.append(pick(NAMES))
					.append(text.equals("(") ? ")" : "]")
					.append(" = ")
					.append(expression(1));
		}
		else {
			out.append(indent).append(text);
		}
		out.append(one(8) ? "  # " + pick(NAMES) + " = 'no'" : "").append('\n');
		if (one(10)) {
			out.append(pick("\n", "   \n", "# revision = 'no'\n", "\t# x\n"));
		}
	}

	private String expression(int depth) {
		if (depth > 2 || one(2)) {
			return text(depth);
		}
		String one = expression(depth + 1);
		return switch (this.random.nextInt(18)) {
			case 0 -> "None";
			case 1, 2 -> pick(NAMES);
			case 3 ->
				pick("()", "[]", "{}", "1", "0", "True", "b'x'", "...", "1.5", "tuple()", "__name__", "-1", "set()");
			case 4 -> "(" + one + ",)";
			case 5 -> "(" + one + ", " + expression(depth + 1) + ")";
			case 6 -> "[" + one + ", " + expression(depth + 1) + pick("", ",") + "]";
			case 7 -> "{" + text(depth + 1) + ", " + text(depth + 1) + "}";
			case 8 -> "(" + one + ")";
			case 9 -> "(" + one + ",) + (" + expression(depth + 1) + ",)";
			case 10 -> "[" + one + "] + [" + expression(depth + 1) + "]";
			case 11 -> one + " if " + pick("True", "None", expression(depth + 1)) + " else " + expression(depth + 1);
			case 12 -> one + pick(" or ", " and ") + expression(depth + 1);
			case 13 ->
				pick("tuple(", "list(", "str(", "set(", "f(") + pick("", "x", "()", "('q', 'r')", "[a]", "{'z'}") + ")";
			case 14 -> "[*" + pick("x", "()", "('s',)", "[a, b]", "{a}") + ", " + one + "]";
			case 15 -> pick("not ", "not not ") + one;
			case 16 -> one + pick(" == ", " is ", " != ", " is not ") + expression(depth + 1);
			default ->
				one + pick(" % ", " | ", "[0] + ", " < ", " + ", " in ", " == 1 == ", " - ") + expression(depth + 1);
		};
	}

	/** An expression that is most likely a string. */
	private String text(int depth) {
		if (depth > 3) {
			return string();
		}
		return switch (this.random.nextInt(20)) {
			case 0 -> pick("a", "a", "revision");
			case 1 -> text(depth + 1) + " + " + text(depth + 1);
			case 2 -> "'p%s' % " + pick("a", "(" + text(depth + 1) + ",)", "('%d')", "1", "b");
			case 3 -> "'%s-%d%%' % (" + text(depth + 1) + ", 12)";
			case 4 -> string() + " " + string();
			case 5, 6 ->
				pick("f'{a}'", "f\"x{a!s}{{}}\"", "f'{a!r}'", "f'{a:>3}'", "f'{a=}'", "rf'\\{a}'", "f'''{\na}'''",
						"f'{\"q\"}z'", "f'a' 'b{c}'", "f'{a:{b}}'", "f'\\x41{1}'", "f'{x.append(1)}'", "f'{(b:=1)}'",
						"f'{b} {None} {12}'");
			case 7 -> string() + ".join([" + text(depth + 1) + ", a])";
			case 8 -> string() + ".join(" + pick("x", "()", "('a',)", "{'b'}", "a") + ")";
			case 9 -> "(" + text(depth + 1) + ")";
			case 10 -> "(\n  " + string() + "  # 'c'\n" + string() + ")";
			default -> string();
		};
	}

	private String string() {
		String word = pick(WORDS);
		String prefix = one(5) ? pick("u", "r", "R", "U", "u", "r", "f", "fr", "F", one(6) ? "Rb" : "") : "";
		return prefix + switch (this.random.nextInt(4)) {
			case 0 -> "'" + word + "'";
			case 1 -> "'''" + word + pick("", "\n", "'x", "\"") + "'''";
			case 2 -> "\"\"\"" + word + "\"\"\"";
			default -> "\"" + word + "\"";
		};
	}

	private String damage(String text) {
		if (text.isEmpty()) {
			return pick(DAMAGE);
		}
		int at = this.random.nextInt(text.length());
		return switch (this.random.nextInt(8)) {
			case 0 -> text.substring(0, at) + text.substring(at + 1);
			case 1, 2 -> text.substring(0, at) + pick(DAMAGE) + text.substring(at);
			case 3 -> text.substring(0, at) + pick(DAMAGE) + text.substring(at + 1);
			case 4 -> tokens(text);
			case 5, 6 -> lines(text);
			default -> text.substring(0, at);
		};
	}

	private String tokens(String text) {
		List<String> tokens = new ArrayList<>(List.of(text.split("(?<=\\W)|(?=\\W)")));
		int at = this.random.nextInt(tokens.size());
		switch (this.random.nextInt(3)) {
			case 0 -> tokens.remove(at);
			case 1 -> tokens.add(at, tokens.get(this.random.nextInt(tokens.size())));
			default -> tokens.set(at, tokens.get(this.random.nextInt(tokens.size())));
		}
		return String.join("", tokens);
	}

	private String lines(String text) {
		List<String> lines = new ArrayList<>(List.of(text.split("(?<=\n)")));
		int at = this.random.nextInt(lines.size());
		switch (this.random.nextInt(5)) {
			case 0 -> lines.remove(at);
			case 1 -> lines.add(at, lines.get(this.random.nextInt(lines.size())));
			case 2 -> lines.set(at, pick(" ", "    ", "\t", "\f") + lines.get(at));
			case 3 -> lines.set(at, lines.get(at).stripLeading());
			default -> lines.add(at, pick("<<<<<<< HEAD\n", "=======\n", ">>>>>>> x\n", "\n", "#\n"));
		}
		return String.join("", lines);
	}

	private boolean one(int of) {
		return this.random.nextInt(of) == 0;
	}

	private String pick(String... choices) {
		return choices[this.random.nextInt(choices.length)];
	}

}

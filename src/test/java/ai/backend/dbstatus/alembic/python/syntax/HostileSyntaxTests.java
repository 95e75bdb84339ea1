package ai.backend.dbstatus.alembic.python.syntax;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import ai.backend.dbstatus.alembic.python.syntax.parser.PythonParser;
import ai.backend.dbstatus.alembic.python.syntax.token.PythonSyntaxException;
import ai.backend.dbstatus.alembic.python.syntax.token.SourceDecoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Functions that were written to keep the parser busy, or to take it further down than its stack goes: parsing them takes time
 * in proportion to their size, or is refused.
 */
class HostileSyntaxTests {

	private static final int SIZE = 1 << 18;

	/** What is in proportion takes a second at most; what is not would take minutes. */
	private static final Duration BOUND = Duration.ofSeconds(15);

	@ParameterizedTest
	@ValueSource(strings = { "return x\n", "return x;", "yield x\n", "x = yield;", "await x\n",
			"async with a as b: c\n",
			"async for a in b: c\n", "with (a, b): c\n", "with (a as b, c): d\n", "with (a, b) as c: d\n",
			"with (yield): c\n", "for a in b: break\nelse: c\n", "while a: continue\n", "try: a\nexcept b as c: d\n",
			"try: a\nexcept* b: c\n", "try: a\nfinally: b\n", "if a: b\nelif c: d\n", "if a: b\nelse: c\n",
			"match a:\n case [b, *_] | {'c': d} if e: f\n", "match\n", "match(", "match:", "match a, ", "case a:\n",
			"def f(a, b=1, *c, d: e = 2, **g) -> h: i\n", "def f(", "def f(a=", "def f():\n", "class A(b, c=d): e\n",
			"@a\n", "@a\ndef f(): b\n", "lambda a, b=1: c\n", "lambda: ", "x[a:b, c, ::d]\n", "x[a:", "x[",
			"f(a=b, **c)\n",
			"f(a=", "f(*a, ", "[a for b in c if d]\n", "[a for b in c ", "{a: b, **c}\n", "{a: ", "{**a, ",
			"{a: b for c in d}\n", "f'{a!r:>{b}}' ", "f'{a=}' ", "f'{f'{a}'}'\n", "f'{", "f'{a:", "a if b else ",
			"a < b < ", "a and ", "not ", "-", "a ** ", "a + ", "a | b & ", "a.b.c.d", "a()()", "a[0]", "a := b\n",
			"(a := b)\n", "global a\n", "nonlocal a, b\n", "del a, b\n", "assert a, b\n", "raise a from b\n",
			"raise a, b\n", "print a, b\n", "exec a in b\n", "import a.b as c\n", "from ...a import (b, c)\n",
			"type X[T: a, *Ts, **P] = b\n", "def f[T](): a\n", "0x1F + 1e5j\n", "a, *b = c\n", "a: b = c\n", "a += b\n",
			"case 1 + 2j: x\n", "`a` <> 0777L\n", "t'{a}'\n", "b'a' b'b' ", "pass;", "...\n" })
	void aFunctionOfMuchOfOneThingIsParsedInTimeOrRefused(String word) {
		String lines = word.repeat(SIZE / word.length()).stripTrailing().replace("\n", "\n ");
		parse("async def f():\n " + lines + "\n");
	}

	@ParameterizedTest
	@ValueSource(strings = { "(a, #)", "[a, #]", "{a: #}", "f(a, k=#)", "a[b, #]", "(a if b else #)", "(lambda: #)",
			"[a for b in #]", "(yield #)", "(await #)",
			"(a := #)", "{*a, #}", "(a.b)(c)[d].e(#)" })
	void anExpressionInAnotherIsParsedAsDeeplyAsPythonDoes(String expression) {
		String[] parts = expression.split("#");
		for (int depth : new int[]{ 50, 190, 1000, 100_000 }) {
			String nested = parts[0].repeat(depth) + "x" + parts[1].repeat(depth);
			String text = "async def f():\n\treturn " + nested + "\n";
			if (depth < 200) {
				assertThat(parse(text)).as("%s, %d times", expression, depth).isTrue();
			}
			else {
				assertThat(parse(text)).as("%s, %d times", expression, depth).isFalse();
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "#.a", "#()", "#[b]", "(#) + 1", "(a or b and not -c < d | e ^ f & g << h + i * -j ** #)",
			"(#.a.b.c).d", "(#, b).c", "'' f'{#}'.a", "a if b else #", "lambda: #", "a ** #", "-(#)", "not (#)" })
	void nodesAreNestedAtMostFiveHundredDeep(String expression) {
		int accepted = 0;
		for (int depth = 1; depth < 1000; depth += 7) {
			String nested = "x";
			for (int i = 0; i < depth; i++) {
				nested = expression.replace("#", nested);
			}
			if (!parse("def f(): return " + nested + "\n")) {
				break;
			}
			accepted = depth;
		}
		assertThat(accepted).isBetween(25, 510);
	}

	@Test
	void whatStandsBesideEachOtherIsNotNested() {
		assertThat(parse("def f():\n" + " x = a, b\n".repeat(2000))).isTrue();
		for (String item : List.of("a + b * c", "f(a.b.c)", "[a, b]", "f'{a}{b}{c}'", "not a", "a if b else c",
				"lambda: a",
				"(yield)", "(a := b)", "-a ** -b", "a < b", "*a", "a[b:c]")) {
			assertThat(parse("def f(): x = [" + (item + ", ").repeat(2000) + "]\n")).as(item).isTrue();
			assertThat(parse("def f(): x = " + (item + ", ").repeat(2000) + "\n")).as(item).isTrue();
		}
		for (String operator : List.of("+", "or", "and", "<", "|", "-", "not in")) {
			assertThat(parse("def f(): x = a" + (" " + operator + " f(b.c * d.e)").repeat(2000) + "\n")).as(operator)
					.isTrue();
		}
	}

	@Test
	void functionsInFunctionsAreParsedOneAtATime() {
		StringBuilder text = new StringBuilder();
		for (int i = 0; i < 99; i++) {
			text.append(" ".repeat(i)).append("def f(a=lambda: 1):\n");
		}
		text.append(" ".repeat(99)).append("x = 1\n");
		List<Stmt> statements = PythonParser.parse(SourceDecoder.decode(bytes(text.toString()))).body();
		int depth = 0;
		while (statements.getFirst() instanceof Stmt.FunctionDef function) {
			statements = function.body().statements();
			depth++;
		}
		assertThat(depth).isEqualTo(99);
		assertThat(statements.getFirst().text()).isEqualTo("x = 1");
	}

	@Test
	void whatIsWrongInABodyIsSaidWhenItIsParsed() {
		Stmt.FunctionDef function = (Stmt.FunctionDef) PythonParser
				.parse(SourceDecoder.decode(bytes("def f():\n    pass\n    x = = 1\n")))
				.body()
				.getFirst();
		for (int i = 0; i < 2; i++) {
			assertThatExceptionOfType(PythonSyntaxException.class).isThrownBy(() -> function.body().statements())
					.withMessage("'=' makes no sense there")
					.satisfies((ex) -> assertThat(ex.line()).isEqualTo(3));
		}
	}

	/** Parses a module and all bodies in it, on a stack of the size that threads have; returns whether it is Python. */
	private static boolean parse(String text) {
		boolean[] sound = new boolean[1];
		Throwable[] thrown = new Throwable[1];
		Thread thread = new Thread(null, () -> {
			try {
				TreeDump.of(PythonParser.parse(SourceDecoder.decode(bytes(text))));
				sound[0] = true;
			}
			catch (PythonSyntaxException ex) {
				assertThat(ex.getMessage()).isNotBlank().hasSizeLessThan(500);
			}
		}, "parser", 1 << 20);
		thread.setUncaughtExceptionHandler((_, ex) -> thrown[0] = ex);
		long start = System.nanoTime();
		thread.start();
		try {
			thread.join();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
		assertThat(thrown[0]).isNull();
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(BOUND);
		return sound[0];
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}

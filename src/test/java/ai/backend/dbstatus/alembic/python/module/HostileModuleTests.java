package ai.backend.dbstatus.alembic.python.module;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import ai.backend.dbstatus.alembic.python.evaluation.TooIntricateException;
import ai.backend.dbstatus.alembic.python.syntax.token.PythonSyntaxException;
import ai.backend.dbstatus.alembic.source.live.LiveFiles;
import ai.backend.dbstatus.testsupport.SampleDatabases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Modules that were written to keep the reader busy: reading takes time in proportion to their size, or is given up.
 */
class HostileModuleTests {

	private static final int SIZE = 1 << 20;

	/** What is in proportion takes a second at most; what is not would take minutes. */
	private static final Duration BOUND = Duration.ofSeconds(15);

	/** With a list in it, what the functions of a module mention is followed. */
	private static final String MATTERS = "z = []\n";

	@TempDir
	Path directory;

	@ParameterizedTest
	@ValueSource(strings = { "class A:", "class A: A\n", "class A:\n def f(self): f\n",
			"class A:\n @f\n def f(self): A\n",
			"def f():", "def f(): f()\nf()\n", "@f\ndef f(): f\n", "if a:\n def f(): f\n",
			"def f():\n global x\n x=1\nf()\n", "global x\n", "eval\n", "eval;", "sys.modules[1];", "x=1;", "x=y\n",
			"x=y;", "x,y=z\n", "x:int=y\n", "x=", "a=b=", "a, = ", "x*=9\n", "x+=1\n", "x+=y;", "(x:=1);", "f(x:=y);",
			"x = x + x\n", "x += x\n", "x = x + 'a'\n", "x = f'{x}{x}'\n", "x=x%x\n", "x='%s%s'%(x,x)\n",
			"x=''.join([x,x])\n", "x = (x, x)\n", "x = x,\n", "x = [x]\n", "x = x + ('a',)\n", "x = [*x,'a']\n",
			"x += ['a']\n", "f'{x}' ", "y=f'a'\n", "f\"{'a'}\"\n", "f'{f'{x}'}'\n", "'a' \"b\" ", "x='\u00e9'\n",
			"\u00e9=1\n", "lambda:", "lambda: 1,", "[", "(", "[],", "()", "x**", "x.", "not ", "a if b else ", ";",
			"\\\n", "'", "\"", "''' ", "# c\n", "#\ufffd\n", "\ufffd", "if x:\n y=1\n",
			"try:\n x=1\nexcept: x=2\n", "for x in y: z=x\n", "with a as b: c=d\n", "match x:\n case 1: pass\n",
			"from a import b\n", "from a import *\n", "import a.b\n", "x=a.b.c\n", "type x=1;", "print 1;" })
	void muchOfOneThingIsReadInTimeOrRefused(String word) {
		read("x = 'ab'\n" + word.repeat(SIZE / word.length()) + "\nrevision = x\n");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a#=y\n", "a#='b'\neval\n", "def f#(): f0,f1,f2\nf#\n", "a#=x+'b'\n", "a#=x,\nb=a#+a#\n",
			"import a# as x\nx.b\n", "from a# import *\n", "context.configure(version_table=a#)\n" })
	void manyDifferentNamesAreReadInTimeOrRefused(String words) {
		StringBuilder text = new StringBuilder("x = 'ab'\n");
		for (int i = 0; text.length() < SIZE; i++) {
			text.append(words.replace("#", Integer.toString(i)));
		}
		read(text.toString());
	}

	@ParameterizedTest
	@ValueSource(strings = { "x+x\n", "x==y\n", "x%1\n", "f'{x}'\n", "''.join((x,))\n", "z='#'+x\n",
			"revision='# Part of: x'\n" })
	void longTextsAreNotPutTogetherAgainAndAgain(String word) {
		for (int length : new int[]{ 45_000, 300_000 }) {
			String literal = "'" + "a".repeat(length) + "'\n";
			read("x=" + literal + "y=" + literal + word.repeat((SIZE - 2 * length) / word.length()));
		}
	}

	@Test
	void aChainOfFunctionsIsNoDangerToTheStack() {
		StringBuilder text = new StringBuilder();
		for (int i = 0; i < 20_000; i++) {
			text.append("def f" + i + "(): f" + (i + 1) + "\n");
		}
		assertThatExceptionOfType(TooIntricateException.class).isThrownBy(() -> module(MATTERS + text + "f0()\n"))
				.withMessageContaining("in a row");
	}

	@Test
	void aFewFunctionsInARowAreFollowed() {
		StringBuilder text = new StringBuilder();
		for (int i = 0; i < 200; i++) {
			text.append("def f" + i + "(): f" + (i + 1) + "()\n");
		}
		PythonModule module = module("x = ['a']\n" + text + "def f200(): x.append('b')\nf0()\n");
		assertThat(module.get("x")).isInstanceOf(Value.Unknown.class);
	}

	@Test
	void moreIsSaidWhenItIsGivenUp() {
		String text = MATTERS + "class A:".repeat(SIZE / 8) + "\n";
		assertThatExceptionOfType(TooIntricateException.class).isThrownBy(() -> module(text))
				.withMessageMatching("following it takes more than \\d+ steps");
	}

	@Test
	void ofIntricateModulesNothingIsKnownButTheScriptIsRead() throws IOException {
		StringBuilder text = new StringBuilder("revision = 'a'\n");
		for (int i = 0; i < 60; i++) {
			Files.writeString(this.directory.resolve("m" + i + ".py"),
					"y = 'b'\n" + MATTERS + "class A:".repeat(8000) + "\n");
			text.append("import m" + i + "\nx" + i + " = m" + i + ".y\n");
		}
		PythonModule module = module(text.toString());
		assertThat(module.get("revision")).isEqualTo(new Value.Str("a"));
		assertThat(module.get("x0")).isInstanceOf(Value.Unknown.class);
		assertThat(module.get("x59")).isInstanceOf(Value.Unknown.class);
	}

	@Test
	void whatAnIntricateModuleBindsIsNotTakenOnTrust() throws IOException {
		Files.writeString(this.directory.resolve("m.py"),
				"revision = 'b'\n" + MATTERS + "class A:".repeat(8000) + "\n");
		assertThat(module("revision = 'a'\nfrom m import *\n").get("revision"))
				.isEqualTo(new Value.Unknown(2, "from m import *"));
	}

	@Test
	void ordinaryScriptsTakeNextToNothing() throws IOException {
		try (Stream<Path> files = Files.walk(Path.of(SampleDatabases.WORKDIR))) {
			List<Path> scripts = files.filter((file) -> file.toString().endsWith(".py")).toList();
			assertThat(scripts).isNotEmpty();
			for (Path script : scripts) {
				assertThat(PythonModule.read(Files.readAllBytes(script), new LiveFiles(), List.of(), Set.of()).effort())
						.as(script.toString())
						.isLessThan(0.01);
			}
		}
	}

	private void read(String text) {
		readOnce(text);
		readOnce(MATTERS + text);
	}

	private void readOnce(String text) {
		long start = System.nanoTime();
		try {
			PythonModule module = module(text);
			assertThat(module.effort()).isLessThanOrEqualTo(1);
			module.get("revision");
			module.lineOf("revision");
			module.commentAmong(Set.of("revision"), "Part of:");
		}
		catch (PythonSyntaxException | TooIntricateException ex) {
			assertThat(ex.getMessage()).isNotBlank().hasSizeLessThan(500);
		}
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(BOUND);
	}

	private PythonModule module(String text) {
		return PythonModule.read(text.getBytes(StandardCharsets.UTF_8), new LiveFiles(), List.of(this.directory),
				Set.of("revision"));
	}

}

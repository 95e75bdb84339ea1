package ai.backend.dbstatus.alembic.script;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;

import ai.backend.dbstatus.alembic.python.module.PythonModule;
import ai.backend.dbstatus.alembic.python.syntax.token.PythonSyntaxException;
import ai.backend.dbstatus.alembic.source.ProjectFiles;
import ai.backend.dbstatus.alembic.source.live.LiveFiles;
import ai.backend.dbstatus.alembic.source.tree.MemoryFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ScriptReader}.
 */
class ScriptReaderTests {

	@TempDir
	Path directory;

	@Test
	void aScriptAsAlembicWritesIt() throws IOException {
		MigrationScript script = read("""
				\"""add session priority

				More words.

				Revision ID: b2
				Revises: wrong
				Create Date: 2026-02-03 04:05:06.789012

				\"""
				import sqlalchemy as sa
				from alembic import op

				# revision identifiers, used by Alembic.
				revision = "b2"
				down_revision = "a1"
				# Part of: 26.8.0
				branch_labels = None
				depends_on = None


				def upgrade() -> None:
				    op.add_column("sessions", sa.Column("priority", sa.Integer(), revision="no"))
				""");
		assertThat(script.revision()).isEqualTo("b2");
		assertThat(script.downRevisions()).containsExactly("a1");
		assertThat(script.branchLabels()).isEmpty();
		assertThat(script.dependsOn()).isEmpty();
		assertThat(script.unknownBranchLabels()).isNull();
		assertThat(script.description()).isEqualTo("add session priority");
		assertThat(script.created()).isEqualTo("2026-02-03T04:05:06");
		assertThat(script.release()).isEqualTo("26.8.0");
	}

	@ParameterizedTest
	@ValueSource(strings = { "revision = 'r1'", "revision: str = 'r1'", "revision: 'Any | Thing' = 'r1'",
			"revision = ('r1')", "revision = (\n    'r1'  # comment\n)", "revision = 'r' '1'", "revision = 'r' + '1'",
			"revision = u'r1'", "revision = R'r1'", "revision = '\\x721'", "revision = '\\162\\u0031'",
			"x = 1; revision = 'r1'", "a = revision = 'r1'", "revision, a = 'r1', None", "[a, revision] = [0, 'r1']",
			"revision = 'no'\nrevision = 'r1'", "revision = 'r'\nrevision += '1'", "n = '1'\nrevision = 'r%s' % n",
			"n = '1'\nrevision = f'r{n}'", "n = '1'\nrevision = f\"r{n!s}\"", "revision = ''.join(('r', '1'))",
			"n = 'r1'\nrevision = n", "if True:\n    revision = 'r1'\nelse:\n    revision = 'no'",
			"revision = 'r1'\nif __name__ == '__main__':\n    revision = 'no'",
			"from typing import TYPE_CHECKING\nrevision = 'r1'\nif TYPE_CHECKING:\n    revision = 'no'",
			"revision = 'r1'\ndef f():\n    revision = 'no'", "revision = 'r1'\nclass A:\n    revision = 'no'",
			"revision = 'r1'\nf(revision='no')", "(revision := 'r1')", "revision = 'r1' if True else 'no'",
			"revision = '' or 'r1'", "revision = \\\n  'r1'", "revision = '''r1'''", "\frevision = 'r1'",
			"revision = 'r1'\nprint 'Python 2'", "try:\n    x()\nexcept E, e:\n    pass\nrevision = 'r1'",
			"revision = 'r1'\nx = 0777\ny = `x` <> 10L", "revision = 'r1'\nfrom sqlalchemy import *",
			"def f():\n    print 'x'\n    raise E, 'x'\nrevision = 'r1'", "revision = 'r1'\nx = f'{'nested'}'",
			"revision = 'r1'\nmatch x:\n    case 1:\n        y = 2" })
	void stylesOfOneRevision(String lines) throws IOException {
		for (String ends : List.of("\n", "\r\n", "\r")) {
			MigrationScript script = read((lines + "\ndown_revision = None").replace("\n", ends));
			assertThat(script.revision()).isEqualTo("r1");
			assertThat(script.downRevisions()).isEmpty();
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', emptyValue = "", textBlock = """
			None                       |
			()                         |
			[]                         |
			[None]                     |
			tuple()                    |
			'a'                        | a
			('a',)                     | a
			('a', 'b')                 | a,b
			['b', 'a', 'b']            | b,a,b
			('a', *('b', 'c'))         | a,b,c
			('a',) + ('b',)            | a,b
			list(('a', 'b'))           | a,b
			('a', # 'x',\\n 'b')       | a,b
			""")
	void formsOfDownRevision(String expression, String expected) throws IOException {
		MigrationScript script = read("revision = 'r'\ndown_revision = " + expression.replace("\\n", "\n")
				+ "\ndepends_on = " + expression.replace("\\n", "\n"));
		List<String> list = (expected == null) ? List.of() : List.of(expected.split(","));
		assertThat(script.downRevisions()).isEqualTo(list);
		assertThat(script.dependsOn()).isEqualTo(list);
	}

	@Test
	void emptyIdsStayForTheGraphToJudge() throws IOException {
		assertThat(read("revision = 'r'\ndown_revision = ''\ndepends_on = ('', 'a')")).satisfies((script) -> {
			assertThat(script.downRevisions()).containsExactly("");
			assertThat(script.dependsOn()).containsExactly("", "a");
		});
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			revision = make()                                      | 1 | `make()`
			revision = f'r{make()}'                                | 1 | `f'r{make()}'`
			revision = 'r' if x else 's'                           | 1 | `'r' if x else 's'`
			if x:\\n    revision = 'r'\\nelse:\\n    revision = 's'| 1 | `if x`
			try:\\n    revision = 'r'\\nexcept E:\\n    pass       | 1 | `try:`
			for revision in x:\\n    pass                          | 1 | `for revision in x:`
			with x as revision:\\n    pass                         | 1 | `with x as revision:`
			while x:\\n    revision = 'r'                          | 1 | `while x:`
			import revision                                        | 1 | `revision`
			from nowhere import revision                           | 1 | `from nowhere import revision`
			def revision(): pass                                   | 1 | `def revision(): pass`
			revision = 'r'\\nexec('revision = 1')                  | 2 | `exec('revision = 1')`
			revision = 'r'\\nglobals()['revision'] = 's'           | 2 | `globals()['revision'] = 's'`
			def f():\\n    global revision\\nrevision = 'r'\\nf()  | 2 | `global revision`
			revision = 'r'\\nx = [revision := y for y in z]        | 2 | `x = [revision := y for y in z]`
			class A:\\n    @f\\n    def g():\\n        global revision\\nrevision = 'r' | 4 | `global revision`
			revision = '\\N{DIGIT ONE}'                            | 1 | `'\\N{DIGIT ONE}'`
			""")
	void whatOnlyRunningWouldTellIsSaidSo(String lines, int line, String expression) throws IOException {
		String text = lines.replace("\\n", "\n") + "\ndown_revision = None\n";
		assertThatExceptionOfType(UnreadableScriptException.class).isThrownBy(() -> read(text)).satisfies((ex) -> {
			assertThat(ex.attribute()).isEqualTo("revision");
			assertThat(ex.line()).isEqualTo(line);
			assertThat(ex).hasMessage("The migration script script.py, line %d, sets `revision` to what only running it"
					+ " would tell: %s", line, expression);
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "down_revision.append('x')", "f(down_revision)", "alias.append('x')",
			"def f():\n    down_revision.append('x')\nf()", "down_revision[0] = 'x'", "del down_revision[0]",
			"(lambda: down_revision.clear())()", "for x in down_revision: pass", "f'{down_revision.append(1)}'",
			"def f():\n    alias.append(1)\n@f\ndef g(): pass", "class A:\n    down_revision.append(1)" })
	void aListThatMayHaveChangedIsNotKnown(String line) {
		assertThatExceptionOfType(UnreadableScriptException.class)
				.isThrownBy(() -> read("revision = 'r'\nalias = down_revision = ['a']\n" + line + "\n"))
				.satisfies((ex) -> assertThat(ex.attribute()).isEqualTo("down_revision"));
	}

	@Test
	void aListThatIsExtendedInPlaceIsKnownUnderAllItsNames() throws IOException {
		assertThat(read("revision = 'r'\nalias = down_revision = ['a']\nalias += ('b',)").downRevisions())
				.containsExactly("a", "b");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			down_revision = None                      | revision      | does not define `revision`
			revision = 'r'                            | down_revision | does not define `down_revision`
			revision = 'r'\\ndown_revision: str       | down_revision | does not define `down_revision`
			revision = 'r'\\ndown_revision = 0\\ndel down_revision | down_revision | does not define `down_revision`
			revision = None\\ndown_revision = None    | revision      | sets `revision` to None; it must be a string
			revision = b'r'\\ndown_revision = None    | revision      | sets `revision` to bytes (`b'r'`); it must be a string
			revision = ('r',)\\ndown_revision = None  | revision      | sets `revision` to a tuple
			revision = 'r'\\ndown_revision = 12       | down_revision | sets `down_revision` to int (`12`)
			revision = 'r'\\ndown_revision = ('a', 1) | down_revision | sets `down_revision` to int (`1`)
			""")
	void valuesThatAlembicRefuses(String lines, String attribute, String message) {
		assertThatExceptionOfType(UnreadableScriptException.class).isThrownBy(() -> read(lines.replace("\\n", "\n")))
				.withMessageContaining("script.py")
				.withMessageContaining(message)
				.satisfies((ex) -> assertThat(ex.attribute()).isEqualTo(attribute));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			x = 'open                          | 1 | a string is not terminated
			x = '''open                        | 1 | a string is not terminated
			x = (1,\\ny = 2                    | 1 | '(' is never closed
			x = 1)                             | 1 | ')' closes nothing
			x = (1]                            | 1 | ']' does not match '('
			x = 1\\n<<<<<<< HEAD\\nx = 2       | 2 | conflict marker
			def f():\\n    g(\\n=======\\n    )| 3 | conflict marker
			if x:\\n        y\\n    z          | 3 | the indentation matches no outer level
			def f():\\n\\ty\\n        z        | 3 | tabs and spaces are mixed
			x = 1\\n  y = 2                    | 2 | the indentation is unexpected
			def f():\\nx = 1                   | 2 | 'x' makes no sense there
			revision down_revision             | 1 | 'down_revision' makes no sense there
			revision = = 'r'                   | 1 | '=' makes no sense there
			revision = 'a' 'b' c               | 1 | 'c' makes no sense there
			'a' = revision                     | 1 | ''a'' cannot be assigned to
			return                             | 1 | 'return' stands outside a function
			x = “quoted”                       | 1 | the character U+201C has no meaning there
			x = '\\x4'                         | 1 | an escape in a string is cut short
			x = 1 \\ 2                         | 1 | continues the line
			x = f'{'                           | 1 | is not terminated
			x = 1\\ny = f'{x <> 2}'           | 2 | in an f-string, it holds what only Python 2 had
			y = f'{x:{010}}'                   | 1 | in an f-string, it holds what only Python 2 had
			""")
	void whatIsNotPythonIsRefused(String lines, int line, String message) {
		assertThatExceptionOfType(UnreadableScriptException.class)
				.isThrownBy(() -> read(lines.replace("\\n", "\n").replace("\\t", "\t")))
				.withMessageContaining("is not valid Python: ")
				.withMessageContaining(message)
				.satisfies((ex) -> assertThat(ex.line()).isEqualTo(line));
	}

	@Test
	void aScriptThatIsTooIntricateIsRefusedInOneSentence() throws IOException {
		Path script = Files.writeString(this.directory.resolve("a.py"), "x = []\n" + "class A:".repeat(10_000) + "\n");
		assertThatExceptionOfType(UnreadableScriptException.class)
				.isThrownBy(() -> new ScriptReader(List.of(), this.directory).read(new LiveFiles(), script))
				.withMessageMatching("The migration script a\\.py is too intricate to be read without running it: "
						+ "following it takes more than \\d+ steps");
	}

	@Test
	void deepNestingIsRefusedWithoutHarm() throws IOException {
		for (String deep : List.of("(".repeat(100_000), "x = " + "[".repeat(150_000),
				"x = " + "lambda: ".repeat(100_000) + "1",
				"x = " + "1 if 1 else ".repeat(50_000) + "1", "x = " + "1**".repeat(50_000) + "1",
				"f'{".repeat(5_000))) {
			assertThatExceptionOfType(UnreadableScriptException.class).isThrownBy(() -> read(deep + "\n"));
		}
		String harmless = "x = " + "not ".repeat(50_000) + "-".repeat(50_000) + "1" + " + 1".repeat(50_000);
		assertThat(read(harmless + "\nrevision = 'r'\ndown_revision = None\n").revision()).isEqualTo("r");
	}

	@Test
	void arbitraryBytesAreReadOrRefused() {
		String[] pieces = { "revision", "down_revision", " = ", "'", "\"", "\"\"\"", "f'", "{", "}", "(", ")", "[", "]",
				"\n",
				"\n    ", "\t", "\\", "#", ":", ",", "\0", "\r", "if ", "def f():", "class A:", "@", "try:", "except ",
				"é",
				"\ud83d\ude00", "lambda ", ":=", "match x:\n case ", "with (", "as ", "global ", "0x", "1e", "~", "`",
				"\ufeff",
				"# coding: utf-16\n", "import *", "from . import ", "\f", "del ", "*", "**", "=", "!", "$", "\\N{",
				"\\x" };
		Random random = new Random(20261122);
		int refused = 0;
		for (int i = 0; i < 20_000; i++) {
			StringBuilder text = new StringBuilder();
			for (int j = random.nextInt(40); j > 0; j--) {
				text.append(pieces[random.nextInt(pieces.length)]);
			}
			byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
			if (bytes.length > 0 && i % 3 == 0) {
				bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
			}
			try {
				PythonModule.read(bytes, new LiveFiles(), List.of(), Set.of()).get("revision");
			}
			catch (PythonSyntaxException ex) {
				refused++;
			}
		}
		assertThat(refused).isBetween(1_000, 19_999);
	}

	@Test
	void valuesThatDoubleAreGivenUp() {
		String doubling = "x = x + x\n".repeat(100) + "y = (x, x)\n" + "y = (y, y)\n".repeat(100);
		assertThatExceptionOfType(UnreadableScriptException.class)
				.isThrownBy(() -> read("x = 'ab'\n" + doubling + "revision = x\ndown_revision = None\n"))
				.withMessageContaining("`x`");
	}

	@Test
	void filesThatAreNoText() throws IOException {
		Path file = this.directory.resolve("binary.py");
		Files.write(file, new byte[]{ (byte) 0xca, (byte) 0xfe, 0, 1, '\n' });
		assertThatExceptionOfType(UnreadableScriptException.class)
				.isThrownBy(() -> reader().read(new LiveFiles(), file))
				.withMessageContaining("binary.py")
				.withMessageContaining("text");
		Path folder = Files.createDirectory(this.directory.resolve("folder.py"));
		assertThatExceptionOfType(UnreadableScriptException.class)
				.isThrownBy(() -> reader().read(new LiveFiles(), folder))
				.withMessage("The migration script folder.py is not a regular file");
	}

	@Test
	void aFileBeyondTheLimitIsNotRead() throws IOException {
		Path file = this.directory.resolve("large.py");
		try (var channel = java.nio.channels.FileChannel.open(file, java.nio.file.StandardOpenOption.CREATE,
				java.nio.file.StandardOpenOption.WRITE)) {
			channel.write(java.nio.ByteBuffer.wrap(new byte[]{ '#' }), 50L * 1024 * 1024);
		}
		assertThatExceptionOfType(UnreadableScriptException.class)
				.isThrownBy(() -> reader().read(new LiveFiles(), file))
				.withMessage("The migration script large.py is larger than 1 MiB, so it is not read");
	}

	@Test
	void idsAreNoLongerThanARowAndDescriptionsNoLongerThanALine() {
		String identifiers = "revision = 'a'\ndown_revision = '%s'\n";
		String script = "\"" + "d".repeat(2000) + "\"\n" + identifiers.formatted("b".repeat(4096));
		assertThat(read(script.getBytes(StandardCharsets.UTF_8)).description()).isEqualTo("d".repeat(500) + "…");
		assertThatExceptionOfType(UnreadableScriptException.class)
				.isThrownBy(() -> read(identifiers.formatted("b".repeat(4097)).getBytes(StandardCharsets.UTF_8)))
				.withMessageContaining("sets `down_revision` to more than 4096 characters");
	}

	@Test
	void allIdsOfAProjectTogetherHaveABound() {
		MemoryFiles.Builder files = MemoryFiles.at(this.directory);
		for (int i = 0; i <= 1024; i++) {
			files.file("s%d.py".formatted(i),
					"revision = '%s%06d'\ndown_revision = None\n".formatted("r".repeat(4090), i)
							.getBytes(StandardCharsets.UTF_8));
		}
		ProjectFiles all = files.build();
		ScriptReader reader = reader();
		for (int i = 0; i < 1024; i++) {
			reader.read(all, this.directory.resolve("s%d.py".formatted(i)));
			reader.read(all, this.directory.resolve("s%d.py".formatted(i)));
		}
		assertThatExceptionOfType(UnreadableScriptException.class)
				.isThrownBy(() -> reader.read(all, this.directory.resolve("s1024.py")))
				.withMessageContaining(
						"s1024.py, line 1, declares an id with which the ids of the scripts that were read "
								+ "before it, and its own, have more than the 4194304 characters of a project");
	}

	@Test
	void allScriptsTogetherDeclareSoManyIdsAndNoMore() {
		String script = "revision = 'a'\ndown_revision = (" + "'b', ".repeat(10_000) + ")\n";
		MemoryFiles files = MemoryFiles.at(this.directory)
				.file("script.py", script.getBytes(StandardCharsets.UTF_8))
				.build();
		Path file = this.directory.resolve("script.py");
		ScriptReader reader = reader();
		for (int i = 0; i < 20; i++) {
			assertThat(reader.read(files, file).downRevisions()).hasSize(10_000);
		}
		assertThatExceptionOfType(UnreadableScriptException.class).isThrownBy(() -> reader.read(files, file))
				.withMessageContaining(
						"declares more ids, together with those that were read before it, than the 200000");
	}

	@Test
	void encodings() throws IOException {
		String text = "'''Größe'''\nrevision = 'é'\ndown_revision = None\n";
		assertThat(read(text.getBytes(StandardCharsets.UTF_8)).revision()).isEqualTo("é");
		assertThat(read(("\ufeff" + text).getBytes(StandardCharsets.UTF_8)).description()).isEqualTo("Größe");
		assertThat(read(("# -*- coding: latin-1 -*-\n" + text).getBytes(StandardCharsets.ISO_8859_1)).revision())
				.isEqualTo("é");
		assertThat(read(("\n# vim: fileencoding=cp1252\n" + text).getBytes(java.nio.charset.Charset.forName("cp1252")))
				.revision()).isEqualTo("é");
		assertThatExceptionOfType(UnreadableScriptException.class)
				.isThrownBy(() -> read(text.getBytes(StandardCharsets.ISO_8859_1)))
				.withMessageContaining("it is not text in UTF-8");
		assertThatExceptionOfType(UnreadableScriptException.class)
				.isThrownBy(() -> read(("# coding: nonsense\n" + text).getBytes(StandardCharsets.UTF_8)))
				.withMessageContaining("unknown encoding nonsense");
	}

	@Test
	void theFileNameIsTheRevisionWhereAlembic01WroteIt() throws IOException {
		Path file = this.directory.resolve("deadbeef01.py");
		Files.writeString(file, "down_revision = None\n");
		assertThat(reader().read(new LiveFiles(), file).revision()).isEqualTo("deadbeef01");
		Path other = this.directory.resolve("deadbeef_x.py");
		Files.writeString(other, "down_revision = None\n");
		assertThatExceptionOfType(UnreadableScriptException.class)
				.isThrownBy(() -> reader().read(new LiveFiles(), other));
	}

	@Test
	void constantsOfOtherModulesOfTheProjectAreFollowed() throws IOException {
		Path root = Files.createDirectories(this.directory.resolve("src"));
		Files.createDirectories(root.resolve("space/app/migration"));
		Files.writeString(root.resolve("space/app/__init__.py"), "from space.app.migration.cli import *\n");
		Files.writeString(root.resolve("space/app/migration/__init__.py"), "");
		Files.writeString(root.resolve("space/app/migration/cli.py"), "EXPAND_BRANCH = 'expand'\nIDS = ['a']\n");
		Files.writeString(this.directory.resolve("sibling.py"), "from sibling import x as revision\nrevision = 'r'\n");
		String labels = """
				from space.app.migration import cli
				import space.app.migration.cli as other
				import space.app
				from sibling import revision
				down_revision = 'app-' + space.app.EXPAND_BRANCH
				branch_labels = (cli.EXPAND_BRANCH, other.EXPAND_BRANCH)
				""";
		ScriptReader reader = new ScriptReader(List.of(root), this.directory);
		Path file = Files.writeString(this.directory.resolve("script.py"), labels);
		MigrationScript script = reader.read(new LiveFiles(), file);
		assertThat(script.revision()).isEqualTo("r");
		assertThat(script.downRevisions()).containsExactly("app-expand");
		assertThat(script.branchLabels()).containsExactly("expand", "expand");
		Files.writeString(file, labels + "depends_on = cli.IDS\n");
		assertThatExceptionOfType(UnreadableScriptException.class).isThrownBy(() -> reader.read(new LiveFiles(), file))
				.withMessageContaining("`cli.IDS`");
	}

	@Test
	void unknownBranchLabelsDoNoHarm() throws IOException {
		MigrationScript script = read("revision = 'r'\ndown_revision = None\nbranch_labels = (migration.EXPAND,)\n");
		assertThat(script.branchLabels()).isEmpty();
		assertThat(script.unknownBranchLabels()).isEqualTo(new UnknownExpression("(migration.EXPAND,)", 3));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			2026-02-25 01:02:03.456789  | 2026-02-25T01:02:03
			2026-02-25 01:02:03         | 2026-02-25T01:02:03
			2026-02-25T01:02            | 2026-02-25T01:02:00
			2026-02-25                  | 2026-02-25T00:00:00
			2026-02-25 01:02:03+09:00   | 2026-02-25T01:02:03+09:00
			2026-02-25 01:02:03.1-0330  | 2026-02-25T01:02:03-03:30
			2026-02-25 01:02:03Z        | 2026-02-25T01:02:03Z
			2026-02-30 01:02:03         |
			${create_date}              |
			yesterday                   |
			""")
	void createDates(String written, String expected) throws IOException {
		assertThat(read("'''x\n\nCreate Date: " + written + "\n'''\nrevision = 'r'\ndown_revision = None\n").created())
				.isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			'''\\n\\n  First line  \\nsecond''' | First line
			'one' 'two'                         | onetwo
			('in brackets')                     | in brackets
			f'formatted'                        |
			b'bytes'                            |
			'added ' + 'up'                     |
			''                                  |
			x = 1; 'late'                       |
			'old'; __doc__ = 'new'              | new
			pass; 'no docstring'                |
			global x; 'no docstring'            |
			('in', 'brackets')                  |
			('in' ' brackets')                  | in brackets
			""")
	void descriptions(String first, String expected) throws IOException {
		assertThat(read("# comment\n" + first.replace("\\n", "\n") + "\nrevision = 'r'\ndown_revision = None\n")
				.description()).isEqualTo(expected);
	}

	@Test
	void aReleaseIsTakenFromAmongTheIdentifiersOnly() throws IOException {
		String identifiers = "revision = 'r'\n%sdown_revision = None\n%s\ndef f():\n    pass\n%s";
		assertThat(read(identifiers.formatted("# Part of: 26.4.0 (backport), 26.4.4 (main)  \n", "", "")).release())
				.isEqualTo("26.4.0 (backport), 26.4.4 (main)");
		assertThat(read(identifiers.formatted("", "#Part of: NEXT_RELEASE_VERSION\n", "")).release())
				.isEqualTo("unreleased");
		assertThat(read(identifiers.formatted("", "", "# Part of: 1.0\n")).release()).isNull();
		assertThat(read(identifiers.formatted("x = '# Part of: 1.0'\n", "", "")).release()).isNull();
	}

	private MigrationScript read(String text) {
		return read(text.getBytes(StandardCharsets.UTF_8));
	}

	private MigrationScript read(byte[] text) {
		MemoryFiles files = MemoryFiles.at(this.directory).file("script.py", text).build();
		return reader().read(files, this.directory.resolve("script.py"));
	}

	private ScriptReader reader() {
		return new ScriptReader(List.of(), this.directory);
	}

}

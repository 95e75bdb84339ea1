package ai.backend.dbstatus.alembic.python.module;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import ai.backend.dbstatus.alembic.python.evaluation.TooIntricateException;
import ai.backend.dbstatus.alembic.python.syntax.token.PythonSyntaxException;
import ai.backend.dbstatus.alembic.source.live.LiveFiles;
import ai.backend.dbstatus.testsupport.WatchedFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What functions mention is followed only where it may matter.
 */
class PythonModuleTests {

	private static final List<String> NAMES = List.of("revision", "down_revision", "branch_labels", "depends_on",
			"__doc__");

	private static final int TEXTS = 20_000;

	@TempDir
	Path directory;

	@Test
	void followingWhatFunctionsMentionChangesNothingWhereItDoesNotMatter() {
		ModuleTexts texts = new ModuleTexts(7);
		int known = 0;
		for (int i = 0; i < TEXTS; i++) {
			byte[] text = texts.next();
			byte[] traced = (new String(text, StandardCharsets.ISO_8859_1) + "\nanother_name_ = []\n")
					.getBytes(StandardCharsets.ISO_8859_1);
			List<Value> values = valuesOrNone(text);
			// Where the text is no Python without the further line, it is none with it, save for what only its end says.
			if (!values.isEmpty() && !valuesOrNone(traced).isEmpty()) {
				assertThat(valuesOrNone(traced)).as(new String(text, StandardCharsets.UTF_8)).isEqualTo(values);
				known++;
			}
		}
		assertThat(known).isGreaterThan(TEXTS / 2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "def f():\n    global revision\n    revision = 'b'\nf()\n", "exec('x')\n",
			"def f():\n    eval('x')\nf()\n", "f(revision := 'b')\n", "f(f'{(revision := 1)}')\n",
			"def f():\n    globals()['revision'] = 'b'\n@f\ndef g(): pass\n", "f'{exec(1)}'\n",
			"\uff45val('x')\n", "sys.modules[__name__].revision = 'b'\n", "vars().update(a)\n",
			"locals().update(a)\n" })
	void wordsThatReachGlobalsAreFollowed(String lines) {
		assertThat(module("revision = 'a'\n" + lines).get("revision")).isInstanceOf(Value.Unknown.class);
	}

	/** Alembic's template for several databases: the function runs what another is called, and binds nothing. */
	@ParameterizedTest
	@ValueSource(strings = { "%sdef upgrade(engine_name):\n    globals()[\"upgrade_%%s\" %% engine_name]()\n",
			"%sdef upgrade(engine_name):\n    return globals()['upgrade_' + engine_name](op).all()\n",
			"%sdef upgrade(engine_name):\n    globals().get(f'upgrade_{engine_name}', print)()\n" })
	void globalsThatAreOnlyReadBindNothing(String upgrade) {
		for (String before : List.of("", "def upgrade(): pass\n", "@decorated\n",
				"class A:\n    def upgrade(self): upgrade('a')\nA().upgrade()\n")) {
			PythonModule module = module("revision = 'a'\ndown_revision = 'b'\n" + upgrade.formatted(before)
					+ "def upgrade_one():\n    op.drop_table('t')\nupgrade('one')\nupgrade = decorated(upgrade)\n");
			assertThat(module.get("revision")).as(before).isEqualTo(new Value.Str("a"));
			assertThat(module.get("down_revision")).as(before).isEqualTo(new Value.Str("b"));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "globals()['rev' + 'ision'] = 'b'", "globals()[x], y = 1, 2", "globals()[x] += 'b'",
			"del globals()[x]", "for globals()[x] in y: pass", "f(globals())", "g = globals()", "globals().update(a)",
			"globals().setdefault(a, b)", "globals()['__builtins__'].exec(x)",
			"globals().get('__builtins__')['exec'](x)",
			"globals()[x]()\n    globals()[x] = 1" })
	void whatMayBindGlobalsIsNoReading(String line) {
		assertThat(module("revision = 'a'\n@f\ndef upgrade():\n    " + line + "\n").get("revision"))
				.isInstanceOf(Value.Unknown.class);
	}

	@Test
	void whatGlobalsReadMayRunOrChangeIsFollowed() {
		String read = "@f\ndef upgrade(e):\n    globals()['upgrade_' + e]()\n";
		String global = "def upgrade_one():\n    global revision\n    revision = 'b'\n";
		assertThat(module("revision = 'a'\n" + global + read).get("revision")).isInstanceOf(Value.Unknown.class);
		assertThat(module("revision = 'a'\n" + read + global).get("revision")).isInstanceOf(Value.Unknown.class);
		assertThat(module("down_revision = ['b']\n" + read).get("down_revision")).isInstanceOf(Value.Unknown.class);
		assertThat(module(read + "down_revision = ['b']\n").get("down_revision")).isInstanceOf(Value.Unknown.class);
	}

	@Test
	void aListIsFollowedIntoWhatMayChangeIt() {
		String append = "def f():\n    down_revision.append('c')\nf()\n";
		assertThat(module("down_revision = ['b']\n" + append).get("down_revision")).isInstanceOf(Value.Unknown.class);
		assertThat(module("down_revision = ('b',)\n" + append).get("down_revision"))
				.isInstanceOf(Value.Sequence.class);
	}

	@Test
	void whatGetsAnotherNameIsLookedUpWhenAskedFor() throws Exception {
		Files.writeString(this.directory.resolve("ids.py"), "first = 'a'\n");
		WatchedFiles files = new WatchedFiles(new LiveFiles());
		PythonModule module = PythonModule.read(
				"from ids import first\nother = first\nrevision = other\n".getBytes(StandardCharsets.UTF_8), files,
				List.of(this.directory), Set.of());
		assertThat(files.looks()).isEmpty();
		assertThat(module.get("revision")).isEqualTo(new Value.Str("a"));
		assertThat(files.looks()).contains(this.directory.resolve("ids.py"));
	}

	private List<Value> valuesOrNone(byte[] text) {
		List<Value> values = new ArrayList<>();
		try {
			PythonModule module = PythonModule.read(text, new LiveFiles(), List.of(this.directory), Set.of());
			NAMES.forEach((name) -> values.add(module.get(name)));
		}
		catch (PythonSyntaxException | TooIntricateException ex) {
			return List.of();
		}
		return values;
	}

	private PythonModule module(String text) {
		return PythonModule.read(text.getBytes(StandardCharsets.UTF_8), new LiveFiles(), List.of(this.directory),
				Set.of());
	}

}

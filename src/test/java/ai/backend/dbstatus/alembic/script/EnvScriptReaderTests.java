package ai.backend.dbstatus.alembic.script;

import java.nio.file.Path;
import java.util.List;

import ai.backend.dbstatus.alembic.source.tree.MemoryFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link EnvScriptReader}.
 */
class EnvScriptReaderTests {

	private static final Path ROOT = Path.of("/project");

	@Test
	void literalsAndConstantsOfTheModule() {
		assertThat(read("""
				from alembic import context
				SCHEMA = "my" "schema"

				def run_migrations_online():
				    with connect() as connection:
				        context.configure(
				            connection=connection, target_metadata=None,
				            version_table="my_version",  # a comment
				            version_table_schema=SCHEMA,
				        )
				""")).isEqualTo(new EnvHints("my_version", "myschema"));
	}

	@Test
	void callsThatAgree() {
		assertThat(read("def f():\n    context.configure(version_table='v')\ndef g():\n"
				+ "    context.configure(x=g(version_table='no'), version_table=\"v\")\n"))
				.isEqualTo(new EnvHints("v", null));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "context.configure()", "context.configure(version_table=make())",
			"context.configure(version_table='a' + x)", "context.configure(version_table=config.table)",
			"context.configure(version_table=NAME)", "def f(T):\n    context.configure(version_table=T)\nT = 'x'",
			"T = 'x'\ndef f():\n    T = g()\n    context.configure(version_table=T)",
			"context.configure(version_table='a')\ncontext.configure(version_table='b')",
			"context.configure(version_table='a')\ncontext.configure(**options)", "not python at all (",
			"context.configure(version_table=f'{x}')", "other.configure(version_table='x')" })
	void anythingElseIsNotKnown(String text) {
		assertThat(read(text)).isEqualTo(EnvHints.NONE);
	}

	@Test
	void noFileAtAll() {
		MemoryFiles files = MemoryFiles.at(ROOT).build();
		assertThat(EnvScriptReader.read(files, ROOT.resolve("missing.py"), List.of())).isEqualTo(EnvHints.NONE);
		assertThat(EnvScriptReader.read(files, ROOT, List.of())).isEqualTo(EnvHints.NONE);
	}

	@Test
	void constantsOfTheProjectsModules() {
		MemoryFiles files = MemoryFiles.at(ROOT)
				.file("src/app/names.py", "PREFIX = 'app'\n")
				.file("migrations/env.py", """
						from alembic import context
						from app.names import PREFIX
						TABLE = PREFIX + "_version"
						context.configure(version_table=TABLE)
						""")
				.build();
		assertThat(EnvScriptReader.read(files, ROOT.resolve("migrations/env.py"), List.of(ROOT.resolve("src"))))
				.isEqualTo(new EnvHints("app_version", null));
	}

	private static EnvHints read(String text) {
		return EnvScriptReader.read(MemoryFiles.at(ROOT).file("env.py", text).build(), ROOT.resolve("env.py"),
				List.of());
	}

}

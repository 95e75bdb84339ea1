package ai.backend.dbstatus.alembic.script;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link EnvScriptReader}.
 */
class EnvScriptReaderTests {

	@TempDir
	Path directory;

	@Test
	void literalsAndConstantsOfTheModule() throws IOException {
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
	void callsThatAgree() throws IOException {
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
	void anythingElseIsNotKnown(String text) throws IOException {
		assertThat(read(text)).isEqualTo(EnvHints.NONE);
	}

	@Test
	void noFileAtAll() {
		assertThat(EnvScriptReader.read(this.directory.resolve("missing.py"))).isEqualTo(EnvHints.NONE);
		assertThat(EnvScriptReader.read(this.directory)).isEqualTo(EnvHints.NONE);
	}

	private EnvHints read(String text) throws IOException {
		return EnvScriptReader.read(Files.writeString(this.directory.resolve("env.py"), text));
	}

}

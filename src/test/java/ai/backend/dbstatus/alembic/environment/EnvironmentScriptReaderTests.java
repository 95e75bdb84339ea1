package ai.backend.dbstatus.alembic.environment;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import ai.backend.dbstatus.alembic.environment.Given.Known;
import ai.backend.dbstatus.alembic.environment.Given.NotKnown;
import ai.backend.dbstatus.alembic.environment.Given.Nothing;
import ai.backend.dbstatus.alembic.environment.Given.Unreadable;
import ai.backend.dbstatus.alembic.source.tree.MemoryFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link EnvironmentScriptReader}.
 */
class EnvironmentScriptReaderTests {

	private static final Path ROOT = Path.of("/project");

	private static final String INI_URL = "postgresql://ini/shop";

	/** What Alembic's own template has besides what the tests put between. */
	private static final String TEMPLATE = """
			import os
			from alembic import context
			from sqlalchemy import create_engine, engine_from_config, pool
			config = context.config
			target_metadata = None
			%s

			def run_migrations_offline():
			    url = config.get_main_option("sqlalchemy.url")
			    context.configure(url=url, target_metadata=target_metadata, literal_binds=True)
			    with context.begin_transaction():
			        context.run_migrations()

			def run_migrations_online():
			    %s
			    with connectable.connect() as connection:
			        context.configure(connection=connection, target_metadata=target_metadata%s)
			        with context.begin_transaction():
			            context.run_migrations()

			if context.is_offline_mode():
			    run_migrations_offline()
			else:
			    run_migrations_online()
			""";

	private static final String FROM_INI = """
			connectable = engine_from_config(
			        config.get_section(config.config_ini_section, {}), prefix="sqlalchemy.", poolclass=pool.NullPool)
			""";

	@Test
	void theTemplateGivesNothing() {
		assertThat(read(TEMPLATE.formatted("", FROM_INI, ""))).isEqualTo(EnvironmentScript.NOTHING);
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"hbi\"", "'h' 'bi'", "SCHEMA", "f'{LETTER}bi'", "LETTER + 'bi'", "'%sbi' % LETTER",
			"schema()", "metadata.schema", "'HBI'.replace('HBI', 'hbi')", "OPTIONS['schema']",
			"config.get_main_option('schema')", "NOTHING or 'hbi'",
			"config.attributes.get('schema', 'hbi')", "context.get_x_argument(as_dictionary=True).get('s', 'hbi')" })
	void whatCanBeKnownIsRead(String expression) {
		EnvironmentScript read = read(TEMPLATE.formatted("""
				from sqlalchemy import MetaData
				LETTER = "h"
				SCHEMA = LETTER + "bi"
				NOTHING = None
				OPTIONS = {"schema": SCHEMA}
				metadata = MetaData(schema=SCHEMA)
				def schema():
				    return SCHEMA
				""", FROM_INI, ", version_table_schema=" + expression));
		assertThat(read.versionTableSchema()).isEqualTo(new Known("hbi", null));
		assertThat(read.versionTable()).isEqualTo(Nothing.NOTHING);
		assertThat(read.url()).isEqualTo(Nothing.NOTHING);
	}

	@ParameterizedTest
	@ValueSource(strings = { "os.environ['SCHEMA']", "os.getenv('SCHEMA')", "compute()", "settings.schema",
			"'hbi' if debug() else 'public'", "f'{os.environ[\"ENV\"]}_hbi'", "LATE", "Base.metadata.schema" })
	void whatIsGivenAndCannotBeKnownIsNamed(String expression) {
		EnvironmentScript read = read(
				TEMPLATE.formatted("from app import settings, compute, debug, Base\nLATE = compute()",
						FROM_INI, ", version_table_schema=" + expression));
		assertThat(read.versionTableSchema()).isEqualTo(new NotKnown("env.py, line 20", expression));
		assertThat(read.versionTable()).isEqualTo(Nothing.NOTHING);
	}

	@Test
	void anEnvironmentVariableIsTakenForItsDefaultAndThatIsSaid() {
		Known read = (Known) read(TEMPLATE.formatted("schema = os.getenv('SCHEMA', 'hbi')", FROM_INI,
				", version_table_schema=schema")).versionTableSchema();
		assertThat(read.value()).isEqualTo("hbi");
		assertThat(read.proviso()).isEqualTo("It is taken to be 'hbi', as env.py, line 19 has it where the environment "
				+ "variable SCHEMA is not set.");
	}

	@Test
	void argumentsThatArePassedOnAreFollowed() {
		assertThat(read("""
				from alembic import context
				OPTIONS = dict(version_table="v")
				OPTIONS["version_table_schema"] = "s"

				def configure(connection, **more):
				    context.configure(connection=connection, **OPTIONS, **more)

				def online(schema, table="no"):
				    configure(None, compare_type=True)
				    context.run_migrations()

				online("x")
				""")).isEqualTo(new EnvironmentScript(new Known("v", null), new Known("s", null), Nothing.NOTHING));
		assertThat(read("""
				from alembic import context
				def online(schema, table="v", *, more="s"):
				    context.configure(version_table=table, version_table_schema=more)
				    context.run_migrations()
				online("x")
				""")).isEqualTo(new EnvironmentScript(new Known("v", null), new Known("s", null), Nothing.NOTHING));
	}

	@Test
	void callsLoopsAndBranchesThatMultiplyAreGivenUp() {
		StringBuilder calls = new StringBuilder("from alembic import context\n");
		StringBuilder loops = new StringBuilder("from alembic import context\n");
		StringBuilder branches = new StringBuilder("from alembic import context\n");
		for (int i = 0; i < 60; i++) {
			calls.append("def f%d():\n    f%d()\n    f%d()\n".formatted(i, i + 1, i + 1));
			loops.append("  ".repeat(i)).append("for x%d in y:\n".formatted(i));
		}
		for (int i = 0; i < 9000; i++) {
			branches.append("if x%d:\n    context.configure(version_table='t%d')\n".formatted(i, i));
		}
		assertGivenUp(calls + "def f60():\n    pass\nf0()\n", "env.py, line \\d+");
		assertGivenUp(loops + "  ".repeat(60) + "pass\n", "env.py, line \\d+");
		assertGivenUp(branches.toString(), "env.py, line \\d+");
	}

	private static void assertGivenUp(String script, String where) {
		EnvironmentScript read = read(script);
		assertThat(read.versionTable()).isInstanceOfSatisfying(Unreadable.class, (unreadable) -> {
			assertThat(unreadable.where()).matches(where);
			assertThat(unreadable.why()).isEqualTo("is too intricate to be followed without running it");
		});
		assertThat(read.versionTableSchema()).isEqualTo(read.versionTable());
		assertThat(read.url()).isEqualTo(read.versionTable());
	}

	@Test
	void argumentsOfWhichNothingIsKnownMayBeAny() {
		EnvironmentScript read = read("from alembic import context\nfrom app import options\n"
				+ "context.configure(**options())\ncontext.run_migrations()\n");
		assertThat(read.versionTable()).isEqualTo(new NotKnown("env.py, line 3", "options()"));
		assertThat(read.versionTableSchema()).isEqualTo(new NotKnown("env.py, line 3", "options()"));
	}

	@Test
	void flaskMigratesArgumentsAreTakenForWhatTheyUsuallyAre() {
		assertThat(read("""
				from flask import current_app
				from alembic import context
				conf_args = current_app.extensions['migrate'].configure_args
				if conf_args.get("process_revision_directives") is None:
				    conf_args["process_revision_directives"] = print
				context.configure(target_metadata=None, **conf_args, version_table_schema="s")
				context.run_migrations()
				""")).isEqualTo(
				new EnvironmentScript(Nothing.NOTHING, new Known("s", null), Nothing.NOTHING));
	}

	@Test
	void whatOnlyTheOfflineModeConfiguresDoesNotCount() {
		assertThat(read("""
				from alembic import context
				from app import name, engine_of
				def offline():
				    context.configure(url="x", version_table_schema=name())
				    context.run_migrations()
				def online():
				    context.configure(version_table="v")
				    context.run_migrations()
				if context.is_offline_mode():
				    offline()
				else:
				    online()
				""").versionTableSchema()).isEqualTo(Nothing.NOTHING);
	}

	@Test
	void whatOnlyTheOnlineModeConfiguresCounts() {
		assertThat(read(TEMPLATE.formatted("", FROM_INI, ", version_table='online'")).versionTable())
				.isEqualTo(new Known("online", null));
	}

	@Test
	void aCallThatLacksTheKeywordDoesNotDisagree() {
		assertThat(read("from alembic import context\ncontext.configure(version_table='a')\ncontext.configure()\n"
				+ "context.run_migrations()\n").versionTable()).isEqualTo(new Known("a", null));
	}

	@Test
	void theLastConfigurationBeforeARunCounts() {
		assertThat(read("""
				from alembic import context
				def configure(schema):
				    context.configure(version_table_schema=schema)
				configure("hbi")
				if context.get_context().get_current_revision() is None:
				    configure("public")
				    configure("hbi")
				context.run_migrations()
				""").versionTableSchema()).isEqualTo(new Known("hbi", null));
	}

	@Test
	void runsThatAreConfiguredDifferentlyLeaveItOpen() {
		assertThat(read("""
				from alembic import context
				for name in databases():
				    context.configure(version_table=name)
				    context.run_migrations()
				""").versionTable()).isEqualTo(new NotKnown("env.py, line 3", "name"));
		assertThat(read("""
				from alembic import context
				if what():
				    context.configure(version_table="a")
				else:
				    context.configure(version_table="b")
				context.run_migrations()
				""").versionTable()).isInstanceOf(NotKnown.class);
	}

	@Test
	void constantsFunctionsAndMetadataOfTheProjectsModules() {
		MemoryFiles files = MemoryFiles.at(ROOT)
				.file("src/app/names.py", "import os\nfrom app.other import TABLE\nPREFIX = 'app'\n"
						+ "def schema():\n    return PREFIX + '_schema'\n")
				.file("src/app/other.py", "TABLE = 'versions'\n")
				.file("src/app/models.py", """
						from sqlalchemy import MetaData
						from sqlalchemy.orm import DeclarativeBase
						from app.names import schema
						class Base(DeclarativeBase):
						    metadata = MetaData(schema=schema())
						""")
				.file("src/app/runner.py",
						"""
								from alembic import context
								def run(metadata, table):
								    context.configure(connection=None, version_table=table, version_table_schema=metadata.schema)
								    context.run_migrations()
								""")
				.file("migrations/env.py", """
						from app.names import TABLE
						from app.models import Base
						from app import runner
						runner.run(Base.metadata, TABLE)
						""")
				.build();
		assertThat(EnvironmentScriptReader.read(files, ROOT.resolve("migrations/env.py"),
				List.of(ROOT.resolve("src")), Map.of()))
				.isEqualTo(new EnvironmentScript(new Known("versions", null), new Known("app_schema", null),
						Nothing.NOTHING));
	}

	@Test
	void functionsThatNobodyIsSeenToCallAreFollowedToo() {
		assertThat(read("""
				from alembic import context
				def do_run(connection):
				    context.configure(connection=connection, version_table="v")
				    context.run_migrations()
				""").versionTable()).isEqualTo(new Known("v", null));
	}

	@ParameterizedTest
	@ValueSource(strings = { "config.set_main_option('sqlalchemy.url', get_url())",
			"config.set_main_option('sqlalchemy.url', os.environ['DATABASE_URL'])",
			"config.set_main_option('sqlalchemy.url', os.getenv('DATABASE_URL', '" + INI_URL + "'))",
			"config.set_section_option(config.config_ini_section, 'sqlalchemy.url', str(settings.url))",
			"if os.environ.get('DATABASE_URL'):\n    config.set_main_option('sqlalchemy.url', os.environ['DATABASE_URL'])" })
	void aUrlThatIsReplacedIsNotTheOneOfTheIniFile(String statement) {
		EnvironmentScript read = read(
				TEMPLATE.formatted("from app import get_url, settings\n" + statement, FROM_INI, ""));
		assertThat(read.url()).isInstanceOf(NotKnown.class);
	}

	@ParameterizedTest
	@ValueSource(strings = { "connectable = create_engine(os.environ['DATABASE_URL'])",
			"connectable = create_engine(get_url(), poolclass=pool.NullPool)",
			"connectable = get_engine()",
			"section = config.get_section('alembic')\n    section['sqlalchemy.url'] = get_url()\n"
					+ "    connectable = engine_from_config(section, prefix='sqlalchemy.')",
			"connectable = engine_from_config({'sqlalchemy.url': get_url()})",
			"connectable = engine_from_config({'url': get_url()}, prefix='')",
			"connectable = engine_from_config(config.get_section('alembic'), url=get_url())",
			"connectable = config.attributes.get('connection', get_engine())" })
	void anEngineOfAnotherUrlIsNotThatOfTheIniFile(String statement) {
		EnvironmentScript read = read(TEMPLATE.formatted("from app import get_url, get_engine", statement, ""));
		assertThat(read.url()).isInstanceOf(NotKnown.class);
	}

	@ParameterizedTest
	@ValueSource(strings = { "connectable = create_engine(config.get_main_option('sqlalchemy.url'))",
			"connectable = create_engine(make_url(config.get_section('alembic')['sqlalchemy.url']))",
			"connectable = engine_from_config(config.get_section('alembic') or {}, prefix='sqlalchemy.')",
			"connectable = config.attributes.get('connection')\n    if connectable is None:\n"
					+ "        connectable = engine_from_config(config.get_section('alembic'))",
			"url = context.get_x_argument(as_dictionary=True).get('url')\n    if url:\n"
					+ "        config.set_main_option('sqlalchemy.url', url)\n"
					+ "    connectable = engine_from_config(config.get_section('alembic'))" })
	void theUrlOfTheIniFileIsKnownInAllItsForms(String statement) {
		EnvironmentScript read = read(
				TEMPLATE.formatted("from sqlalchemy.engine import make_url", statement, ""));
		assertThat(read.url()).isEqualTo(Nothing.NOTHING);
	}

	@Test
	void aUrlThatIsReplacedByAConstantIsKnown() {
		assertThat(read(TEMPLATE.formatted("config.set_main_option('sqlalchemy.url', 'postgresql://other/' + 'shop')",
				FROM_INI, "")).url()).isEqualTo(new Known("postgresql://other/shop", null));
	}

	@Test
	void anEnvironmentVariableThatIsTheWholeUrlIsNamed() {
		assertThat(read(TEMPLATE.formatted("", """
				connectable = engine_from_config(
				        config.get_section(config.config_ini_section, {}),
				        prefix="sqlalchemy.",
				        url=os.environ["DATABASE_URL"],
				    )
				""", "")).url())
				.isEqualTo(new NotKnown("env.py, line 18", "os.environ[\"DATABASE_URL\"]", "DATABASE_URL"));
	}

	@Test
	void aPasswordInAUrlIsNotShown() {
		assertThat(read(TEMPLATE.formatted("HOST = os.environ['HOST']",
				"connectable = create_engine(f'postgresql://shop:secret@{HOST}/shop')", "")).url())
				.isEqualTo(new NotKnown("env.py, line 15", "create_engine(f'postgresql://…"));
	}

	@Test
	void theAsynchronousTemplateTakesTheUrlOfTheIniFile() {
		assertThat(read("""
				import asyncio
				from alembic import context
				from sqlalchemy.ext.asyncio import async_engine_from_config
				config = context.config

				def do_run_migrations(connection):
				    context.configure(connection=connection, target_metadata=None)
				    with context.begin_transaction():
				        context.run_migrations()

				async def run_async_migrations():
				    section = config.get_section(config.config_ini_section)
				    if section is None:
				        raise RuntimeError("no section")
				    connectable = async_engine_from_config(section, prefix="sqlalchemy.")
				    async with connectable.connect() as connection:
				        await connection.run_sync(do_run_migrations)
				    await connectable.dispose()

				def run_migrations_online():
				    connectable = config.attributes.get("connection", None)
				    if connectable is None:
				        asyncio.run(run_async_migrations())
				    else:
				        do_run_migrations(connectable)

				if context.is_offline_mode():
				    context.configure(url=config.get_main_option("sqlalchemy.url"), version_table_schema=what())
				else:
				    run_migrations_online()
				""")).isEqualTo(EnvironmentScript.NOTHING);
	}

	@Test
	void otherOptionsThanTheUrlSayNothingOfWhereAConnectionLeads() {
		String connects = """
				from alembic import context
				from app import engine
				config = context.config
				%s
				with engine.connect() as connection:
				    context.configure(connection=connection)
				    context.run_migrations()
				""";
		NotKnown elsewhere = new NotKnown("env.py, line 6", "connection");
		assertThat(read(connects.formatted("tables = config.get_section('alembic:exclude').get('tables', '')")).url())
				.isEqualTo(elsewhere);
		assertThat(read(connects.formatted("x = config.get_main_option('version_locations')")).url())
				.isEqualTo(elsewhere);
		assertThat(read(connects.formatted("x = config.get_main_option('sqlalchemy.url')")).url())
				.isEqualTo(Nothing.NOTHING);
		assertThat(read(connects.formatted("x = config.get_section(config.config_ini_section)")).url())
				.isEqualTo(Nothing.NOTHING);
	}

	@Test
	void ofAFileThatCannotBeReadNeitherTableNorUrlIsKnown() {
		EnvironmentScript noPython = read("from alembic import context\nnot python at all (\n");
		assertThat(noPython.versionTable()).isEqualTo(new Unreadable("env.py, line 2", "is not valid Python"));
		assertThat(noPython.url()).isEqualTo(noPython.versionTable());
		MemoryFiles files = MemoryFiles.at(ROOT).build();
		assertThat(EnvironmentScriptReader.read(files, ROOT.resolve("missing.py"), List.of(), Map.of()))
				.isEqualTo(EnvironmentScript.NOTHING);
		assertThat(EnvironmentScriptReader.read(files, ROOT, List.of(), Map.of()).url())
				.isEqualTo(new Unreadable("env.py", "cannot be read (it is not a regular file)"));
	}

	@Test
	void recursionEnds() {
		assertThat(read("""
				from alembic import context
				def f(n):
				    g(n)
				    f(n)
				def g(n):
				    f(n)
				    context.configure(version_table=f(n))
				f(1)
				""").versionTable()).isInstanceOf(NotKnown.class);
	}

	private static EnvironmentScript read(String text) {
		return EnvironmentScriptReader.read(MemoryFiles.at(ROOT).file("env.py", text).build(), ROOT.resolve("env.py"),
				List.of(), Map.of("sqlalchemy.url", INI_URL, "schema", "hbi"));
	}

}

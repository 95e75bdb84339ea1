package ai.backend.dbstatus.status.check;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import ai.backend.dbstatus.alembic.config.ConfigLocation;
import ai.backend.dbstatus.component.Component;
import ai.backend.dbstatus.component.DatabaseSettings;
import ai.backend.dbstatus.status.judgement.Judge;
import ai.backend.dbstatus.status.observation.ActivityInterest;
import ai.backend.dbstatus.status.observation.Observation;
import ai.backend.dbstatus.status.observation.Observer;
import ai.backend.dbstatus.status.observation.SharedProject;
import ai.backend.dbstatus.status.report.Findings;
import ai.backend.dbstatus.status.report.Reason;
import ai.backend.dbstatus.testsupport.GitCommands;
import ai.backend.dbstatus.testsupport.SqliteProject;
import ai.backend.dbstatus.testsupport.TestComponents;
import ai.backend.dbstatus.testsupport.TestSessions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Projects in the shapes that people give them: each has a right verdict with nothing set but the working directory, the file
 * and the database's URL, or says in one sentence what to set.
 */
class ProjectShapesTests {

	private static final String INI = """
			[alembic]
			script_location = %(here)s/migrations
			sqlalchemy.url = driver://user:pass@localhost/dbname
			""";

	private static final String USUAL_ENV = """
			from logging.config import fileConfig
			from sqlalchemy import engine_from_config, pool
			from alembic import context
			config = context.config
			target_metadata = None

			def run_migrations_online():
			    connectable = engine_from_config(config.get_section(config.config_ini_section, {}), prefix="sqlalchemy.")
			    with connectable.connect() as connection:
			        context.configure(connection=connection, target_metadata=target_metadata%s)
			        with context.begin_transaction():
			            context.run_migrations()

			run_migrations_online()
			""";

	@TempDir
	private Path directory;

	static Stream<Shape> shapes() {
		return Stream.of(new Shape("as alembic init makes it").file("alembic.ini", INI)
				.file("migrations/env.py", env("")),
				new Shape("asynchronous, with the URL of the application's settings").file("alembic.ini", INI)
						.file("migrations/env.py", """
								import asyncio
								from sqlalchemy.ext.asyncio import async_engine_from_config
								from alembic import context
								from app.settings import settings
								config = context.config
								config.set_main_option("sqlalchemy.url", settings.database_url)

								def do_run_migrations(connection):
								    context.configure(connection=connection)
								    with context.begin_transaction():
								        context.run_migrations()

								async def run():
								    connectable = async_engine_from_config(config.get_section("alembic"))
								    async with connectable.connect() as connection:
								        await connection.run_sync(do_run_migrations)

								asyncio.run(run())
								""")
						.file("app/settings.py", """
								from pydantic_settings import BaseSettings
								class Settings(BaseSettings):
								    database_url: str
								settings = Settings()
								"""),
				new Shape("pyproject.toml").config("pyproject.toml").file("pyproject.toml", """
						[tool.alembic]
						script_location = "%(here)s/migrations"
						""").file("migrations/env.py", env("")),
				new Shape("Flask-Migrate").config("migrations/alembic.ini")
						.file("migrations/alembic.ini", "[alembic]\n# template used to generate migration files\n")
						.file("migrations/env.py", """
								from alembic import context
								from flask import current_app
								config = context.config

								def get_engine():
								    try:
								        return current_app.extensions["migrate"].db.get_engine()
								    except (TypeError, AttributeError):
								        return current_app.extensions["migrate"].db.engine

								conf_args = current_app.extensions["migrate"].configure_args
								with get_engine().connect() as connection:
								    context.configure(connection=connection, **conf_args)
								    with context.begin_transaction():
								        context.run_migrations()
								"""),
				new Shape("its configuration in a directory of its own").config("db/alembic.ini")
						.file("db/alembic.ini", "[alembic]\nscript_location = migrations\n")
						.file("migrations/env.py", env("")),
				new Shape("a version table that a shared module names").table("shop_version")
						.file("alembic.ini", INI)
						.file("migrations/env.py",
								"from shop.db import VERSION_TABLE\n" + env(", version_table=VERSION_TABLE"))
						.file("shop/__init__.py", "")
						.file("shop/db.py", "SERVICE = 'shop'\nVERSION_TABLE = f'{SERVICE}_version'\n"),
				new Shape("a version table by options that are put together").table("shop_version")
						.file("alembic.ini", INI)
						.file("migrations/env.py",
								"options = {'version_table': 'shop_version'}\noptions.update(compare_type=True)\n"
										+ env(", **options")),
				new Shape("a URL that env.py fills in").file("alembic.ini", """
						[alembic]
						script_location = migrations
						sqlalchemy.url = postgresql://%(DB_USER)s:%(DB_PASS)s@%(DB_HOST)s/shop
						""").file("migrations/env.py", env("")),
				new Shape("a script that calls functions by their names").file("alembic.ini", INI)
						.file("migrations/env.py", env(""))
						.file("migrations/versions/b2bb.py", """
								revision = "b2bb"
								down_revision = "a1aa"

								def upgrade(engine_name=""):
								    globals()[f"upgrade_{engine_name}"]()

								def upgrade_():
								    pass
								""")
						.head("b2bb"),
				new Shape("several databases, of which a section is asked for").section("engine1")
						.file("alembic.ini", """
								[alembic]
								script_location = migrations
								databases = engine1, engine2

								[engine1]
								sqlalchemy.url = driver://user:pass@localhost/dbname

								[engine2]
								sqlalchemy.url = driver://user:pass@localhost/dbname2
								""")
						.file("migrations/env.py", env("")),
				new Shape("a version table of the environment").file("alembic.ini", INI)
						.file("migrations/env.py", "import os\n" + env(", version_table=os.environ[\"VERSION_TABLE\"]"))
						.says(Reason.VERSION_TABLE_NOT_KNOWN,
								"env.py, line 11 gives version_table by what only running it would tell: `os.environ[\"VERSION_TABLE\"]`; set db-status.components.shop.version-table"),
				new Shape("an ini file that the application fills in").file("alembic.ini", """
						[alembic]
						script_location = {alembic_dir}
						sqlalchemy.url = {db_url}
						""")
						.file("migrations/env.py", env(""))
						.says(Reason.SCRIPTS_NOT_FOUND,
								"alembic.ini, line 2, script_location: the script directory '{alembic_dir}' does not exist"));
	}

	private static String env(String options) {
		return USUAL_ENV.replace("%s", options);
	}

	@ParameterizedTest
	@MethodSource("shapes")
	void theVerdictIsRightOrOneSentenceSaysWhatToSet(Shape shape) {
		SqliteProject project = new SqliteProject(this.directory).script("a1aa", "One");
		GitCommands files = new GitCommands(this.directory);
		shape.files.forEach(files::write);
		project.stampIn(shape.table, shape.head);
		ConfigLocation location = new ConfigLocation(this.directory, shape.config, shape.section, List.of("src", "."),
				null,
				List.of());
		Component component = new Component("shop", "Shop", location,
				new DatabaseSettings("sqlite:///shop.db", null, null, null, null), TestComponents.POLICY);
		try (var sessions = TestSessions.open()) {
			Observation seen = new Observer(component, new SharedProject(location), null, null, sessions,
					Duration.ofMinutes(1)).observe(ActivityInterest.NONE);
			Findings findings = Judge.judge(component, seen).findings();
			assertThat(findings.verdict().reason()).as("%s", findings.verdict().details()).isEqualTo(shape.reason);
			if (shape.sentence != null) {
				assertThat(findings.verdict().details()).startsWith(shape.sentence);
			}
		}
	}

	/**
	 * A project.
	 */
	static final class Shape {

		private final String name;

		private final Map<String, String> files = new LinkedHashMap<>();

		private String config = "alembic.ini";

		private String section = "alembic";

		private String table = "alembic_version";

		private String head = "a1aa";

		private Reason reason = Reason.AT_HEAD;

		private @Nullable String sentence;

		Shape(String name) {
			this.name = name;
		}

		Shape file(String file, String text) {
			this.files.put(file, text);
			return this;
		}

		Shape config(String file) {
			this.config = file;
			return this;
		}

		Shape section(String name) {
			this.section = name;
			return this;
		}

		Shape table(String name) {
			this.table = name;
			return this;
		}

		Shape head(String revision) {
			this.head = revision;
			return this;
		}

		Shape says(Reason expected, String begin) {
			this.reason = expected;
			this.sentence = begin;
			return this;
		}

		@Override
		public String toString() {
			return this.name;
		}

	}

}

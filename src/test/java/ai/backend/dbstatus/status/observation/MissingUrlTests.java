package ai.backend.dbstatus.status.observation;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import ai.backend.dbstatus.alembic.RevisionHistory;
import ai.backend.dbstatus.alembic.config.ConfigLocation;
import ai.backend.dbstatus.alembic.config.Launch;
import ai.backend.dbstatus.component.Component;
import ai.backend.dbstatus.component.DatabaseSettings;
import ai.backend.dbstatus.database.session.DatabaseSessions;
import ai.backend.dbstatus.database.version.VersionTableState;
import ai.backend.dbstatus.status.action.Fact;
import ai.backend.dbstatus.status.observation.Attempt.Failed;
import ai.backend.dbstatus.status.observation.Attempt.Known;
import ai.backend.dbstatus.status.report.Reason;
import ai.backend.dbstatus.testsupport.SqliteProject;
import ai.backend.dbstatus.testsupport.TestComponents;
import ai.backend.dbstatus.testsupport.TestSessions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a project's own files say of its database before anybody has filled them in.
 */
class MissingUrlTests {

	/** As the template {@code multidb} of Alembic has it. */
	private static final String ENGINES = """
			[alembic]
			script_location = migrations
			databases = engine1, engine2

			[engine1]
			sqlalchemy.url = %s

			[engine2]
			sqlalchemy.url = driver://user:pass@localhost/dbname2
			""";

	private static final String ENV_OF_ENGINES = """
			import re
			from sqlalchemy import engine_from_config, pool
			from alembic import context
			config = context.config
			db_names = config.get_main_option("databases", "")

			def run_migrations_online():
			    engines = {}
			    for name in re.split(r",\\s*", db_names):
			        engines[name] = rec = {}
			        rec["engine"] = engine_from_config(
			            context.config.get_section(name, {}), prefix="sqlalchemy.", poolclass=pool.NullPool
			        )
			    for name, rec in engines.items():
			        rec["connection"] = rec["engine"].connect()
			    for name, rec in engines.items():
			        context.configure(connection=rec["connection"], upgrade_token="%s_upgrades" % name)
			        context.run_migrations(engine_name=name)

			run_migrations_online()
			""";

	private final DatabaseSessions sessions = TestSessions.open();

	private SqliteProject project;

	@TempDir
	private Path directory;

	@BeforeEach
	void start() {
		this.project = new SqliteProject(this.directory).script("a1aa", "One").stamp("a1aa");
	}

	@AfterEach
	void stop() {
		this.sessions.close();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
			driver://user:pass@localhost/dbname | alembic.ini, line 3, sqlalchemy.url is still the example that alembic init writes (driver://user:pass@localhost/dbname), and no URL yet; write the database's there, or set db-status.components.shop.url
			${DATABASE_URL}                     | alembic.ini, line 3, sqlalchemy.url refers to DATABASE_URL, which nothing replaces in such a file; set db-status.components.shop.url, for example to ${DATABASE_URL}, which takes it from the environment
			$DATABASE_URL                       | alembic.ini, line 3, sqlalchemy.url refers to DATABASE_URL, which nothing replaces in such a file; set db-status.components.shop.url, for example to ${DATABASE_URL}, which takes it from the environment
			postgresql://shop:${PW}@db/shop     | alembic.ini, line 3, sqlalchemy.url has a reference of the form ${NAME} that nothing replaces; set db-status.components.shop.url
			postgresql://%(DB_USER)s@db/shop    | alembic.ini, line 3, sqlalchemy.url: '%(db_user)s' refers to an option that neither [alembic] nor [DEFAULT] has; if env.py fills it in from the environment, set db-status.components.shop.url to the whole URL
			""")
	void aUrlThatIsToBeFilledInIsMissing(String url, String details) {
		this.project.write("alembic.ini", "[alembic]\nscript_location = migrations\nsqlalchemy.url = " + url + "\n");
		Problem problem = problem(observe(at("alembic.ini", "alembic"), DatabaseSettings.NONE));
		assertThat(problem.reason()).isEqualTo(Reason.DATABASE_URL_MISSING);
		assertThat(problem.details()).isEqualTo(details);
	}

	@Test
	void theFileIsNamedAsAPlaceForTheUrlOnlyWhereItIsAsked() {
		this.project.write("alembic.ini", "[alembic]\nscript_location = migrations\n");
		assertThat(problem(observe(at("alembic.ini", "alembic"), DatabaseSettings.NONE)).facts())
				.isEqualTo(Map.of(Fact.URL_FILE, "alembic.ini"));
		this.project.write("alembic.ini",
				"[alembic]\nscript_location = migrations\nsqlalchemy.url = driver://user:pass@localhost/dbname\n");
		assertThat(problem(observe(at("alembic.ini", "alembic"), DatabaseSettings.NONE)).facts())
				.isEqualTo(Map.of(Fact.URL_FILE, "alembic.ini"));
		this.project.write("migrations/env.py", """
				import os
				from alembic import context
				from sqlalchemy import create_engine
				context.configure(connection=create_engine(os.environ["SHOP_URL"]).connect())
				context.run_migrations()
				""");
		Problem replaced = problem(observe(at("alembic.ini", "alembic"), DatabaseSettings.NONE));
		assertThat(replaced.details()).contains("env.py, line 4 connects to a database that only running it would tell")
				.endsWith(
						"set db-status.components.shop.url, for example to ${SHOP_URL}, which takes it from the environment");
		assertThat(replaced.facts()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			driver://user:pass@localhost/dbname | db-status.components.shop.url is still the example that alembic init writes (driver://user:pass@localhost/dbname), and no URL yet; write the database's there
			${SHOP_URL}                         | db-status.components.shop.url refers to SHOP_URL, which is neither an environment variable nor a property here; set it
			""")
	void soIsASettingThatIsToBeFilledIn(String url, String details) {
		assertThat(problem(observe(at("alembic.ini", "alembic"), new DatabaseSettings(url, null, null, null, null))))
				.isEqualTo(new Problem(Reason.DATABASE_URL_MISSING, details));
	}

	@Test
	void aUrlThatOnlyHasADollarIsAUrl() {
		Problem refused = problem(observe(at("alembic.ini", "alembic"),
				new DatabaseSettings("postgresql://shop:a$b@localhost:1/shop", null, null, null, null)));
		assertThat(refused.reason()).isEqualTo(Reason.CONNECTION_REFUSED);
	}

	@Test
	void whatTheEnvironmentOfTheScriptsSaysIsTakenThoughTheFileIsNotFilledIn() {
		this.project.write("alembic.ini",
				"[alembic]\nscript_location = migrations\nsqlalchemy.url = sqlite:///%(FILE)s\n");
		this.project.write("migrations/env.py", """
				from alembic import context
				from sqlalchemy import create_engine
				connection = create_engine("sqlite:///shop.db").connect()
				context.configure(connection=connection)
				context.run_migrations()
				""");
		assertThat(observe(at("alembic.ini", "alembic"), DatabaseSettings.NONE).rows()).isInstanceOf(Known.class);
	}

	@Test
	void ofSeveralEnginesEachIsAComponent() {
		this.project.write("alembic.ini", ENGINES.formatted("sqlite:///shop.db"));
		this.project.write("migrations/env.py", ENV_OF_ENGINES);
		assertThat(problem(observe(at("alembic.ini", "alembic"), DatabaseSettings.NONE)))
				.isEqualTo(new Problem(Reason.DATABASE_URL_MISSING,
						"databases in section [alembic] of alembic.ini names several databases (engine1, engine2);"
								+ " configure one component for each, with section: engine1 and so on"));
	}

	@Test
	void theSectionOfAnEngineHasItsUrlAndTheScriptsOfAll() {
		this.project.write("alembic.ini", ENGINES.formatted("sqlite:///shop.db"));
		this.project.write("migrations/env.py", ENV_OF_ENGINES);
		Observation seen = observe(at("alembic.ini", "engine1"), DatabaseSettings.NONE);
		assertThat(seen.rows()).isInstanceOf(Known.class);
		assertThat(seen.history()).isInstanceOf(Known.class);
		assertThat(history(seen).launch()).isEqualTo(Launch.ALL_ENGINES);
		assertThat(history(seen).scripts()).containsOnlyKeys("a1aa");
		assertThat(problem(observe(at("alembic.ini", "engine2"), DatabaseSettings.NONE)).details())
				.startsWith("alembic.ini, line 9, sqlalchemy.url is still the example");
	}

	@Test
	void anotherSectionIsNoEngine() {
		this.project.write("alembic.ini", ENGINES.formatted("sqlite:///shop.db") + "\n[other]\nsqlalchemy.url = x\n");
		assertThat(observe(at("alembic.ini", "other"), DatabaseSettings.NONE).history())
				.isInstanceOfSatisfying(Failed.class,
						(failed) -> assertThat(failed.problem().reason()).isEqualTo(Reason.CONFIG_INVALID));
	}

	@Test
	void ofFlaskMigrateTheDirectoryOfTheFileIsTheScriptDirectory() {
		this.project.write("migrations/alembic.ini", "[alembic]\n# template used to generate migration files\n");
		this.project.write("migrations/env.py", """
				from alembic import context
				from flask import current_app
				config = context.config
				config.set_main_option("sqlalchemy.url", str(current_app.extensions["migrate"].db.get_engine().url))
				context.configure(connection=current_app.extensions["migrate"].db.get_engine().connect())
				context.run_migrations()
				""");
		Observation seen = observe(at("migrations/alembic.ini", "alembic"),
				new DatabaseSettings("sqlite:///shop.db", null, null, null, null));
		assertThat(seen.rows()).isInstanceOf(Known.class);
		assertThat(history(seen).launch()).isEqualTo(Launch.FLASK_MIGRATE);
		assertThat(history(seen).scripts()).containsOnlyKeys("a1aa");
		assertThat(problem(observe(at("migrations/alembic.ini", "alembic"), DatabaseSettings.NONE)).details())
				.endsWith("set db-status.components.shop.url");
	}

	private ConfigLocation at(String file, String section) {
		ConfigLocation usual = ConfigLocation.of(this.directory, file);
		return new ConfigLocation(usual.workdir(), file, section, usual.pythonPath(), null, usual.versionLocations());
	}

	private Observation observe(ConfigLocation project, DatabaseSettings database) {
		Component component = new Component("shop", "Shop", project, database, TestComponents.POLICY);
		return new Observer(component, new SharedProject(project), null, null, this.sessions, Duration.ofMinutes(1))
				.observe(ActivityInterest.NONE);
	}

	private static RevisionHistory history(Observation seen) {
		return ((Known<RevisionHistory>) seen.history()).value();
	}

	private static Problem problem(Observation seen) {
		return ((Failed<VersionTableState>) seen.rows()).problem();
	}

}

package ai.backend.dbstatus.status.observation;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import ai.backend.dbstatus.alembic.AlembicProject;
import ai.backend.dbstatus.alembic.RevisionHistory;
import ai.backend.dbstatus.alembic.config.ConfigLocation;
import ai.backend.dbstatus.alembic.source.tree.MemoryFiles;
import ai.backend.dbstatus.component.Component;
import ai.backend.dbstatus.component.DatabaseSettings;
import ai.backend.dbstatus.database.session.DatabaseSessions;
import ai.backend.dbstatus.database.version.VersionTable;
import ai.backend.dbstatus.database.version.VersionTableState;
import ai.backend.dbstatus.status.action.Fact;
import ai.backend.dbstatus.status.observation.Attempt.Failed;
import ai.backend.dbstatus.status.observation.Attempt.Known;
import ai.backend.dbstatus.status.report.Reason;
import ai.backend.dbstatus.status.report.Scripts;
import ai.backend.dbstatus.testsupport.FakeServer;
import ai.backend.dbstatus.testsupport.SqliteProject;
import ai.backend.dbstatus.testsupport.TestComponents;
import ai.backend.dbstatus.testsupport.TestSessions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class ObserverTests {

	private static final Duration LONG = Duration.ofMinutes(1);

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

	@Test
	void scriptsAndRowsAreSeen() {
		Observation seen = observe(DatabaseSettings.NONE);
		assertThat(history(seen).scripts()).containsOnlyKeys("a1aa");
		assertThat(seen.rows()).isEqualTo(new Known<>(new VersionTableState(true, List.of("a1aa"), false)));
		assertThat(seen.versionTable()).isEqualTo(VersionTable.DEFAULT);
	}

	@Test
	void whatHasNotChangedLooksTheSame() {
		Observer observer = observer(DatabaseSettings.NONE);
		assertThat(observer.observe(ActivityInterest.NONE)).isEqualTo(observer.observe(ActivityInterest.NONE));
		Observation before = observer.observe(ActivityInterest.NONE);
		this.project.script("b2bb", "Two", "a1aa");
		assertThat(observer.observe(ActivityInterest.NONE)).isNotEqualTo(before);
	}

	@Test
	void scriptsThatCannotBeReadHideNoRows() {
		this.project.write("migrations/versions/bad.py", "revision = compute()\n");
		Observation seen = observe(DatabaseSettings.NONE);
		assertThat(problem(seen.history()).reason()).isEqualTo(Reason.SCRIPT_UNREADABLE);
		assertThat(seen.rows()).isInstanceOf(Known.class);
	}

	@Test
	void aDatabaseThatIsAwayHidesNoScripts() {
		Observation seen = observe(
				new DatabaseSettings("postgresql://shop@localhost:1/shop", null, null, null, null));
		assertThat(history(seen).scripts()).containsOnlyKeys("a1aa");
		Problem problem = problem(seen.rows());
		assertThat(problem.reason()).isEqualTo(Reason.CONNECTION_REFUSED);
		assertThat(problem.facts()).containsEntry(Fact.SERVER, "localhost:1")
				.containsEntry(Fact.DATABASE, "shop")
				.containsEntry(Fact.USERNAME, "shop");
	}

	@Test
	void theConfiguredUrlWinsOverTheProjectsAndOneOfTheTwoMustBeThere() {
		this.project.write("alembic.ini", "[alembic]\nscript_location = migrations\nsqlalchemy.url = what?\n");
		assertThat(problem(observe(DatabaseSettings.NONE).rows()).reason()).isEqualTo(Reason.DATABASE_URL_INVALID);
		assertThat(observe(new DatabaseSettings("sqlite:///shop.db", null, null, null, null)).rows())
				.isInstanceOf(Known.class);
		this.project.write("alembic.ini", "[alembic]\nscript_location = migrations\n");
		Problem missing = problem(observe(DatabaseSettings.NONE).rows());
		assertThat(missing.reason()).isEqualTo(Reason.DATABASE_URL_MISSING);
		assertThat(missing.details()).isEqualTo("Neither sqlalchemy.url in section [alembic] of alembic.ini nor "
				+ "db-status.components.shop.url is set");
	}

	@Test
	void theConfiguredCredentialsGoToAConfiguredDatabaseOnly() throws Exception {
		ByteArrayOutputStream heard = new ByteArrayOutputStream();
		try (FakeServer server = new FakeServer(FakeServer.askForThePassword(heard))) {
			this.project.write("alembic.ini", "[alembic]\nscript_location = migrations\nsqlalchemy.url = "
					+ "postgresql://project:own@localhost:" + server.port() + "/d\n");
			Problem refused = problem(
					observe(new DatabaseSettings(null, "operator", "S3cr3tMarker", null, null)).rows());
			assertThat(refused.reason()).isEqualTo(Reason.AUTHENTICATION_FAILED);
			assertThat(refused.details()).contains("the configured username and password are used with a configured "
					+ "db-status.components.shop.url only");
			assertThat(heard.toString(StandardCharsets.UTF_8)).contains("project")
					.doesNotContain("operator")
					.doesNotContain("S3cr3tMarker")
					.doesNotContain("own");
		}
	}

	@Test
	void aPasswordThatNobodyConfiguredIsNotWrong() throws Exception {
		try (FakeServer server = new FakeServer(FakeServer.askForThePassword(new ByteArrayOutputStream()))) {
			String address = "localhost:" + server.port();
			Problem without = problem(observe(
					new DatabaseSettings("postgresql://shop@" + address + "/d", null, null, null, null)).rows());
			assertThat(without.reason()).isEqualTo(Reason.AUTHENTICATION_FAILED);
			assertThat(without.details())
					.isEqualTo(("The server at %s does not let user \"shop\" in to database \"d\": "
							+ "no password is configured, and it may want one, or does not permit the connection")
							.formatted(address));
			Problem with = problem(observe(
					new DatabaseSettings("postgresql://shop:x@" + address + "/d", null, null, null, null)).rows());
			assertThat(with.details()).contains("wrong password, or no permission to connect");
		}
	}

	@Test
	void aProjectThatIsNotTrustedNamesNoDatabase() {
		ConfigLocation usual = ConfigLocation.of(this.directory, "alembic.ini");
		ConfigLocation doubted = new ConfigLocation(usual.workdir(), usual.alembicConfig(), usual.section(),
				usual.pythonPath(), null, usual.versionLocations(), false);
		Observation seen = observer(doubted, DatabaseSettings.NONE).observe(ActivityInterest.NONE);
		assertThat(history(seen).scripts()).containsOnlyKeys("a1aa");
		assertThat(problem(seen.rows())).isEqualTo(new Problem(Reason.DATABASE_URL_MISSING,
				"db-status.components.shop.url is not set, and the project is not trusted to name a database"));
		assertThat(
				observer(doubted, new DatabaseSettings("sqlite:///shop.db", null, null, null, null))
						.observe(ActivityInterest.NONE)
						.rows())
				.isInstanceOf(Known.class);
	}

	@Test
	void theVersionTableIsConfiguredOrInTheIniOrInTheEnvironmentOfTheScripts() {
		this.project.write("migrations/env.py",
				"context.configure(version_table='of_env', version_table_schema='main')\n");
		assertThat(observe(DatabaseSettings.NONE).versionTable()).isEqualTo(new VersionTable("main", "of_env"));
		this.project.write("alembic.ini", """
				[alembic]
				script_location = migrations
				sqlalchemy.url = sqlite:///shop.db
				version_table = of_ini
				""");
		assertThat(observe(DatabaseSettings.NONE).versionTable()).isEqualTo(new VersionTable("main", "of_ini"));
		assertThat(observe(new DatabaseSettings(null, null, null, "configured", "temp")).versionTable())
				.isEqualTo(new VersionTable("temp", "configured"));
	}

	@Test
	void aVersionTableThatOnlyRunningWouldTellIsNotGuessed() {
		this.project.write("migrations/env.py", """
				import os
				from alembic import context
				context.configure(version_table_schema=os.environ["SCHEMA"])
				context.run_migrations()
				""");
		Observation seen = observe(DatabaseSettings.NONE);
		Problem problem = problem(seen.rows());
		assertThat(problem.reason()).isEqualTo(Reason.VERSION_TABLE_NOT_KNOWN);
		assertThat(problem.details())
				.isEqualTo("env.py, line 3 gives version_table_schema by what only running it would "
						+ "tell: `os.environ[\"SCHEMA\"]`; set db-status.components.shop.version-table-schema");
		assertThat(history(seen).scripts()).containsOnlyKeys("a1aa");
		assertThat(observe(new DatabaseSettings(null, null, null, null, "main")).rows()).isInstanceOf(Known.class);
	}

	@Test
	void whatAnEnvironmentVariableWouldChangeIsAWarning() {
		this.project.write("migrations/env.py", """
				import os
				from alembic import context
				context.configure(version_table_schema=os.getenv("SCHEMA", "main"))
				context.run_migrations()
				""");
		Observation seen = observe(DatabaseSettings.NONE);
		assertThat(seen.versionTable()).isEqualTo(new VersionTable("main", "alembic_version"));
		assertThat(seen.rows()).isInstanceOf(Known.class);
		assertThat(seen.warnings())
				.containsExactly("env.py gives version_table_schema by an environment variable. It is "
						+ "taken to be 'main', as env.py, line 3 has it where the environment variable SCHEMA is not set.");
		assertThat(observe(new DatabaseSettings(null, null, null, null, "main")).warnings()).isEmpty();
	}

	@Test
	void aDatabaseThatOnlyRunningWouldTellIsNotTheOneOfTheIniFile() {
		this.project.write("migrations/env.py", """
				import os
				from alembic import context
				context.config.set_main_option("sqlalchemy.url", os.environ["DATABASE_URL"])
				context.configure(version_table="alembic_version")
				context.run_migrations()
				""");
		Problem problem = problem(observe(DatabaseSettings.NONE).rows());
		assertThat(problem.reason()).isEqualTo(Reason.DATABASE_URL_MISSING);
		assertThat(problem.details())
				.isEqualTo("env.py, line 3 connects to a database that only running it would tell, "
						+ "and not to sqlalchemy.url of alembic.ini: `context.config.set_main_option(\"sqlalchemy.url\", "
						+ "os.environ[\"DATABASE_URL\"])`; set db-status.components.shop.url, "
						+ "for example to ${DATABASE_URL}, which takes it from the environment");
		assertThat(observe(new DatabaseSettings("sqlite:///shop.db", null, null, null, null)).rows())
				.isInstanceOf(Known.class);
	}

	@Test
	void whereEnvPyCannotBeFollowedTheDatabaseOfTheIniFileIsNotTakenForTheOneThatItAsks() {
		this.project.write("migrations/env.py", "from alembic import context\ncontext.configure(\n");
		String table = "alembic_version";
		Problem problem = problem(observe(new DatabaseSettings(null, null, null, table, "main")).rows());
		assertThat(problem.reason()).isEqualTo(Reason.DATABASE_URL_MISSING);
		assertThat(problem.details())
				.isEqualTo("env.py, line 2 is not valid Python, so that it is not known whether it "
						+ "connects to sqlalchemy.url of alembic.ini; set db-status.components.shop.url");
		assertThat(observe(new DatabaseSettings("sqlite:///shop.db", null, null, table, "main")).rows())
				.isInstanceOf(Known.class);
		assertThat(problem(observe(DatabaseSettings.NONE).rows()).details())
				.isEqualTo(
						"env.py, line 2 is not valid Python, so that it is not known whether it gives version_table; "
								+ "set db-status.components.shop.version-table");
	}

	@Test
	void aConfigurationThatIsWrongHidesNoRows() {
		this.project.write("alembic.ini", "[alembic]\nsqlalchemy.url = sqlite:///shop.db\n");
		Observation seen = observe(DatabaseSettings.NONE);
		assertThat(problem(seen.history()).reason()).isEqualTo(Reason.CONFIG_INVALID);
		assertThat(seen.rows()).isInstanceOf(Known.class);
	}

	@Test
	void ofALookThatIsUnderWayItIsKnownHowFarItIs() {
		Observer observer = observer(DatabaseSettings.NONE);
		assertThat(problem(observer.unfinished().history())).isEqualTo(new Problem(Reason.CONFIG_INVALID,
				"Reading the Alembic configuration has not ended within 60 s; the file system that it is on does not "
						+ "answer, or slowly"));
		observer.observe(ActivityInterest.NONE);
		assertThat(problem(observer.unfinished().rows()).reason()).isEqualTo(Reason.SCRIPT_UNREADABLE);
	}

	@Test
	void scriptsFromElsewhereAreTheOnlyOnesThatAreLookedAt() {
		MemoryFiles files = MemoryFiles.at(Path.of("/elsewhere"))
				.file("alembic.ini", "[alembic]\nscript_location = m\n")
				.file("m/versions/z9.py", "revision = 'z9'\ndown_revision = None\n")
				.build();
		AlembicProject elsewhere = new AlembicProject(files,
				ConfigLocation.of(Path.of("/elsewhere"), "alembic.ini"));
		ScriptSource source = new ScriptSource() {

			@Override
			public Seen look() {
				return Seen.of(scripts(), elsewhere);
			}

			@Override
			public Scripts scripts() {
				return Scripts.ARCHIVE;
			}

		};
		Component component = new Component("shop", "Shop", ConfigLocation.of(this.directory, "alembic.ini"),
				DatabaseSettings.NONE, TestComponents.POLICY);
		List<Observation> interesting = new ArrayList<>();
		Observation seen = new Observer(component, new SharedProject(component.project()), source, null, this.sessions,
				LONG)
				.observe((observation) -> {
					interesting.add(observation);
					return null;
				});
		assertThat(history(seen).scripts()).containsOnlyKeys("z9");
		assertThat(seen.scripts()).isEqualTo(Scripts.ARCHIVE);
		assertThat(seen.rows()).isInstanceOf(Known.class);
		assertThat(interesting).containsExactly(seen);
	}

	private Observation observe(DatabaseSettings database) {
		return observer(database).observe(ActivityInterest.NONE);
	}

	private Observer observer(DatabaseSettings database) {
		return observer(ConfigLocation.of(this.directory, "alembic.ini"), database);
	}

	private Observer observer(ConfigLocation project, DatabaseSettings database) {
		Component component = new Component("shop", "Shop", project, database, TestComponents.POLICY);
		return new Observer(component, new SharedProject(component.project()), null, null, this.sessions, LONG);
	}

	private static RevisionHistory history(Observation seen) {
		assertThat(seen.history()).isInstanceOf(Known.class);
		return ((Known<RevisionHistory>) seen.history()).value();
	}

	private static Problem problem(Attempt<?> attempt) {
		assertThat(attempt).isInstanceOf(Failed.class);
		return ((Failed<?>) attempt).problem();
	}

}

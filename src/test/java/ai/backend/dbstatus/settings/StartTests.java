package ai.backend.dbstatus.settings;

import java.util.Map;
import java.util.stream.Stream;

import ai.backend.dbstatus.DbStatusApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

@ExtendWith(OutputCaptureExtension.class)
class StartTests {

	@Test
	void aWrongSettingEndsTheStartWithADescriptionAndAnAction(CapturedOutput output) {
		assertThatException().isThrownBy(() -> SpringApplication.run(DbStatusApplication.class, "--server.port=0",
				"--db-status.default-component=nobody"));
		assertThat(output).contains("APPLICATION FAILED TO START")
				.contains("The default component 'nobody' is not configured.")
				.contains("Set 'db-status.default-component' to one of manager, accountmgr, appproxy");
	}

	@Test
	void anUnknownSettingEndsTheStartAndItsValueIsNotShown(CapturedOutput output) {
		assertThatException().isThrownBy(() -> SpringApplication.run(DbStatusApplication.class, "--server.port=0",
				"--db-status.components.shop.pasword=secret-1", "--db-status.security.tokn=secret-2",
				"--db-status.components.my.app.url=secret-3", "--db-status.workdir.path=secret-4"));
		assertThat(output).contains("APPLICATION FAILED TO START")
				.contains("There is no setting 'db-status.components.shop.pasword': "
						+ "\"db-status.components.shop.pasword\" from property source \"commandLineArgs\".")
				.contains("Correct or remove 'db-status.components.shop.pasword'. Below 'db-status.components.shop' "
						+ "there are: title, alembic-config, section, url, username, password,")
				.contains("Below 'db-status.security' there are: token, token-file.")
				.contains("Below 'db-status.components.my' there are: title,")
				.contains("stands in brackets")
				.contains("'db-status.workdir' takes a value and has no settings below it.")
				.doesNotContain("secret-");
	}

	@ParameterizedTest
	@CsvSource({ "components.shop, title", "security, token", "components[0], title" })
	void aValueInPlaceOfSettingsEndsTheStartAndIsNotShown(String key, String setting, CapturedOutput output) {
		assertThatException().isThrownBy(() -> SpringApplication.run(DbStatusApplication.class, "--server.port=0",
				"--db-status." + key + "=postgresql://u:secret@host/shop"));
		assertThat(output).contains("APPLICATION FAILED TO START")
				.contains("'db-status." + key + "' has a value where settings belong: \"db-status." + key
						+ "\" from property source \"commandLineArgs\".")
				.contains("Below 'db-status." + key + "' there are: " + setting)
				.doesNotContain("secret");
	}

	@Test
	void whatKubernetesPutsIntoTheEnvironmentIsNoSetting() {
		Map<String, Object> variables = Map.of("DBSTATUS_SERVICE_HOST", "10.0.0.1", "DBSTATUS_PORT_8080_TCP_ADDR",
				"10.0.0.1", "DB_STATUS_PORT", "tcp://10.0.0.1:8080", "DBSTATUS_WORKDIR", "here");
		try (ConfigurableApplicationContext context = run(variables)) {
			assertThat(context.getBean(DbStatusProperties.class).workdir()).isEqualTo("here");
		}
	}

	@Test
	void aVariableReachesEverySettingByItsWords() {
		Map<String, Object> variables = Map.of("DBSTATUS_COMPONENTS_MY_SHOP_URL", "sqlite:///of-the-environment.db",
				"DBSTATUS_DATABASE_MAX_CONNECTIONS", "7", "DBSTATUS_ANSWERTIMEOUT", "11s",
				"DBSTATUS_ACTIONS_AT_HEAD_SUMMARY", "Rest.", "DBSTATUS_COMPONENTS_NEW_URL", "sqlite:///new.db");
		try (ConfigurableApplicationContext context = run(variables, "--db-status.components.my-shop.title=Shop")) {
			DbStatusProperties properties = context.getBean(DbStatusProperties.class);
			assertThat(properties.components()).containsOnlyKeys("my-shop", "new");
			assertThat(properties.components().get("my-shop")).isNotNull()
					.satisfies((shop) -> assertThat(shop.url()).isEqualTo("sqlite:///of-the-environment.db"))
					.satisfies((shop) -> assertThat(shop.title()).isEqualTo("Shop"));
			assertThat(properties.database().maxConnections()).isEqualTo(7);
			assertThat(properties.answerTimeout()).hasSeconds(11);
		}
	}

	@ParameterizedTest
	@CsvSource({ "DBSTATUS_SECURITY_TOKN, DBSTATUS_SECURITY_TOKEN", "DBSTATUS_TOKEN, DBSTATUS_SECURITY_TOKEN",
			"DBSTATUS_SECURITY_TOKEN_FIEL, DBSTATUS_SECURITY_TOKEN_FILE",
			"DBSTATUS_COMPONENTS_MANAGER_PASWORD, DBSTATUS_COMPONENTS_MANAGER_PASSWORD",
			"DBSTATUS_COMPONENTS_OUR_OTHER_URL, DBSTATUS_COMPONENTS_MANAGER_URL" })
	void aVariableThatIsNoSettingEndsTheStart(String variable, String nearest, CapturedOutput output) {
		assertThatException().isThrownBy(() -> run(Map.of(variable, "secret-1")));
		assertThat(output).contains("APPLICATION FAILED TO START")
				.contains("The environment variable '" + variable + "' is none of the settings of this service.")
				.contains("the nearest one that there is: '" + nearest + "'")
				.doesNotContain("secret-1");
	}

	@Test
	void aTokenFileOfTheEnvironmentClosesTheService(CapturedOutput output) {
		assertThatException().isThrownBy(() -> run(Map.of("DBSTATUS_SECURITY_TOKEN_FILE", "/nowhere/token")));
		assertThat(output).contains("The file with the access token, '/nowhere/token', cannot be read.");
	}

	@Test
	void aShortTokenEndsTheStart(CapturedOutput output) {
		assertThatException().isThrownBy(() -> run(Map.of("DBSTATUS_SECURITY_TOKEN", "x")));
		assertThat(output).contains("APPLICATION FAILED TO START").contains("A token has at least 16 characters");
	}

	private static ConfigurableApplicationContext run(Map<String, Object> variables, String... arguments) {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources()
				.replace(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
						new SystemEnvironmentPropertySource(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
								variables));
		SpringApplication application = new SpringApplication(DbStatusApplication.class);
		application.setEnvironment(environment);
		String[] all = Stream.concat(Stream.of("--server.port=0"), Stream.of(arguments)).toArray(String[]::new);
		return application.run(all);
	}

	@ParameterizedTest
	@CsvSource({ "database.max-connections, 0, 1", "database.connect-timeout, 0s, millisecond",
			"database.query-timeout, -1s, millisecond", "database.lock-timeout, 0s, millisecond",
			"database.idle-timeout, 0s, millisecond", "answer-timeout, 0s, millisecond", "max-age, -1s, 0s",
			"monitor.interval, -1s, 0s", "events.check-interval, -1s, 0s", "events.heartbeat, 0s, millisecond",
			"events.max-clients, 0, 1", "events.memory, 0, 1", "wait.interval, 0s, millisecond",
			"wait.max-duration, -1s, 0s", "wait.max-clients, -1, 0" })
	void aNumberThatTheServiceCannotWorkWithEndsTheStart(String key, String value, String least) {
		assertThatException().isThrownBy(() -> SpringApplication.run(DbStatusApplication.class, "--server.port=0",
				"--db-status." + key + "=" + value))
				.havingRootCause()
				.asInstanceOf(type(InvalidSettingException.class))
				.satisfies((ex) -> assertThat(ex).hasMessageContaining("'db-status." + key + "' cannot be "))
				.satisfies((ex) -> assertThat(ex.action()).startsWith("Set 'db-status." + key + "' to ")
						.contains(least));
	}

}

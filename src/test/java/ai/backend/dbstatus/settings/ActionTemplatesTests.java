package ai.backend.dbstatus.settings;

import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import ai.backend.dbstatus.alembic.discovery.Discovery;
import ai.backend.dbstatus.component.Component;
import ai.backend.dbstatus.status.action.Actions;
import ai.backend.dbstatus.status.action.Fact;
import ai.backend.dbstatus.status.report.Reason;
import ai.backend.dbstatus.status.report.RecommendedAction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What is recommended by the service as it comes, and by a team's own settings on top of it.
 */
class ActionTemplatesTests {

	private static final Map<String, String> SHOP = Map.of("db-status.components.shop.alembic-config", "shop.ini");

	private static final Map<Fact, String> POSTGRESQL = Map.of(Fact.POSTGRESQL, "-h db -p 5432 -U shop", Fact.DATABASE,
			"shop", Fact.USERNAME, "shop", Fact.SERVER, "db:5432");

	private static final Map<Fact, String> MYSQL = Map.of(Fact.MYSQL, "-h db -P 3306 -u shop -p", Fact.DATABASE, "shop",
			Fact.USERNAME, "shop", Fact.SERVER, "db:3306");

	private static final Map<Fact, String> SQLITE = Map.of(Fact.SQLITE, "/srv/shop.db", Fact.DATABASE, "/srv/shop.db",
			Fact.SERVER, "/srv/shop.db");

	@ParameterizedTest
	@EnumSource(value = Reason.class, mode = EnumSource.Mode.EXCLUDE, names = "AT_HEAD")
	void aConfiguredComponentIsToldNothingOfBackendAi(Reason reason) {
		for (Map<Fact, String> database : List.of(POSTGRESQL, MYSQL, SQLITE)) {
			RecommendedAction action = recommend("shop", SHOP, reason, database);
			assertThat(action.relatedSkill()).isNull();
			assertThat(Stream.concat(Stream.of(action.summary()), action.steps().stream()))
					.noneMatch((text) -> text.contains("./py") || text.contains("/db-") || text.contains("docker")
							|| text.contains("run-dev") || text.contains("Backend.AI") || text.contains("halfstack"));
		}
	}

	/** The page offers to copy it. */
	@ParameterizedTest
	@EnumSource(value = Reason.class, mode = EnumSource.Mode.EXCLUDE, names = "AT_HEAD")
	void whatStandsBehindAColonIsACommand(Reason reason) {
		for (Map<Fact, String> database : List.of(POSTGRESQL, MYSQL, SQLITE)) {
			assertThat(recommend("shop", SHOP, reason, database).steps())
					.allMatch((step) -> !step.matches(".*: \\p{Ll}.*")
							|| step.matches(
									".*: (alembic|fuser|git|grep|ls|mysql|mysqladmin|pg_isready|psql|python3) .*"));
		}
	}

	@Test
	void aConfiguredComponentIsToldAlembicsOwnCommands() {
		assertThat(recommend("shop", SHOP, Reason.PENDING_MIGRATIONS, Map.of())).isEqualTo(new RecommendedAction(
				"Run the pending migrations.", List.of("alembic -c shop.ini upgrade head"), null));
		assertThat(recommend("shop", SHOP, Reason.MULTIPLE_HEADS, Map.of()).steps()).containsExactly(
				"Review migration history: alembic -c shop.ini history --verbose",
				"Where all branches are merged, join their heads: alembic -c shop.ini merge -m \"Merge heads\" a1 b1",
				"Where several heads are meant, set db-status.components.shop.allow-multiple-heads to true");
		assertThat(actions("shop", SHOP).divergence().rebase("a1", "b1", facts("shop", SHOP, Map.of()))).isNull();
	}

	@ParameterizedTest
	@EnumSource(value = Reason.class, names = { "CONNECTION_REFUSED", "AUTHENTICATION_FAILED", "DATABASE_NOT_FOUND",
			"TOO_MANY_CONNECTIONS", "LOCK_TIMEOUT", "QUERY_TIMEOUT", "PERMISSION_DENIED" })
	void itIsToldWhatFitsItsServer(Reason reason) {
		assertThat(String.join(" ", recommend("shop", SHOP, reason, POSTGRESQL).steps()))
				.contains("-h db -p 5432 -U shop")
				.doesNotContainIgnoringCase("mysql")
				.doesNotContain("ls -l", "fuser");
		assertThat(String.join(" ", recommend("shop", SHOP, reason, MYSQL).steps()))
				.contains("-h db -P 3306 -u shop -p")
				.doesNotContain("psql", "pg_", "PostgreSQL", "ls -l", "fuser");
		assertThat(String.join(" ", recommend("shop", SHOP, reason, SQLITE).steps())).doesNotContain("psql", "pg_",
				"PostgreSQL", "mysql", "MySQL");
	}

	@ParameterizedTest
	@CsvSource({ "manager, alembic.ini, configs/manager/halfstack.alembic.ini",
			"accountmgr, alembic-accountmgr.ini, configs/account-manager/halfstack.alembic.ini",
			"appproxy, alembic-appproxy.ini, configs/app-proxy-coordinator/halfstack.alembic.ini" })
	void aBuiltInComponentIsToldWhatHoldsInABackendAiCheckout(String name, String config, String example) {
		assertThat(recommend(name, Map.of(), Reason.PENDING_MIGRATIONS, Map.of()))
				.isEqualTo(new RecommendedAction("Run /db-migrate to apply pending migrations.",
						List.of("./py -m alembic -c %s upgrade head".formatted(config)), "/db-migrate"));
		assertThat(recommend(name, Map.of(), Reason.MULTIPLE_HEADS, Map.of()))
				.isEqualTo(new RecommendedAction("Run /db-rebase to resolve diverged heads.",
						List.of("Review migration history: ./py -m alembic history --verbose",
								"Resolve heads: /db-rebase", "Verify result: /db-status"),
						"/db-rebase"));
		assertThat(recommend(name, Map.of(), Reason.NO_VERSION_TABLE, Map.of()))
				.isEqualTo(recommend(name, Map.of(), Reason.EMPTY_VERSION_TABLE, Map.of()))
				.isEqualTo(new RecommendedAction("Run /db-migrate for initial database setup.",
						List.of("./py -m alembic -c %s upgrade head".formatted(config)), "/db-migrate"));
		assertThat(recommend(name, Map.of(), Reason.CONNECTION_REFUSED, POSTGRESQL))
				.isEqualTo(new RecommendedAction("Check that the database is running and reachable.",
						List.of("Check PostgreSQL is running: docker ps | grep postgres",
								"Verify database configuration in config file",
								"For halfstack setup: ./scripts/run-dev.sh"),
						"/cli-executor"));
		assertThat(recommend(name, Map.of(), Reason.CONFIG_NOT_FOUND, Map.of()).steps().getFirst())
				.isEqualTo("In a Backend.AI checkout, copy it: cp %s %s".formatted(example, config));
	}

	@Test
	void withoutTheBuiltInComponentsTheirNamesAreAsOthers() {
		Map<String, String> settings = Map.of("db-status.builtin-components", "false",
				"db-status.components.manager.alembic-config", "alembic.ini");
		assertThat(recommend("manager", settings, Reason.PENDING_MIGRATIONS, Map.of()).steps())
				.containsExactly("alembic -c alembic.ini upgrade head");
	}

	@Test
	void theFileIsNamedAsAPlaceForTheUrlWhereItIsOne() {
		assertThat(recommend("shop", SHOP, Reason.DATABASE_URL_MISSING, Map.of(Fact.URL_FILE, "shop.ini")).steps())
				.containsExactly("Set db-status.components.shop.url", "Or set sqlalchemy.url in shop.ini");
		assertThat(recommend("shop", SHOP, Reason.DATABASE_URL_MISSING, Map.of()).steps())
				.containsExactly("Set db-status.components.shop.url");
	}

	@Test
	void aSectionIsAnOptionOfTheCommand() {
		Map<String, String> settings = Map.of("db-status.components.shop.section", "my shop");
		assertThat(recommend("shop", settings, Reason.PENDING_MIGRATIONS, Map.of()).steps())
				.containsExactly("alembic -c alembic.ini -n 'my shop' upgrade head");
	}

	@Test
	void theCommandIsASettingOfAllComponentsOrOfOne() {
		Map<String, String> settings = Map.of("db-status.alembic-command", "uv run alembic {alembic}",
				"db-status.components.shop.title", "Shop", "db-status.components.blog.alembic-command", "flask db");
		assertThat(recommend("shop", settings, Reason.PENDING_MIGRATIONS, Map.of()).steps())
				.containsExactly("uv run alembic -c alembic.ini upgrade head");
		assertThat(recommend("blog", settings, Reason.PENDING_MIGRATIONS, Map.of()).steps())
				.containsExactly("flask db upgrade head");
		assertThat(recommend("manager", settings, Reason.PENDING_MIGRATIONS, Map.of()).steps())
				.containsExactly("uv run alembic -c alembic.ini upgrade head");
	}

	@Test
	void aTeamsOwnWordsWinPartByPart() {
		Map<String, String> settings = Map.of("db-status.actions.PENDING_MIGRATIONS.summary",
				"Ask the release manager.",
				"db-status.components.shop.title", "Shop", "db-status.actions.MULTIPLE_HEADS.related-skill", "");
		assertThat(recommend("shop", settings, Reason.PENDING_MIGRATIONS, Map.of())).isEqualTo(new RecommendedAction(
				"Ask the release manager.", List.of("alembic -c alembic.ini upgrade head"), null));
		assertThat(recommend("manager", settings, Reason.PENDING_MIGRATIONS, Map.of()))
				.isEqualTo(new RecommendedAction("Ask the release manager.",
						List.of("./py -m alembic -c alembic.ini upgrade head"), "/db-migrate"));
		assertThat(recommend("manager", settings, Reason.MULTIPLE_HEADS, Map.of()).relatedSkill()).isNull();
	}

	@Test
	void nothingIsRecommendedWhereNothingIsToBeDone() {
		assertThat(actions("shop", SHOP).recommend(Reason.AT_HEAD, Map.of())).isNull();
		assertThat(actions("manager", SHOP).recommend(Reason.AT_HEAD, Map.of())).isNull();
	}

	@Test
	void anActionWithoutASummaryIsTakenAway() {
		Map<String, String> settings = Map.of("db-status.actions.PENDING_MIGRATIONS.summary", "");
		assertThat(actions("manager", settings).recommend(Reason.PENDING_MIGRATIONS, Map.of())).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "actions.PENDING_MIGRATIONS.summary", "alembic-command", "divergence.merge" })
	void aPlaceholderThatNothingFillsStopsTheStart(String setting) {
		assertThatExceptionOfType(InvalidSettingException.class)
				.isThrownBy(() -> actions("manager", Map.of("db-status." + setting, "Run {comand}.")))
				.withMessageContaining(setting.replace(".summary", ""))
				.withMessageContaining("{comand}");
	}

	private static RecommendedAction recommend(String component, Map<String, String> settings, Reason reason,
			Map<Fact, String> database) {
		return Objects.requireNonNull(
				actions(component, settings).recommend(reason, facts(component, settings, database)));
	}

	private static Map<Fact, String> facts(String name, Map<String, String> settings, Map<Fact, String> database) {
		Component component = component(name, settings);
		Map<Fact, String> facts = new EnumMap<>(Fact.class);
		String section = component.project().section();
		facts.put(Fact.COMPONENT, name);
		facts.put(Fact.CONFIG, component.project().alembicConfig());
		facts.put(Fact.ALEMBIC, "-c " + component.project().alembicConfig()
				+ (section.equals("alembic") ? "" : " -n '" + section + "'"));
		facts.put(Fact.TARGET, "head");
		facts.put(Fact.HEADS, "a1 b1");
		facts.put(Fact.VERSION_TABLE, "alembic_version");
		facts.putAll(database);
		return component.policy().actions().complete(facts, "alembic {alembic}");
	}

	private static Actions actions(String component, Map<String, String> settings) {
		return component(component, settings).policy().actions();
	}

	private static Component component(String name, Map<String, String> settings) {
		List<ConfigurationPropertySource> sources = List.of(new MapConfigurationPropertySource(settings), defaults());
		DbStatusProperties properties = new Binder(sources).bindOrCreate("db-status", DbStatusProperties.class);
		return new ComponentDefinitions(properties, Discovery.NONE).components()
				.stream()
				.filter((component) -> component.name().equals(name))
				.findFirst()
				.orElseThrow();
	}

	private static ConfigurationPropertySource defaults() {
		try {
			PropertySource<?> file = new YamlPropertySourceLoader()
					.load("defaults", new ClassPathResource("application.yml"))
					.getFirst();
			return Objects.requireNonNull(ConfigurationPropertySource.from(file));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}

package ai.backend.dbstatus.settings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import ai.backend.dbstatus.alembic.discovery.Discovery;
import ai.backend.dbstatus.component.Component;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

class ComponentDefinitionsTests {

	@Test
	void theComponentsOfABackendAiCheckoutNeedNoConfiguration() {
		ComponentDefinitions definitions = definitions(Map.of());
		assertThat(definitions.components()).extracting(Component::name, (it) -> it.project().alembicConfig())
				.containsExactly(tuple("manager", "alembic.ini"), tuple("accountmgr", "alembic-accountmgr.ini"),
						tuple("appproxy", "alembic-appproxy.ini"));
		assertThat(definitions.defaultComponent()).isEqualTo("manager");
	}

	@Test
	void aBuiltInComponentKeepsWhatIsNotConfigured() {
		Component component = definitions(Map.of("db-status.components.accountmgr.url", "postgresql://db/a"))
				.components()
				.get(1);
		assertThat(component.title()).isEqualTo("Account Manager");
		assertThat(component.project().alembicConfig()).isEqualTo("alembic-accountmgr.ini");
		assertThat(component.project().pythonPath()).containsExactly("src", ".");
		assertThat(component.database().url()).isEqualTo("postgresql://db/a");
	}

	@Test
	void furtherComponentsFollowTheBuiltInOnes() {
		assertThat(definitions(Map.of("db-status.components.billing.title", "Billing")).components())
				.extracting(Component::title)
				.containsExactly("Manager", "Account Manager", "App Proxy", "Billing");
	}

	@Test
	void eachComponentMayHaveAWorkingDirectoryOfItsOwn() {
		Map<String, String> settings = Map.of("db-status.workdir", "/srv", "db-status.components.shop.workdir",
				"shop/backend", "db-status.components.blog.workdir", "/opt/blog", "db-status.components.wiki.title",
				"Wiki",
				"db-status.components.shop.git.repository", "../mirror");
		assertThat(definitions(settings).components().stream().skip(3))
				.extracting(Component::name, (it) -> it.project().workdir().toString())
				.containsExactlyInAnyOrder(tuple("shop", "/srv/shop/backend"), tuple("blog", "/opt/blog"),
						tuple("wiki", "/srv"));
	}

	@Test
	void aSourceUrlThatLeadsNowhereIsRefusedWithAnExample() {
		assertThatExceptionOfType(InvalidSettingException.class)
				.isThrownBy(() -> definitions(
						Map.of("db-status.components.shop.source-url", "https://example.org/{file}")).components())
				.withMessage("'db-status.components.shop.source-url' is not understood: it has no {commit}.")
				.satisfies(
						(ex) -> assertThat(ex.action()).contains("https://github.com/org/shop/blob/{commit}/{file}"));
	}

	@Test
	void withoutTheBuiltInOnesTheFirstComponentIsTheDefault() {
		Map<String, String> settings = new LinkedHashMap<>();
		settings.put("db-status.builtin-components", "false");
		settings.put("db-status.components.shop.alembic-config", "pyproject.toml");
		ComponentDefinitions definitions = definitions(settings);
		assertThat(definitions.components()).extracting(Component::name).containsExactly("shop");
		assertThat(definitions.defaultComponent()).isEqualTo("shop");
	}

	@Test
	void aKeyWithoutAValueIsNotSet() {
		Component component = definitions(
				Map.of("db-status.components.manager.url", "", "db-status.components.manager.version-table", " "))
				.components()
				.getFirst();
		assertThat(component.database().url()).isNull();
		assertThat(component.database().versionTable()).isNull();
	}

	@Test
	void aComponentNeverShowsItsPassword() {
		Component component = definitions(Map.of("db-status.components.manager.password", "S3cr3t")).components()
				.getFirst();
		assertThat(component.database().password()).isEqualTo("S3cr3t");
		assertThat(component).hasToString("manager");
		assertThat(component.database().toString()).doesNotContain("S3cr3t");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a/b", "db-status", "-a", "a b", "ä" })
	void aNameThatIsNoUrlSegmentStopsTheStart(String name) {
		assertThatExceptionOfType(InvalidSettingException.class)
				.isThrownBy(() -> definitions(Map.of("db-status.components[" + name + "].title", "x")).components())
				.withMessage("The component name '" + name + "' cannot stand in a URL.");
	}

	@Test
	void anUnknownDefaultStopsTheStart() {
		assertThatExceptionOfType(InvalidSettingException.class)
				.isThrownBy(() -> definitions(Map.of("db-status.default-component", "shop")).defaultComponent())
				.withMessage("The default component 'shop' is not configured.")
				.extracting(InvalidSettingException::action)
				.asString()
				.contains("manager, accountmgr, appproxy");
	}

	@Test
	void noComponentAtAllStopsTheStart() {
		assertThatExceptionOfType(InvalidSettingException.class)
				.isThrownBy(() -> definitions(Map.of("db-status.builtin-components", "false")).components())
				.withMessage("No component is configured.");
	}

	private static ComponentDefinitions definitions(Map<String, String> settings) {
		return new ComponentDefinitions(properties(settings), Discovery.NONE);
	}

	private static DbStatusProperties properties(Map<String, String> settings) {
		return new Binder(List.of(new MapConfigurationPropertySource(settings)))
				.bindOrCreate("db-status", DbStatusProperties.class);
	}

}

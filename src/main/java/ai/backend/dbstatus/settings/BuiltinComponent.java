package ai.backend.dbstatus.settings;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * The components of a Backend.AI checkout, known without being configured.
 */
enum BuiltinComponent {

	MANAGER("Manager", "alembic.ini", "manager"),

	ACCOUNTMGR("Account Manager", "alembic-accountmgr.ini", "account-manager"),

	APPPROXY("App Proxy", "alembic-appproxy.ini", "app-proxy-coordinator");

	private final String title;

	private final String alembicConfig;

	private final String examples;

	BuiltinComponent(String title, String alembicConfig, String examples) {
		this.title = title;
		this.alembicConfig = alembicConfig;
		this.examples = examples;
	}

	String componentName() {
		return name().toLowerCase(Locale.ROOT);
	}

	String title() {
		return this.title;
	}

	String alembicConfig() {
		return this.alembicConfig;
	}

	/**
	 * Where a checkout has an example of the file.
	 */
	String exampleConfig() {
		return "configs/" + this.examples + "/halfstack.alembic.ini";
	}

	static @Nullable BuiltinComponent named(String name) {
		for (BuiltinComponent component : values()) {
			if (component.componentName().equals(name)) {
				return component;
			}
		}
		return null;
	}

}

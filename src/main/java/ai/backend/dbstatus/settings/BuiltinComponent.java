package ai.backend.dbstatus.settings;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * The components of a Backend.AI checkout, known without being configured.
 */
enum BuiltinComponent {

	MANAGER("Manager", "alembic.ini"),

	ACCOUNTMGR("Account Manager", "alembic-accountmgr.ini"),

	APPPROXY("App Proxy", "alembic-appproxy.ini");

	private final String title;

	private final String alembicConfig;

	BuiltinComponent(String title, String alembicConfig) {
		this.title = title;
		this.alembicConfig = alembicConfig;
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

	static @Nullable BuiltinComponent named(String name) {
		for (BuiltinComponent component : values()) {
			if (component.componentName().equals(name)) {
				return component;
			}
		}
		return null;
	}

}

package ai.backend.dbstatus.oracle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * How the files of a project lie, and what its configuration says of it.
 */
enum Layout {

	PLAIN("script_location = migrations", "migrations/versions"),

	HERE("script_location : %(here)s/migrations", "migrations/versions"),

	INTERPOLATED("name = migrations\nscript_location = %(here)s/%(name)s", "migrations/versions"),

	OWN_LOCATION("script_location = migrations\nversion_locations = %(script_location)s/scripts", "migrations/scripts"),

	LEGACY_LOCATIONS("script_location = migrations\nversion_locations = lib/b, lib/a  migrations/versions", "lib/b",
			"lib/a", "migrations/versions"),

	OLD_SEPARATOR("script_location = migrations\nversion_path_separator = os\n"
			+ "version_locations = migrations/versions:%(here)s/lib/a", "migrations/versions", "lib/a"),

	OS_SEPARATOR(116, "script_location = migrations\npath_separator = os\n"
			+ "version_locations = %(here)s/lib/a::migrations/versions", "lib/a", "migrations/versions"),

	NEWLINE_SEPARATOR(116, "script_location = migrations\npath_separator = newline\n"
			+ "version_locations =\n    lib/with blank\n    # the usual one\n    migrations/versions", "lib/with blank",
			"migrations/versions"),

	PACKAGE("script_location = pkgs.core:migrations\nprepend_sys_path = src\n"
			+ "version_locations = pkgs.core:migrations/versions pkgs.plugin:v", "src/pkgs/core/migrations/versions",
			"src/pkgs/plugin/v") {

		@Override
		String scriptLocation() {
			return "src/pkgs/core/migrations";
		}

	},

	RECURSIVE(110, "script_location = migrations\nrecursive_version_locations = true", "migrations/versions",
			"migrations/versions/2024", "migrations/versions/2024/b", "migrations/versions/.hidden"),

	ANOTHER_SECTION("script_location = migrations", "migrations/versions") {

		@Override
		String section() {
			return "billing";
		}

	},

	VERSION_TABLE("script_location = migrations", "migrations/versions") {

		@Override
		String table() {
			return "Applied";
		}

		@Override
		String env() {
			return """
					from alembic import context
					from sqlalchemy import create_engine

					TABLE = "Applied"

					engine = create_engine(context.config.get_main_option("sqlalchemy.url"))
					with engine.connect() as connection:
					    context.configure(connection=connection, version_table=TABLE)
					    with context.begin_transaction():
					        context.run_migrations()
					""";
		}

	},

	TOML(116, "", "lib/t", "migrations/versions") {

		@Override
		String toml() {
			return """
					[tool.alembic]
					script_location = "%(here)s/migrations"
					version_locations = [
					    "%(here)s/lib/t", # ours
					    'migrations/versions',
					]
					""";
		}

	},

	TOML_AND_INI(116, "script_location = migrations\npath_separator = space", "lib/t", "migrations/versions") {

		@Override
		String toml() {
			return "[tool.alembic]\nscript_location = 'nowhere'\n"
					+ "version_locations = ['lib/t', 'migrations/versions']\n";
		}

	};

	private static final String LOGGING = """

			[loggers]
			keys = root
			[handlers]
			keys = err
			[formatters]
			keys =
			[logger_root]
			handlers = err
			[handler_err]
			class = StreamHandler
			args = (sys.stderr,)
			""";

	private final int since;

	private final String options;

	private final List<String> directories;

	Layout(String options, String... directories) {
		this(0, options, directories);
	}

	Layout(int since, String options, String... directories) {
		this.since = since;
		this.options = options;
		this.directories = List.of(directories);
	}

	/** The first version of Alembic that understands it: 110 is 1.10. */
	int since() {
		return this.since;
	}

	/** Where scripts may be. */
	List<String> directories() {
		return this.directories;
	}

	String scriptLocation() {
		return "migrations";
	}

	String section() {
		return "alembic";
	}

	/** The version table, which {@code env.py} names. */
	String table() {
		return "alembic_version";
	}

	@Nullable
	String toml() {
		return null;
	}

	/** What {@code env.py} says; {@code null} for the one that {@code alembic init} writes. */
	@Nullable
	String env() {
		return null;
	}

	void write(Path directory) throws IOException {
		for (String place : this.directories) {
			Files.createDirectories(directory.resolve(place));
		}
		Files.createDirectories(directory.resolve(scriptLocation()));
		Files.writeString(directory.resolve("alembic.ini"),
				"; generated\n[%s]\n%s\nsqlalchemy.url = sqlite:///app.db\n%s"
						.formatted(section(), this.options, LOGGING));
		String toml = toml();
		if (toml != null) {
			Files.writeString(directory.resolve("pyproject.toml"), toml);
		}
		String env = env();
		if (env != null) {
			Files.writeString(directory.resolve(scriptLocation()).resolve("env.py"), env);
		}
	}

}

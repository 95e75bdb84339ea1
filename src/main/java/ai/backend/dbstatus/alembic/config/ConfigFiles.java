package ai.backend.dbstatus.alembic.config;

import java.nio.file.Path;
import java.util.List;

import ai.backend.dbstatus.alembic.source.ProjectFiles;
import org.jspecify.annotations.Nullable;

/**
 * The two files that a project's configuration can be in. Alembic: whichever of them is named, the other one is looked for
 * in the directory Alembic runs in, under its usual name, and either may be absent.
 *
 * @param ini the ini file
 * @param toml the {@code pyproject.toml}
 * @param configured the one of the two that the caller named
 */
record ConfigFiles(ConfigFile ini, ConfigFile toml, ConfigFile configured) {

	private static final String INI = "alembic.ini";

	private static final String TOML = "pyproject.toml";

	static ConfigFiles of(ProjectFiles files, ConfigLocation location) {
		ConfigFile configured = file(files, location.workdir(), location.alembicConfig());
		Path name = configured.path().getFileName();
		return name != null && name.toString().equals(TOML)
				? new ConfigFiles(file(files, location.workdir(), INI), configured, configured)
				: new ConfigFiles(configured, file(files, location.workdir(), TOML), configured);
	}

	private static ConfigFile file(ProjectFiles files, Path workdir, String name) {
		return new ConfigFile(name, files.look(Locations.path(workdir, name, new ConfigOrigin(name, null, null))));
	}

	/**
	 * The options of both files.
	 *
	 * @throws InvalidConfigException if one of the files is there but cannot be read
	 */
	AlembicOptions read(ProjectFiles files, String section) {
		IniFile options = this.ini.exists()
				? IniFile.parse(this.ini.name(), this.ini.text(files), this.ini.variables())
				: IniFile.absent(this.ini.name());
		TomlTable table = this.toml.exists()
				? TomlTable.parse(this.toml.name(), this.toml.text(files), this.toml.variables())
				: TomlTable.absent(this.toml.name());
		return AlembicOptions.of(options, section, table);
	}

	/**
	 * Whether the caller named the file that Alembic itself would look for.
	 */
	boolean isUsual() {
		return this.configured.equals(this.ini) && this.ini.path().equals(this.toml.path().resolveSibling(INI));
	}

	/**
	 * The directory of an ini file that has {@code env.py} beside it; {@code null} if it is not so. Flask-Migrate: the ini file is
	 * in the script directory, and does not say where that is.
	 */
	@Nullable
	Path scriptDirectory(ProjectFiles files) {
		Path environment = this.ini.path().resolveSibling("env.py");
		return (this.configured.equals(this.ini) && this.ini.exists() && files.exists(environment))
				? environment.getParent()
				: null;
	}

	/**
	 * Where the files are or would be.
	 */
	List<Path> paths() {
		return List.of(this.ini.path(), this.toml.path());
	}

	/**
	 * What to tell somebody who looks for an option that none of the files has.
	 */
	String missing(AlembicOptions options) {
		return "the option is missing: %s, and %s.".formatted(missingInIni(options),
				this.toml.exists()
						? "it is not in [tool.alembic] of " + this.toml.name()
						: "there is no " + this.toml.name());
	}

	private String missingInIni(AlembicOptions options) {
		if (!this.ini.exists()) {
			return "there is no " + this.ini.name();
		}
		return (options.ini().hasSection(options.section()) ? "it is not in section [%s]" : "there is no section [%s]")
				.formatted(options.section());
	}

}

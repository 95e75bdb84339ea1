package ai.backend.dbstatus.alembic.config;

import java.nio.file.Path;

/**
 * The configuration file that the caller named is not there.
 */
public final class ConfigNotFoundException extends AlembicConfigException {

	ConfigNotFoundException(String file, Path workdir) {
		super("There is no Alembic configuration file %s in %s.".formatted(file, workdir), file, null, null);
	}

}

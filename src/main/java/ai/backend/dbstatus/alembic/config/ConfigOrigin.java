package ai.backend.dbstatus.alembic.config;

import org.jspecify.annotations.Nullable;

/**
 * Where an option comes from, for messages: {@code alembic.ini, line 7, sqlalchemy.url}.
 *
 * @param file the file as the caller named it
 * @param line its line, counted from 1; {@code null} if not known
 * @param key the option; {@code null} for the file or the line as such
 */
public record ConfigOrigin(String file, @Nullable Integer line, @Nullable String key) {

	@Override
	public String toString() {
		return this.file + (this.line == null ? "" : ", line " + this.line) + (this.key == null ? "" : ", " + this.key);
	}

}

package ai.backend.dbstatus.status;

import ai.backend.dbstatus.alembic.config.ConfigLocation;
import org.jspecify.annotations.Nullable;

/**
 * A component: an Alembic configuration and a database.
 *
 * @param name the name in URLs
 * @param title the name for a person
 * @param alembic where the Alembic configuration is
 * @param databaseUrl the database's URL in SQLAlchemy's or JDBC's form; {@code null} to take it from the Alembic
 * configuration
 * @param username who logs in; {@code null} to take it from the URL
 * @param password the password; {@code null} to take it from the URL
 * @param versionTable the version table's name; {@code null} to take it from the Alembic project
 * @param versionTableSchema the version table's schema; {@code null} to take it from the Alembic project
 * @param allowMultipleHeads whether several heads are how this project works, and no sign of divergence
 */
public record Component(String name, String title, ConfigLocation alembic, @Nullable String databaseUrl,
		@Nullable String username, @Nullable String password, @Nullable String versionTable,
		@Nullable String versionTableSchema, boolean allowMultipleHeads) {

	/**
	 * The name: a URL and a password have no place in a log.
	 */
	@Override
	public String toString() {
		return this.name;
	}

}

package ai.backend.dbstatus.component;

import org.jspecify.annotations.Nullable;

/**
 * What an operator says of a component's database; the rest is taken from the Alembic project.
 *
 * @param url the URL in SQLAlchemy's or JDBC's form; {@code null} to take it from the project
 * @param username who logs in; {@code null} to take it from the URL
 * @param password the password; {@code null} to take it from the URL
 * @param versionTable the version table's name; {@code null} to take it from the project
 * @param versionTableSchema the version table's schema; {@code null} to take it from the project
 */
public record DatabaseSettings(@Nullable String url, @Nullable String username, @Nullable String password,
		@Nullable String versionTable, @Nullable String versionTableSchema) {

	/** All is taken from the project. */
	public static final DatabaseSettings NONE = new DatabaseSettings(null, null, null, null, null);

	/**
	 * Without the URL and the password, which have no place in a log.
	 */
	@Override
	public String toString() {
		return "DatabaseSettings[versionTable=%s, versionTableSchema=%s]".formatted(this.versionTable,
				this.versionTableSchema);
	}

}

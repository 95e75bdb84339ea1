package ai.backend.dbstatus.database.url;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import ai.backend.dbstatus.database.DatabaseException;
import ai.backend.dbstatus.database.DatabaseFailure;
import org.jspecify.annotations.Nullable;

/**
 * Which database to ask, and as whom. Made from a URL in SQLAlchemy's form
 * ({@code dialect[+driver]://user:password@host:port/database?key=value}) or in JDBC's ({@code jdbc:postgresql:…}).
 * Two are equal if they lead to the same database with the same credentials and the same arguments.
 */
public final class DatabaseUrl {

	private final ConnectionTarget target;

	/** Once for all: each check asks for it several times. */
	private final int hash;

	DatabaseUrl(ConnectionTarget target) {
		this.target = target;
		this.hash = target.hashCode();
	}

	/**
	 * Reads a database URL of the service's configuration. Accepted are the dialects {@code postgresql},
	 * {@code postgres}, {@code mysql},
	 * {@code mariadb} and {@code sqlite}, each with any of its Python drivers, and {@code jdbc:postgresql:},
	 * {@code jdbc:mariadb:}, {@code jdbc:mysql:} and {@code jdbc:sqlite:}. An empty host is {@code localhost}.
	 * Each dialect has a list of arguments that are accepted; what is not on it is an error.
	 * @param url the URL; of a password in it no exception shows a trace
	 * @param username replaces the user of the URL; {@code null} or empty: the URL's own
	 * @param password replaces the password of the URL; {@code null}: the URL's own
	 * @param baseDirectory where a relative file of SQLite starts
	 * @throws DatabaseException {@link DatabaseFailure#DATABASE_URL_INVALID} or
	 * {@link DatabaseFailure#DATABASE_UNSUPPORTED}
	 */
	public static DatabaseUrl parse(String url, @Nullable String username, @Nullable String password,
			Path baseDirectory) {
		String text = url.strip();
		ConnectionTarget target = text.regionMatches(true, 0, "jdbc:", 0, 5)
				? JdbcUrl.parse(text, baseDirectory)
				: SqlAlchemyUrl.parse(text).toTarget(baseDirectory, UrlSource.CONFIGURATION);
		return new DatabaseUrl(target.withCredentials(username, password));
	}

	/**
	 * Reads a database URL of a project's file: in SQLAlchemy's form, with no credentials but its own, and without arguments
	 * that name a file, a class, a way to log in, a statement or a host beside its own.
	 * @param url the URL; of a password in it no exception shows a trace
	 * @param baseDirectory where a relative file of SQLite starts
	 * @throws DatabaseException {@link DatabaseFailure#DATABASE_URL_INVALID} or
	 * {@link DatabaseFailure#DATABASE_UNSUPPORTED}
	 */
	public static DatabaseUrl ofProject(String url, Path baseDirectory) {
		String text = url.strip();
		if (text.regionMatches(true, 0, "jdbc:", 0, 5)) {
			throw SqlAlchemyUrl.invalid("JDBC's form is not accepted from a project's file, only in the setting"
					+ " db-status.components.NAME.url; a project's own has the form"
					+ " dialect[+driver]://user:password@host:port/database");
		}
		return new DatabaseUrl(SqlAlchemyUrl.parse(text).toTarget(baseDirectory, UrlSource.PROJECT));
	}

	/**
	 * Another database of the same server.
	 */
	public DatabaseUrl withDatabase(String database) {
		return new DatabaseUrl(this.target.withDatabase(database));
	}

	/**
	 * The kind of database.
	 */
	public Dialect dialect() {
		return this.target.dialect();
	}

	/**
	 * Host and port for people: {@code localhost:5432}; several are separated by commas. For SQLite the file.
	 */
	public String address() {
		List<Server> servers = this.target.servers();
		return servers.isEmpty()
				? this.target.database()
				: servers.stream().map(Server::toString).collect(Collectors.joining(","));
	}

	/**
	 * The name of the database, or for SQLite the file; may be empty, as it may in a URL.
	 */
	public String database() {
		return this.target.database();
	}

	/**
	 * The user, if one is named.
	 */
	public @Nullable String username() {
		return this.target.username();
	}

	/**
	 * The password, if one is given.
	 */
	public @Nullable String password() {
		return this.target.password();
	}

	/**
	 * The servers in the order in which they are tried; none for a file.
	 */
	public List<Server> servers() {
		return this.target.servers();
	}

	/**
	 * The URL's other arguments, as the dialect's JDBC driver names them.
	 */
	public Map<String, String> arguments() {
		return this.target.arguments();
	}

	/**
	 * Whether the URL is of the service's configuration, and not of a project's file: only then may the driver use what
	 * belongs to the operator on this machine, or show a password in clear text.
	 */
	public boolean isConfigured() {
		return this.target.source() == UrlSource.CONFIGURATION;
	}

	/**
	 * The database in a sentence: {@code database "d" at localhost:5432}, or {@code the file /srv/d.db}.
	 */
	public String describe() {
		return servers().isEmpty() ? "the file " + address() : "database \"" + database() + "\" at " + address();
	}

	ConnectionTarget target() {
		return this.target;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof DatabaseUrl that && this.hash == that.hash && this.target.equals(that.target);
	}

	@Override
	public int hashCode() {
		return this.hash;
	}

	/**
	 * Dialect, address and database; neither user nor password.
	 */
	@Override
	public String toString() {
		return dialect().displayName() + " " + address()
				+ (this.target.servers().isEmpty() ? "" : "/" + database());
	}

}

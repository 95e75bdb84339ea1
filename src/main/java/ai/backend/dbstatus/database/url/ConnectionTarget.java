package ai.backend.dbstatus.database.url;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A database URL taken apart, in the words of the JDBC driver.
 *
 * @param dialect the kind of database
 * @param servers in the order in which they are tried; none for a file
 * @param database the database's name, or the file
 * @param username the user, if named
 * @param password the password, if given
 * @param arguments arguments for the JDBC driver, by its names
 * @param source who wrote the URL
 */
record ConnectionTarget(Dialect dialect, List<Server> servers, String database, @Nullable String username,
		@Nullable String password, Map<String, String> arguments, UrlSource source) {

	ConnectionTarget {
		servers = List.copyOf(servers);
		arguments = Map.copyOf(arguments);
	}

	ConnectionTarget withCredentials(@Nullable String otherUsername, @Nullable String otherPassword) {
		return new ConnectionTarget(this.dialect, this.servers, this.database,
				(otherUsername != null && !otherUsername.isEmpty()) ? otherUsername : this.username,
				(otherPassword != null) ? otherPassword : this.password, this.arguments, this.source);
	}

	ConnectionTarget withDatabase(String other) {
		return new ConnectionTarget(this.dialect, this.servers, other, this.username, this.password, this.arguments,
				this.source);
	}

	/** Without password and arguments, which may hold one. */
	@Override
	public String toString() {
		return this.dialect + " " + this.servers + " " + this.database;
	}

}

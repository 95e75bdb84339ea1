package ai.backend.dbstatus.database.url;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import static java.util.Map.entry;

/**
 * What the arguments of libpq, psycopg, asyncpg and pg8000 in a SQLAlchemy URL are called in pgjdbc. Arguments about the
 * Python side alone are ignored; one that would change whom the service asks or whom it trusts, and that pgjdbc does not
 * know, is an error. So is one of a project's file that names what is the operator's.
 */
final class PostgresArguments {

	private static final Map<String, String> RENAMED = Map.ofEntries(entry("sslmode", "sslmode"),
			entry("sslrootcert", "sslrootcert"), entry("sslcert", "sslcert"), entry("sslkey", "sslkey"),
			entry("sslpassword", "sslpassword"), entry("sslnegotiation", "sslNegotiation"),
			entry("channel_binding", "channelBinding"), entry("require_auth", "requireAuth"),
			entry("gssencmode", "gssEncMode"), entry("krbsrvname", "kerberosServerName"), entry("options", "options"),
			entry("connect_timeout", "connectTimeout"), entry("timeout", "connectTimeout"),
			entry("user", "user"), entry("password", "password"));

	/** Where the name of asyncpg's is not libpq's: its {@code ssl} takes the values of {@code sslmode}. */
	private static final Set<String> SSL_MODES = Set.of("disable", "allow", "prefer", "require", "verify-ca",
			"verify-full");

	private static final Map<String, String> SESSION_ATTRIBUTES = Map.of("any", "any", "read-write", "primary",
			"primary",
			"primary", "read-only", "secondary", "standby", "secondary", "prefer-standby", "preferSecondary");

	private static final Set<String> IGNORED = Set.of("application_name", "fallback_application_name",
			"client_encoding",
			"command_timeout", "prepared_statement_name_func", "prepared_statement_cache_size", "statement_cache_size",
			"max_cached_statement_lifetime",
			"max_cacheable_statement_size", "async_fallback", "async_creator_fn", "keepalives", "keepalives_idle",
			"keepalives_interval", "keepalives_count", "tcp_user_timeout", "tcp_keepalive", "prepare_threshold",
			"autocommit", "row_factory", "cursor_factory", "use_native_hstore", "use_native_unicode",
			"executemany_mode", "executemany_batch_page_size", "executemany_values_page_size", "isolation_level",
			"load_balance_hosts", "sslcompression", "sslsni", "gsslib", "replication", "context");

	/** They name files of this machine, classes, or what a login takes that is not the project's. */
	private static final Set<String> OPERATORS = Set.of("sslrootcert", "sslcert", "sslkey", "sslpassword", "krbsrvname",
			"gsslib", "replication", "context", "async_creator_fn", "cursor_factory", "row_factory",
			"prepared_statement_name_func");

	/** Of a project; each is tried. */
	private static final int MOST_HOSTS = 8;

	/** The ways to log in that show no password to the server. */
	private static final Set<String> SECRET_KEEPING = Set.of("md5", "scram-sha-256", "none");

	private PostgresArguments() {
	}

	static ConnectionTarget target(SqlAlchemyUrl url, UrlSource source) {
		Map<String, String> arguments = new TreeMap<>();
		url.query().forEach((name, value) -> translate(name, value, arguments));
		if (source == UrlSource.PROJECT) {
			restrict(url, arguments);
		}
		String username = (url.username() != null) ? url.username() : arguments.get("user");
		String password = (url.password() != null) ? url.password() : arguments.get("password");
		arguments.keySet().removeAll(Set.of("user", "password"));
		String database = (url.database() != null) ? url.database() : "";
		String named = url.query().last("dbname");
		if (database.isEmpty()) {
			database = (named != null) ? named : (username != null) ? username : "";
		}
		return new ConnectionTarget(Dialect.POSTGRESQL, servers(url), database, username, password, arguments,
				source);
	}

	private static void restrict(SqlAlchemyUrl url, Map<String, String> arguments) {
		url.query().forEach((name, value) -> {
			if (OPERATORS.contains(name) || (name.equals("host") && url.host() != null)
					|| (name.equals("require_auth")
							&& !SECRET_KEEPING.containsAll(List.of(value.strip().split("\\s*,\\s*"))))) {
				UrlSource.PROJECT.requireConfiguration(name);
			}
		});
		if (servers(url).size() > MOST_HOSTS) {
			throw SqlAlchemyUrl.invalid("it names more than " + MOST_HOSTS + " hosts");
		}
		arguments.remove("gssEncMode");
		arguments.computeIfPresent("options", (_, options) -> PostgresOptions.searchPath(options));
	}

	private static void translate(String name, String value, Map<String, String> arguments) {
		String renamed = RENAMED.get(name);
		if (renamed != null) {
			arguments.put(renamed, value);
		}
		switch (name) {
			case "host", "port", "dbname" -> {
				// where to connect: read by servers() and target()
			}
			case "ssl" -> arguments.put("sslmode", oneOf(SSL_MODES, name, value));
			case "sslmode" -> oneOf(SSL_MODES, name, value);
			case "direct_tls" -> arguments.put("sslNegotiation", "direct");
			case "target_session_attrs" -> {
				oneOf(SESSION_ATTRIBUTES.keySet(), name, value);
				arguments.put("targetServerType", SESSION_ATTRIBUTES.getOrDefault(value, "any"));
			}
			case "hostaddr", "passfile", "service", "servicefile", "sslcrl", "sslcrldir", "unix_sock", "requirepeer" ->
				throw SqlAlchemyUrl
						.invalid("the argument \"" + name + "\" has no equivalent in the JDBC driver of PostgreSQL");
			default -> {
				if (renamed == null && !IGNORED.contains(name)) {
					throw SqlAlchemyUrl.invalid("the argument \"" + name + "\" is not known for PostgreSQL");
				}
			}
		}
	}

	private static String oneOf(Set<String> allowed, String name, String value) {
		if (!allowed.contains(value)) {
			throw SqlAlchemyUrl.invalid("the argument \"" + name + "\" must be one of "
					+ String.join(", ", allowed.stream().sorted().toList()));
		}
		return value;
	}

	/**
	 * The hosts: of the URL's own place, else of its arguments {@code host} and {@code port}, where each value may be a
	 * list and {@code host=name:port} is SQLAlchemy's way of giving both.
	 */
	private static List<Server> servers(SqlAlchemyUrl url) {
		List<String> hosts = url.query().list("host");
		List<String> ports = url.query().list("port");
		if (hosts.isEmpty()) {
			return List.of(server(url.host(), null, url.port(), ports, 0));
		}
		List<Server> servers = new ArrayList<>();
		for (int i = 0; i < hosts.size(); i++) {
			String host = hosts.get(i);
			int colon = host.indexOf(':');
			boolean withPort = colon >= 0 && colon == host.lastIndexOf(':');
			servers.add(server(withPort ? host.substring(0, colon) : host, withPort ? host.substring(colon + 1) : null,
					url.port(), ports, i));
		}
		return servers;
	}

	private static Server server(@Nullable String host, @Nullable String ownPort, @Nullable Integer urlPort,
			List<String> ports, int index) {
		String name = (host != null && !host.isEmpty()) ? host : "localhost";
		if (name.startsWith("/") || name.startsWith("@")) {
			throw SqlAlchemyUrl.invalid("it names a Unix socket, but the JDBC driver of PostgreSQL speaks TCP only:"
					+ " give a host name or an address");
		}
		SqlAlchemyUrl.plainHost(name);
		Integer port = SqlAlchemyUrl.port(ownPort);
		if (port == null && !ports.isEmpty()) {
			port = SqlAlchemyUrl.port(ports.get(Math.min(index, ports.size() - 1)));
		}
		if (port == null) {
			port = urlPort;
		}
		return new Server(name, (port != null) ? port : Dialect.POSTGRESQL.defaultPort());
	}

}

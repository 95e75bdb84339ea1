package ai.backend.dbstatus.database.url;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the arguments of PyMySQL, mysqlclient, MySQL Connector/Python, aiomysql and asyncmy in a SQLAlchemy URL are called
 * in MariaDB Connector/J. Arguments about the Python side alone are ignored.
 */
final class MySqlArguments {

	private static final Set<String> IGNORED = Set.of("charset", "collation", "use_unicode", "use_pure", "local_infile",
			"read_timeout", "write_timeout", "autocommit", "init_command", "sql_mode", "binary_prefix", "program_name",
			"compress", "buffered", "raise_on_warnings", "cursorclass", "max_allowed_packet", "client_flag", "conv",
			"allow_local_infile", "auth_plugin", "default_auth", "pool_name", "pool_size", "time_zone", "get_warnings",
			"consume_results", "defer_connect", "echo", "converter", "isolation_level", "prefetch_rows");

	/** They name files of this machine, classes, statements, or what a login takes that is not the project's. */
	private static final Set<String> OPERATORS = Set.of("ssl_ca", "init_command", "cursorclass", "conv", "converter",
			"auth_plugin", "default_auth");

	private MySqlArguments() {
	}

	static ConnectionTarget target(SqlAlchemyUrl url, UrlSource source) {
		Map<String, String> arguments = new TreeMap<>();
		url.query().forEach((name, value) -> {
			if (OPERATORS.contains(name)) {
				source.requireConfiguration(name);
			}
			translate(name, value, arguments);
		});
		// PyMySQL checks the host's name only if told so.
		if ("verify-ca".equals(arguments.get("sslMode")) && isTrue(url.query().last("ssl_check_hostname"))) {
			arguments.put("sslMode", "verify-full");
		}
		String host = (url.host() != null) ? url.host() : "localhost";
		int port = (url.port() != null) ? url.port() : Dialect.MYSQL.defaultPort();
		return new ConnectionTarget(Dialect.MYSQL, List.of(new Server(host, port)),
				(url.database() != null) ? url.database() : "", url.username(), url.password(), arguments, source);
	}

	private static void translate(String name, String value, Map<String, String> arguments) {
		switch (name) {
			case "connect_timeout", "connection_timeout" -> arguments.put("connectTimeout", value);
			case "ssl_ca" -> {
				arguments.put("serverSslCert", value);
				arguments.put("sslMode", "verify-ca");
			}
			case "ssl_mode" -> arguments.put("sslMode", sslMode(value));
			case "ssl_disabled" -> {
				if (isTrue(value)) {
					arguments.put("sslMode", "disable");
				}
			}
			case "ssl" -> {
				if (isTrue(value)) {
					arguments.put("sslMode", "trust");
				}
			}
			case "ssl_check_hostname", "ssl_verify_cert", "ssl_verify_identity" -> {
				// together with ssl_ca: read by target()
			}
			case "unix_socket" -> throw SqlAlchemyUrl.invalid(
					"it names a Unix socket, but this service speaks TCP only: give a host name or an address");
			case "ssl_cert", "ssl_key", "ssl_capath", "ssl_cipher", "read_default_file", "read_default_group",
					"option_files" ->
				throw SqlAlchemyUrl
						.invalid("the argument \"" + name + "\" has no equivalent in the JDBC driver of MariaDB"
								+ " and MySQL");
			default -> {
				if (!IGNORED.contains(name)) {
					throw SqlAlchemyUrl.invalid("the argument \"" + name + "\" is not known for MariaDB and MySQL");
				}
			}
		}
	}

	private static String sslMode(String value) {
		return switch (value.toUpperCase(Locale.ROOT)) {
			case "DISABLED", "PREFERRED" -> "disable";
			case "REQUIRED" -> "trust";
			case "VERIFY_CA" -> "verify-ca";
			case "VERIFY_IDENTITY" -> "verify-full";
			default ->
				throw SqlAlchemyUrl.invalid("the argument \"ssl_mode\" must be one of DISABLED, PREFERRED, REQUIRED,"
						+ " VERIFY_CA, VERIFY_IDENTITY");
		};
	}

	private static boolean isTrue(@org.jspecify.annotations.Nullable String value) {
		return value != null && Set.of("true", "1", "yes", "on").contains(value.toLowerCase(Locale.ROOT));
	}

}

package ai.backend.dbstatus.database.url;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A JDBC URL: {@code jdbc:postgresql:}, {@code jdbc:mariadb:} and {@code jdbc:mysql:} with
 * {@code //host[:port][,host[:port]…]/database?arguments} (PostgreSQL also {@code jdbc:postgresql:database}), and
 * {@code jdbc:sqlite:file}. Of the arguments those go to the driver that are on a list.
 */
final class JdbcUrl {

	private static final Pattern FORM = Pattern.compile("jdbc:(?<dialect>\\w+):(?<rest>.*)",
			Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

	private static final Pattern SERVERS = Pattern
			.compile("(?://(?<servers>[^/?]*))?/?(?<database>[^?]*)(?:\\?(?<query>.*))?", Pattern.DOTALL);

	private static final Pattern SERVER = Pattern
			.compile("(?:\\[(?<v6>[0-9A-Fa-f:.%]+)]|(?<host>[^:\\[\\]@\\s#]*))(?::(?<port>[^:@]*))?");

	private JdbcUrl() {
	}

	static ConnectionTarget parse(String url, Path baseDirectory) {
		Matcher form = FORM.matcher(url);
		if (!form.matches()) {
			throw SqlAlchemyUrl.invalid("it must have the form jdbc:postgresql://host:port/database");
		}
		String dialect = form.group("dialect").toLowerCase(Locale.ROOT);
		String rest = form.group("rest");
		return switch (dialect) {
			case "postgresql" -> target(Dialect.POSTGRESQL, rest);
			case "mariadb", "mysql" -> target(Dialect.MYSQL, rest);
			case "sqlite" -> SqliteFile.target(rest.startsWith("file:") ? rest : rest.replaceFirst("[?].*", ""),
					baseDirectory, UrlSource.CONFIGURATION);
			default -> throw UnsupportedDialects.named(dialect);
		};
	}

	private static ConnectionTarget target(Dialect dialect, String rest) {
		Matcher matcher = SERVERS.matcher(rest);
		if (!matcher.matches()) {
			throw SqlAlchemyUrl.invalid("it must have the form jdbc:postgresql://host:port/database");
		}
		SqlAlchemyUrl.requireWholePassword(matcher.group("servers"), matcher.group("database"));
		Map<String, String> arguments = new TreeMap<>();
		JdbcArguments accepted = JdbcArguments.of(dialect);
		UrlArguments.parse(matcher.group("query")).forEach((name, value) -> {
			if (!accepted.isIgnored(name)) {
				arguments.put(accepted.canonical(name), value);
			}
		});
		String username = arguments.remove("user");
		String password = arguments.remove("password");
		String named = SqlAlchemyUrl.decode(matcher.group("database"), "database name");
		String database = (named != null && !named.isEmpty()) ? named : (username != null) ? username : "";
		return new ConnectionTarget(dialect, servers(dialect, matcher.group("servers")), database, username, password,
				arguments, UrlSource.CONFIGURATION);
	}

	private static List<Server> servers(Dialect dialect, @Nullable String list) {
		List<Server> servers = new ArrayList<>();
		for (String item : ((list != null) ? list : "").split(",", -1)) {
			Matcher matcher = SERVER.matcher(item);
			if (!matcher.matches()) {
				throw SqlAlchemyUrl.invalid("its hosts must have the form host:port, separated by commas"
						+ " (user and password are arguments: ?user=…&password=…)");
			}
			String host = (matcher.group("v6") != null) ? matcher.group("v6") : matcher.group("host");
			Integer port = SqlAlchemyUrl.port(matcher.group("port"));
			servers.add(new Server(host.isEmpty() ? "localhost" : SqlAlchemyUrl.plainHost(host),
					(port != null) ? port : dialect.defaultPort()));
		}
		return servers;
	}

}

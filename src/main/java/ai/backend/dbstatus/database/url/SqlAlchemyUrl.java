package ai.backend.dbstatus.database.url;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import ai.backend.dbstatus.database.DatabaseException;
import ai.backend.dbstatus.database.DatabaseFailure;
import org.jspecify.annotations.Nullable;

import static ai.backend.dbstatus.database.DatabaseFailure.DATABASE_URL_INVALID;

/**
 * A database URL in SQLAlchemy's form: {@code dialect[+driver]://[user[:password]@][host[:port]][/database][?query]}.
 * User and password are percent-decoded, in which {@code +} stays {@code +}; database and host are taken as they are;
 * in the query {@code +} is a space (SQLAlchemy: {@code make_url}).
 *
 * @param dialect before the {@code +}, in lower case
 * @param driver after it
 * @param host as written, without the brackets of an IPv6 address; {@code null} if empty
 * @param port {@code null} if not given
 * @param query the arguments
 */
record SqlAlchemyUrl(String dialect, @Nullable String driver, @Nullable String username, @Nullable String password,
		@Nullable String host, @Nullable Integer port, @Nullable String database, UrlArguments query) {

	private static final Pattern FORM = Pattern.compile("(?<name>\\w+(?:\\+\\w+)?)://"
			+ "(?:(?<username>[^:/]*)(?::(?<password>[^@]*))?@)?"
			+ "(?:(?:\\[(?<v6>[^/?]+)]|(?<host>[^/:?]+))?(?::(?<port>[^/?]*))?)?"
			+ "(?:/(?<database>[^?]*))?(?:\\?(?<query>.*))?", Pattern.DOTALL);

	/**
	 * Reads a URL.
	 * @throws DatabaseException {@link DatabaseFailure#DATABASE_URL_INVALID}: says what is wrong without showing the URL
	 */
	static SqlAlchemyUrl parse(String url) {
		Matcher matcher = FORM.matcher(url);
		if (!matcher.matches()) {
			throw invalid("it must have the form dialect[+driver]://user:password@host:port/database"
					+ " (an @, : or / in user or password is written as %40, %3A, %2F)");
		}
		requireWholePassword(matcher.group("username"), matcher.group("database"), matcher.group("query"));
		String[] name = matcher.group("name").toLowerCase(Locale.ROOT).split("\\+", 2);
		String v6 = matcher.group("v6");
		return new SqlAlchemyUrl(name[0], (name.length > 1) ? name[1] : null,
				decode(matcher.group("username"), "user name"), decode(matcher.group("password"), "password"),
				(v6 != null) ? plainHost(v6) : host(matcher.group("host")), port(matcher.group("port")),
				matcher.group("database"), UrlArguments.parse(matcher.group("query")));
	}

	ConnectionTarget toTarget(Path baseDirectory, UrlSource source) {
		return switch (this.dialect) {
			case "postgresql", "postgres" -> PostgresArguments.target(this, source);
			case "mysql", "mariadb" -> MySqlArguments.target(this, source);
			case "sqlite" -> SqliteFile.target(this, baseDirectory, source);
			default -> throw UnsupportedDialects.named(this.dialect);
		};
	}

	static DatabaseException invalid(String what) {
		return new DatabaseException(DATABASE_URL_INVALID, "The database URL is not valid: " + what);
	}

	/**
	 * Refuses a URL in which an @ stands behind the host as well: the password had one, and what was taken for the host is a
	 * piece of it, which must not be shown.
	 */
	static void requireWholePassword(@Nullable String username, @Nullable String... behind) {
		for (String text : behind) {
			if (username != null && text != null && text.indexOf('@') >= 0) {
				throw invalid("an @ in the user name, the password or an argument is written as %40");
			}
		}
	}

	private static @Nullable String host(@Nullable String host) {
		if (host != null && host.indexOf('@') >= 0) {
			throw invalid("an @ in the user name or the password is written as %40");
		}
		return (host != null) ? plainHost(host) : null;
	}

	/**
	 * A host that means nothing but itself to a driver, which may know lists and options in this place.
	 */
	static String plainHost(String host) {
		if (!host.codePoints().allMatch((c) -> Character.isLetterOrDigit(c) || ".-_:%".indexOf(c) >= 0)) {
			throw invalid("the host name has a character that no host name has");
		}
		return host;
	}

	static @Nullable Integer port(@Nullable String port) {
		if (port == null || port.isEmpty()) {
			return null;
		}
		try {
			int number = Integer.parseInt(port);
			if (number > 0 && number < 65536) {
				return number;
			}
		}
		catch (NumberFormatException ex) {
			// said below
		}
		throw invalid("the port is not a number from 1 to 65535");
	}

	/**
	 * Percent-decoding as Python's {@code unquote} does it: what is no escape stays as it is.
	 */
	static @Nullable String decode(@Nullable String text, String what) {
		if (text == null || text.indexOf('%') < 0) {
			return text;
		}
		String escapesOnly = text.replaceAll("%(?![0-9A-Fa-f]{2})", "%25").replace("+", "%2B");
		String decoded = URLDecoder.decode(escapesOnly, StandardCharsets.UTF_8);
		if (decoded.indexOf('\0') >= 0) {
			throw invalid("the " + what + " has a NUL character");
		}
		return decoded;
	}

	@Override
	public String toString() {
		return this.dialect + "://" + this.host;
	}

}

package ai.backend.dbstatus.database.url;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import ai.backend.dbstatus.database.DatabaseException;
import ai.backend.dbstatus.database.DatabaseFailure;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The forms of a database URL.
 */
class DatabaseUrlTests {

	private static DatabaseUrl parse(String url) {
		return DatabaseUrl.parse(url, null, null, Path.of("/base"));
	}

	private static DatabaseUrl ofProject(String url) {
		return DatabaseUrl.ofProject(url, Path.of("/base"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "postgresql://u:begin@SECRET@h/d", "postgresql://u:begin@SECRET/end@h/d",
			"postgresql://u:begin@SECRET/@h:1/d", "postgresql://u:begin@SECRET?end@h/d",
			"postgresql://u:begin@SECRET?a=b@h/d", "postgresql://u:begin@SECRET:1/x@h/d",
			"mysql://u:begin@SECRET/x@h/d",
			"jdbc:postgresql://u:begin@SECRET/x@h/d", "jdbc:postgresql://SECRET:1/x@h/d",
			"postgresql://:a@SECRET/x@h/d" })
	void ofAPasswordWithAnAtNoPieceIsTakenForTheHost(String url) {
		assertThatExceptionOfType(DatabaseException.class).isThrownBy(() -> parse(url))
				.satisfies((ex) -> assertThat(ex.failure()).isEqualTo(DatabaseFailure.DATABASE_URL_INVALID))
				.withMessageNotContainingAny("SECRET", "begin", "end@", "x@")
				.withMessageContaining("database URL is not valid");
	}

	@ParameterizedTest
	@CsvSource(nullValues = "-", delimiter = '|', textBlock = """
			postgresql://u:p@h:1/d                                   | POSTGRESQL | h:1            | d     | u     | p
			postgres://u:p@h/d                                       | POSTGRESQL | h:5432         | d     | u     | p
			POSTGRESQL://u:p@h/d                                     | POSTGRESQL | h:5432         | d     | u     | p
			postgresql+asyncpg://postgres:develove@localhost:8101/b  | POSTGRESQL | localhost:8101 | b     | postgres | develove
			postgresql+psycopg2://u:p@h/d                            | POSTGRESQL | h:5432         | d     | u     | p
			postgresql+psycopg://u:p@h/d                             | POSTGRESQL | h:5432         | d     | u     | p
			postgresql+pg8000://u:p@h/d                              | POSTGRESQL | h:5432         | d     | u     | p
			postgresql+anything_new://u:p@h/d                        | POSTGRESQL | h:5432         | d     | u     | p
			postgresql:///d                                          | POSTGRESQL | localhost:5432 | d     | -     | -
			postgresql://:1234/d                                     | POSTGRESQL | localhost:1234 | d     | -     | -
			postgresql://h:/d                                        | POSTGRESQL | h:5432         | d     | -     | -
			postgresql://u@h                                         | POSTGRESQL | h:5432         | u     | u     | -
			postgresql://u@/d                                        | POSTGRESQL | localhost:5432 | d     | u     | -
			postgresql://u:@h/d                                      | POSTGRESQL | h:5432         | d     | u     | ''
			postgresql://a%40b:p%3A%2F%3F%25%20x@h/d                 | POSTGRESQL | h:5432         | d     | a@b   | p:/?% x
			postgresql://u:a+b%2Bc@h/d                               | POSTGRESQL | h:5432         | d     | u     | a+b+c
			postgresql://u:a/b?c:d@h/e                               | POSTGRESQL | h:5432         | e     | u     | a/b?c:d
			postgresql://u:100%@h/d                                  | POSTGRESQL | h:5432         | d     | u     | 100%
			postgresql://u:%E2%82%AC@h/d                             | POSTGRESQL | h:5432         | d     | u     | €
			postgresql://u:p@h/a%20b                                 | POSTGRESQL | h:5432         | a%20b | u     | p
			postgresql://u:p@[::1]:1/d                               | POSTGRESQL | [::1]:1        | d     | u     | p
			postgresql://[fe80::1%25eth0]/d                          | POSTGRESQL | [fe80::1%25eth0]:5432 | d | -   | -
			postgresql://u:p@/d?host=a:1&host=b:2                    | POSTGRESQL | a:1,b:2        | d     | u     | p
			postgresql://u:p@/d?host=a,b&port=1,2                    | POSTGRESQL | a:1,b:2        | d     | u     | p
			postgresql://u:p@/d?host=a,b&port=7                      | POSTGRESQL | a:7,b:7        | d     | u     | p
			postgresql://u:p@/d?host=a                               | POSTGRESQL | a:5432         | d     | u     | p
			postgresql:///?user=u&password=p+q&dbname=d              | POSTGRESQL | localhost:5432 | d     | u     | p q
			mysql://u:p@h/d                                          | MYSQL      | h:3306         | d     | u     | p
			mysql+pymysql://u:p@h:1/d?charset=utf8mb4                | MYSQL      | h:1            | d     | u     | p
			mariadb+mariadbconnector://u:p@h/d                       | MYSQL      | h:3306         | d     | u     | p
			sqlite:///a/b.db                                         | SQLITE     | /base/a/b.db   | /base/a/b.db | - | -
			sqlite:///./b.db                                         | SQLITE     | /base/b.db     | /base/b.db   | - | -
			sqlite:////a/b.db                                        | SQLITE     | /a/b.db        | /a/b.db      | - | -
			sqlite+aiosqlite:///b.db?timeout=5                       | SQLITE     | /base/b.db     | /base/b.db   | - | -
			sqlite:///file:b.db?mode=ro&uri=true                     | SQLITE     | /base/b.db     | /base/b.db   | - | -
			jdbc:postgresql://h:1/d?user=u&password=p%26q            | POSTGRESQL | h:1            | d     | u     | p&q
			jdbc:postgresql://h1,h2:2/d                              | POSTGRESQL | h1:5432,h2:2   | d     | -     | -
			jdbc:postgresql://[::1]/d                                | POSTGRESQL | [::1]:5432     | d     | -     | -
			jdbc:postgresql:d                                        | POSTGRESQL | localhost:5432 | d     | -     | -
			jdbc:postgresql:/                                        | POSTGRESQL | localhost:5432 | ''    | -     | -
			jdbc:postgresql://h/a%20b                                | POSTGRESQL | h:5432         | a b   | -     | -
			jdbc:mariadb://h/d?user=u                                | MYSQL      | h:3306         | d     | u     | -
			jdbc:mysql://h:1/d                                       | MYSQL      | h:1            | d     | -     | -
			jdbc:sqlite:b.db                                         | SQLITE     | /base/b.db     | /base/b.db   | - | -
			jdbc:sqlite:/a/b.db                                      | SQLITE     | /a/b.db        | /a/b.db      | - | -
			""")
	void isReadInEveryForm(String url, Dialect dialect, String address, String database, @Nullable String username,
			@Nullable String password) {
		DatabaseUrl parsed = parse(url);
		assertThat(parsed.dialect()).isEqualTo(dialect);
		assertThat(parsed.address()).isEqualTo(address);
		assertThat(parsed.database()).isEqualTo(database);
		assertThat(parsed.username()).isEqualTo(username);
		assertThat(parsed.target().password()).isEqualTo(password);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			postgresql://h/d?sslmode=require&sslrootcert=/c.pem            | sslmode=require sslrootcert=/c.pem
			postgresql+asyncpg://h/d?ssl=verify-full                       | sslmode=verify-full
			postgresql+asyncpg://h/d?prepared_statement_cache_size=0       | ''
			postgresql+asyncpg://h/d?prepared_statement_cache_size=500     | ''
			postgresql://h/d?options=-csearch_path%3Dtenant_a              | options=-csearch_path=tenant_a
			postgresql://h/d?options=-c+search_path=tenant_a               | options=-c search_path=tenant_a
			postgresql://h/d?target_session_attrs=read-write               | targetServerType=primary
			postgresql://h/d?target_session_attrs=prefer-standby           | targetServerType=preferSecondary
			postgresql://h/d?connect_timeout=10                            | connectTimeout=10
			postgresql://h/d?application_name=manager&client_encoding=utf8 | ''
			postgresql://h/d?sslmode=                                      | ''
			mysql+pymysql://h/d?ssl_ca=/ca.pem                             | serverSslCert=/ca.pem sslMode=verify-ca
			mysql+pymysql://h/d?ssl_ca=/ca.pem&ssl_check_hostname=true     | serverSslCert=/ca.pem sslMode=verify-full
			mysql+mysqldb://h/d?ssl_mode=REQUIRED                          | sslMode=trust
			jdbc:postgresql://h/d?currentSchema=s                          | currentSchema=s
			""")
	void hasArgumentsInTheWordsOfTheJdbcDriver(String url, String arguments) {
		StringBuilder actual = new StringBuilder();
		new java.util.TreeMap<>(parse(url).target().arguments())
				.forEach((name,
						value) -> actual.append(actual.isEmpty() ? "" : " ").append(name).append('=').append(value));
		assertThat(actual).hasToString(arguments);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			S3cr3tMarker                                              | it must have the form
			postgresql:/u:S3cr3tMarker@h/d                            | it must have the form
			postgresql//u:S3cr3tMarker@h/d                            | it must have the form
			://u:S3cr3tMarker@h/d                                     | it must have the form
			postgresql+a+b://u:S3cr3tMarker@h/d                       | it must have the form
			postgresql://u:x@S3cr3tMarker@h/d                         | an @ in the user name or the password is written as %40
			postgresql://u:p@S3cr3tMarker h/d                         | the host name has a character that no host name has
			postgresql://u:p@h:S3cr3tMarker/d                         | the port is not a number from 1 to 65535
			postgresql://u:p@h:0/d                                    | the port is not a number from 1 to 65535
			postgresql://u:p@h:65536/d                                | the port is not a number from 1 to 65535
			postgresql://u:S3cr3tMarker@h/d?host=/var/run/postgresql  | it names a Unix socket
			postgresql://u:S3cr3tMarker@/d?host=%2Ftmp                | it names a Unix socket
			postgresql://u:p@h/d?passfile=S3cr3tMarker                | the argument "passfile" has no equivalent
			postgresql://u:p@h/d?service=S3cr3tMarker                 | the argument "service" has no equivalent
			postgresql://u:p@h/d?colour=S3cr3tMarker                  | the argument "colour" is not known for PostgreSQL
			postgresql://u:p@h/d?sslmode=S3cr3tMarker                 | the argument "sslmode" must be one of allow, disable
			postgresql+asyncpg://u:p@h/d?ssl=S3cr3tMarker             | the argument "ssl" must be one of allow, disable
			postgresql://u:p@h/d?target_session_attrs=S3cr3tMarker    | the argument "target_session_attrs" must be one of
			mysql://u:S3cr3tMarker@h/d?unix_socket=/run/m.sock        | it names a Unix socket
			mysql://u:S3cr3tMarker@h/d?ssl_key=k                      | the argument "ssl_key" has no equivalent
			mysql://u:p@h/d?ssl_mode=S3cr3tMarker                     | the argument "ssl_mode" must be one of
			mysql://u:p@h/d?colour=S3cr3tMarker                       | the argument "colour" is not known
			sqlite://                                                 | it names a database in memory
			sqlite:///:memory:                                        | it names a database in memory
			sqlite://S3cr3tMarker/x.db                                | that of SQLite has no host
			jdbc:S3cr3tMarker                                         | it must have the form
			jdbc:postgresql://u:S3cr3tMarker@h/d                      | its hosts must have the form host:port
			jdbc:postgresql://h/d?socketFactory=S3cr3tMarker          | the argument "socketFactory" is not accepted
			jdbc:postgresql://h/d?loggerFile=S3cr3tMarker             | the argument "loggerFile" is not accepted
			""")
	void thatIsWrongSaysWhatIsWrongAndNothingElse(String url, String message) {
		assertThatExceptionOfType(DatabaseException.class).isThrownBy(() -> parse(url)).satisfies((ex) -> {
			assertThat(ex.failure()).isEqualTo(DatabaseFailure.DATABASE_URL_INVALID);
			assertThat(ex.getMessage()).startsWith("The database URL is not valid: ")
					.contains(message)
					.doesNotContain("S3cr3tMarker");
		});
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			oracle+oracledb://u:S3cr3tMarker@h/d   | "oracle"  | com.oracle.database.jdbc:ojdbc17
			mssql+pyodbc://u:S3cr3tMarker@h/d      | "mssql"   | com.microsoft.sqlserver:mssql-jdbc
			jdbc:oracle:thin:u/S3cr3tMarker@h:1:d  | "oracle"  | com.oracle.database.jdbc:ojdbc17
			whatever://u:S3cr3tMarker@h/d          | "whatever" | its JDBC driver
			""")
	void ofAnotherDialectNamesTheDriverToAddAndWhere(String url, String dialect, String driver) {
		assertThatExceptionOfType(DatabaseException.class).isThrownBy(() -> parse(url)).satisfies((ex) -> {
			assertThat(ex.failure()).isEqualTo(DatabaseFailure.DATABASE_UNSUPPORTED);
			assertThat(ex.getMessage()).contains("dialect " + dialect)
					.contains("it takes " + driver + " among")
					.contains("pom.xml")
					.doesNotContain("S3cr3tMarker");
		});
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			postgresql://h/d?sslmode=require&application_name=m           | sslmode=require
			postgresql://h/d?options=-csearch_path%3Da                    | options=-csearch_path=a
			postgresql://h/d?options=-c+search_path=a,%5C+b+-c+jit=off    | options=-csearch_path=a,\\ b
			postgresql://h/d?options=--search-path=a                      | options=-csearch_path=a
			postgresql://h/d?options=-ctimezone=utc                       | ''
			postgresql://h/d?connect_timeout=1&gssencmode=prefer          | connectTimeout=1
			postgresql://h/d?require_auth=scram-sha-256,md5               | requireAuth=scram-sha-256,md5
			postgresql+asyncpg:///d?host=a,b&target_session_attrs=primary | targetServerType=primary
			mysql+mysqldb://h/d?ssl_mode=REQUIRED&local_infile=1          | sslMode=trust
			""")
	void ofAProjectHasFewArguments(String url, String arguments) {
		StringBuilder actual = new StringBuilder();
		new java.util.TreeMap<>(ofProject(url).target().arguments()).forEach(
				(name, value) -> actual.append(actual.isEmpty() ? "" : " ").append(name).append('=').append(value));
		assertThat(actual).hasToString(arguments);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			jdbc:postgresql://h/S3cr3tMarker                              | JDBC's form is not accepted from a project's file
			JDBC:mariadb://h/S3cr3tMarker                                 | JDBC's form is not accepted from a project's file
			postgresql://h/d?sslmode=require&sslrootcert=S3cr3tMarker     | the argument "sslrootcert" is not accepted from
			postgresql://h/d?sslcert=S3cr3tMarker                         | the argument "sslcert" is not accepted from
			postgresql://h/d?sslkey=S3cr3tMarker                          | the argument "sslkey" is not accepted from
			postgresql://h/d?passfile=S3cr3tMarker                        | the argument "passfile" has no equivalent
			postgresql://h/d?service=S3cr3tMarker                         | the argument "service" has no equivalent
			postgresql://h/d?host=S3cr3tMarker                            | the argument "host" is not accepted from
			postgresql:///d?host=a,b,c,d,e,f,g,h,S3cr3tMarker             | it names more than 8 hosts
			postgresql:///d?host=S3cr3tMarker(                            | the host name has a character
			postgresql://h/d?require_auth=md5,password                    | the argument "require_auth" is not accepted from
			postgresql://h/d?cursor_factory=S3cr3tMarker                  | the argument "cursor_factory" is not accepted from
			postgresql://h/d?options=-crole=S3cr3tMarker                  | the argument "options" of a project's file has
			postgresql://h/d?options=-csession_preload_libraries=x        | the argument "options" of a project's file has
			postgresql://h/d?options=S3cr3tMarker                         | of the argument "options" a project's file may
			postgresql://h/d?socketFactory=S3cr3tMarker                   | the argument "socketFactory" is not known
			mysql://h/d?init_command=S3cr3tMarker                         | the argument "init_command" is not accepted from
			mysql://h/d?ssl_ca=S3cr3tMarker                               | the argument "ssl_ca" is not accepted from
			mysql://h/d?auth_plugin=mysql_clear_password                  | the argument "auth_plugin" is not accepted from
			mysql://h/d?read_default_file=S3cr3tMarker                    | the argument "read_default_file" has no equivalent
			mysql://address=(host=S3cr3tMarker)/d                         | the host name has a character
			mysql://h/d?allowLocalInfile=true                             | the argument "allowLocalInfile" is not known
			sqlite:///file:a.db%3Fjournal_mode=WAL                        | the file name has a question mark
			""")
	void ofAProjectNamesNothingOfThisMachine(String url, String message) {
		assertThatExceptionOfType(DatabaseException.class).isThrownBy(() -> ofProject(url)).satisfies((ex) -> {
			assertThat(ex.failure()).isEqualTo(DatabaseFailure.DATABASE_URL_INVALID);
			assertThat(ex.getMessage()).startsWith("The database URL is not valid: ")
					.contains(message)
					.doesNotContain("S3cr3tMarker");
		});
	}

	@Test
	void ofAProjectIsNotTheSameAsOneThatIsConfigured() {
		assertThat(ofProject("postgresql://u:p@h/d")).isNotEqualTo(parse("postgresql://u:p@h/d"));
		assertThat(ofProject("postgresql://u:p@h/d").isConfigured()).isFalse();
		assertThat(parse("postgresql://u:p@h/d").isConfigured()).isTrue();
	}

	@Test
	void inJdbcsFormHasNoArgumentThatIsNotOnTheList() {
		for (String name : List.of("initSql", "credentialType", "createDatabaseIfNotExist", "tlsSocketType", "pool",
				"socketFactory", "localSocket", "pipe", "codecs", "unheardOf")) {
			assertThatExceptionOfType(DatabaseException.class)
					.isThrownBy(() -> parse("jdbc:mariadb://h/d?" + name + "=x"))
					.withMessageContaining("the argument \"" + name + "\" is not accepted");
		}
		for (String name : List.of("sslfactory", "sslhostnameverifier", "authenticationPluginClassName", "service",
				"socketFactory", "xmlFactoryFactory", "loggerFile", "unheardOf")) {
			assertThatExceptionOfType(DatabaseException.class)
					.isThrownBy(() -> parse("jdbc:postgresql://h/d?" + name + "=x"))
					.withMessageContaining("the argument \"" + name + "\" is not accepted");
		}
		assertThat(parse("jdbc:mariadb://h/d?ALLOWLOCALINFILE=true&allowPublicKeyRetrieval=true").arguments())
				.isEqualTo(Map.of("allowPublicKeyRetrieval", "true"));
	}

	@Test
	void keepsAQuestionMarkInTheNameOfItsDatabase() {
		DatabaseUrl url = parse("jdbc:mariadb://h/d%3FallowLocalInfile=true");
		assertThat(url.database()).isEqualTo("d?allowLocalInfile=true");
		assertThat(url.arguments()).isEmpty();
	}

	@Test
	void givesWayToCredentialsOfTheirOwn() {
		DatabaseUrl url = DatabaseUrl.parse("postgresql://u:p@h/d", "other", "S3cr3tMarker", Path.of(""));
		assertThat(url.username()).isEqualTo("other");
		assertThat(url.target().password()).isEqualTo("S3cr3tMarker");
		assertThat(url).isNotEqualTo(parse("postgresql://u:p@h/d"));
	}

	@Test
	void keepsItsOwnCredentialsWhereTheOthersAreEmpty() {
		DatabaseUrl url = DatabaseUrl.parse("postgresql://u:p@h/d", "", null, Path.of(""));
		assertThat(url).isEqualTo(parse("postgresql://u:p@h/d")).hasSameHashCodeAs(parse("postgresql://u:p@h/d"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "postgresql://S3cr3tMarker:S3cr3tMarker@h:1/d?options=S3cr3tMarker",
			"jdbc:postgresql://h:1/d?user=S3cr3tMarker&password=S3cr3tMarker&sslpassword=S3cr3tMarker" })
	void printsNoSecret(String url) {
		assertThat(parse(url)).hasToString("PostgreSQL h:1/d");
		assertThat(parse(url).target().toString()).doesNotContain("S3cr3tMarker");
		assertThat(SqlAlchemyUrl.parse("x://u:S3cr3tMarker@h/d?a=S3cr3tMarker").toString())
				.doesNotContain("S3cr3tMarker");
	}

	@Test
	void doesNotDependOnTheOrderOfItsArguments() {
		assertThat(parse("postgresql://h/d?sslmode=require&connect_timeout=1").target().arguments())
				.isEqualTo(Map.of("connectTimeout", "1", "sslmode", "require"));
	}

}

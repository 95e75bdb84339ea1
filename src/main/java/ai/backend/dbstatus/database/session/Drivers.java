package ai.backend.dbstatus.database.session;

import java.sql.Driver;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

import ai.backend.dbstatus.database.DatabaseException;
import ai.backend.dbstatus.database.DatabaseFailure;
import ai.backend.dbstatus.database.url.Dialect;

/**
 * The JDBC drivers. Not {@link java.sql.DriverManager}, which looks at the class loader of whichever thread comes first
 * and starts drivers that nobody needs.
 */
final class Drivers {

	private static final Map<Dialect, String> NAMES = Map.of(Dialect.POSTGRESQL, "org.postgresql.Driver", Dialect.MYSQL,
			"org.mariadb.jdbc.Driver", Dialect.SQLITE, "org.sqlite.JDBC");

	private static final Map<Dialect, String> COORDINATES = Map.of(Dialect.POSTGRESQL, "org.postgresql:postgresql",
			Dialect.MYSQL, "org.mariadb.jdbc:mariadb-java-client", Dialect.SQLITE, "org.xerial:sqlite-jdbc");

	private static final List<String> PACKAGES = List.of("org.postgresql.", "org.mariadb.", "org.sqlite.");

	private final Map<Dialect, Driver> drivers = new EnumMap<>(Dialect.class);

	synchronized Driver get(Dialect dialect) {
		return this.drivers.computeIfAbsent(dialect, Drivers::load);
	}

	private static Driver load(Dialect dialect) {
		return ServiceLoader.load(Driver.class, Drivers.class.getClassLoader())
				.stream()
				.filter((provider) -> provider.type().getName().equals(NAMES.get(dialect)))
				.findFirst()
				.map(ServiceLoader.Provider::get)
				.orElseThrow(() -> missing(dialect));
	}

	/**
	 * Whether a driver has failed over what a server sent, and not this service's own code.
	 */
	static boolean threw(RuntimeException failure) {
		for (StackTraceElement frame : failure.getStackTrace()) {
			if (!frame.getClassName().startsWith("java.")) {
				return PACKAGES.stream().anyMatch(frame.getClassName()::startsWith);
			}
		}
		return false;
	}

	private static DatabaseException missing(Dialect dialect) {
		return new DatabaseException(DatabaseFailure.DATABASE_UNSUPPORTED,
				"Databases of the dialect \"" + dialect.displayName()
						+ "\" cannot be read: there is no JDBC driver for them here; add "
						+ COORDINATES.getOrDefault(dialect, "") + " to the service's classpath");
	}

}

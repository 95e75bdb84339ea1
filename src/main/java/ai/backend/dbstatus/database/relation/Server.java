package ai.backend.dbstatus.database.relation;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The server of a database.
 *
 * @param product its name
 * @param major the first number of its version
 * @param minor the second one
 * @param version the version as the server writes it
 */
public record Server(Product product, int major, int minor, String version) {

	private static final Pattern THIRD = Pattern.compile("^\\d+\\.\\d+\\.(\\d{1,6})");

	/**
	 * Whether the version is this one or a later one.
	 */
	public boolean isAtLeast(int otherMajor, int otherMinor) {
		return this.major > otherMajor || (this.major == otherMajor && this.minor >= otherMinor);
	}

	/**
	 * Whether the version is this one or a later one, with its third number: {@code 8.0.29}.
	 */
	public boolean isAtLeast(int otherMajor, int otherMinor, int otherPatch) {
		boolean same = this.major == otherMajor && this.minor == otherMinor;
		return same ? patch() >= otherPatch : isAtLeast(otherMajor, otherMinor);
	}

	private int patch() {
		Matcher third = THIRD.matcher(this.version);
		return third.find() ? Integer.parseInt(third.group(1)) : 0;
	}

	/**
	 * {@code PostgreSQL 15.18}.
	 */
	@Override
	public String toString() {
		return this.product.displayName() + " " + this.version;
	}

	/**
	 * The products that are told apart.
	 */
	public enum Product {

		/** PostgreSQL. */
		POSTGRESQL("PostgreSQL"),

		/** MySQL. */
		MYSQL("MySQL"),

		/** MariaDB. */
		MARIADB("MariaDB"),

		/** SQLite. */
		SQLITE("SQLite");

		private final String displayName;

		Product(String displayName) {
			this.displayName = displayName;
		}

		/**
		 * The name for a person.
		 */
		public String displayName() {
			return this.displayName;
		}

	}

}

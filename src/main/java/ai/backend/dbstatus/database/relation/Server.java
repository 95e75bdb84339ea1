package ai.backend.dbstatus.database.relation;

/**
 * The server of a database.
 *
 * @param product its name
 * @param major the first number of its version
 * @param minor the second one
 * @param version the version as the server writes it
 */
public record Server(Product product, int major, int minor, String version) {

	/**
	 * Whether the version is this one or a later one.
	 */
	public boolean isAtLeast(int otherMajor, int otherMinor) {
		return this.major > otherMajor || (this.major == otherMajor && this.minor >= otherMinor);
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

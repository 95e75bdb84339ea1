package ai.backend.dbstatus.alembic.config;

import org.jspecify.annotations.Nullable;

/**
 * The value of an option that Alembic itself does not read, so that a fault in it must not hide the scripts: it is
 * reported only when somebody asks for the value.
 */
public sealed interface ConfigValue {

	/**
	 * The value, or {@code null} if the option is not set.
	 *
	 * @throws InvalidConfigException if its references cannot be replaced
	 */
	@Nullable
	String orNull();

	/**
	 * The option is not set.
	 */
	record Absent() implements ConfigValue {

		@Override
		public @Nullable String orNull() {
			return null;
		}

	}

	/**
	 * The option is set.
	 *
	 * @param value the value with its references replaced; may be empty
	 * @param origin where it is set
	 */
	record Present(String value, ConfigOrigin origin) implements ConfigValue {

		@Override
		public String orNull() {
			return this.value;
		}

		/**
		 * Leaves out the value, which may hold a password.
		 */
		@Override
		public String toString() {
			return "Present[" + this.origin + "]";
		}

	}

	/**
	 * The option is set to something that cannot be read.
	 *
	 * @param fault what is wrong
	 */
	record Invalid(InvalidConfigException fault) implements ConfigValue {

		@Override
		public @Nullable String orNull() {
			throw this.fault;
		}

	}

}

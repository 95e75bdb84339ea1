package ai.backend.dbstatus.alembic.operation;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A constraint as an operation makes it.
 *
 * @param kind its kind
 * @param name its name; {@code null} where the database gives it one, or where it is not known
 * @param nameKnown whether {@code name} is certain: false where a naming convention gives one that cannot be known
 * @param columns its columns, in order; empty where they are not known, as those of a check
 * @param referred the table that a foreign key refers to; else {@code null}
 * @param text the condition of a check as it is written, shortened; of a foreign key the {@link ReferenceClause}; the index
 * that becomes a key; else {@code null}
 * @param validated whether what is there already is checked, that is, it is not {@code NOT VALID}
 */
public record Constraint(Kind kind, @Nullable String name, boolean nameKnown, List<String> columns,
		@Nullable ObjectName referred, @Nullable String text, boolean validated) {

	public Constraint {
		columns = List.copyOf(columns);
	}

	/**
	 * The same constraint under another name.
	 */
	public Constraint named(String other) {
		return new Constraint(this.kind, other, true, this.columns, this.referred, this.text, this.validated);
	}

	/**
	 * The kinds of constraints.
	 */
	public enum Kind {

		/** {@code PRIMARY KEY}. */
		PRIMARY_KEY,

		/** {@code UNIQUE}. */
		UNIQUE,

		/** {@code FOREIGN KEY}. */
		FOREIGN_KEY,

		/** {@code CHECK}. */
		CHECK,

		/** PostgreSQL: {@code EXCLUDE}. */
		EXCLUDE

	}

}

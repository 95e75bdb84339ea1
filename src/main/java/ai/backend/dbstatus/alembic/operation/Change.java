package ai.backend.dbstatus.alembic.operation;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What one statement of an operation does to a database.
 */
public sealed interface Change {

	/**
	 * {@code CREATE TABLE}.
	 *
	 * @param table its name
	 * @param columns its columns
	 * @param constraints its constraints
	 * @param complete whether all of its columns and constraints are here
	 * @param ifNotExists whether nothing is done if it is there
	 * @param partitionOf PostgreSQL: the table whose partition it is; {@code null} if it is none
	 */
	record CreateTable(ObjectName table, List<Column> columns, List<Constraint> constraints, boolean complete,
			boolean ifNotExists, @Nullable ObjectName partitionOf) implements Change {}

	/**
	 * {@code DROP TABLE}.
	 *
	 * @param table its name
	 * @param ifExists whether nothing is done if it is not there
	 * @param cascade whether what depends on it goes with it
	 */
	record DropTable(ObjectName table, boolean ifExists, boolean cascade) implements Change {}

	/**
	 * {@code ALTER TABLE ... RENAME TO}.
	 *
	 * @param table its name
	 * @param to its new name
	 */
	record RenameTable(ObjectName table, String to) implements Change {}

	/**
	 * {@code ALTER TABLE ... ADD COLUMN}.
	 *
	 * @param table the table
	 * @param column the column
	 * @param ifNotExists whether nothing is done if it is there
	 */
	record AddColumn(ObjectName table, Column column, boolean ifNotExists) implements Change {}

	/**
	 * {@code ALTER TABLE ... DROP COLUMN}.
	 *
	 * @param table the table
	 * @param column the column
	 * @param ifExists whether nothing is done if it is not there
	 * @param cascade whether what depends on it goes with it
	 */
	record DropColumn(ObjectName table, String column, boolean ifExists, boolean cascade) implements Change {}

	/**
	 * {@code ALTER TABLE ... RENAME COLUMN}.
	 *
	 * @param table the table
	 * @param column the column
	 * @param to its new name
	 */
	record RenameColumn(ObjectName table, String column, String to) implements Change {}

	/**
	 * {@code ALTER TABLE ... ALTER COLUMN}, of which only what is not {@code null} changes.
	 *
	 * @param table the table
	 * @param column the column
	 * @param type its new type in SQL; empty where it is not known
	 * @param using PostgreSQL: the expression that makes the new values, as it is written
	 * @param nullable whether it may be null from here on
	 * @param serverDefault its new default as it is written, empty where it loses its default
	 */
	record AlterColumn(ObjectName table, String column, @Nullable String type, @Nullable String using,
			@Nullable Boolean nullable, @Nullable String serverDefault) implements Change {}

	/**
	 * {@code ALTER TABLE ... ADD CONSTRAINT}.
	 *
	 * @param table the table
	 * @param constraint the constraint
	 */
	record AddConstraint(ObjectName table, Constraint constraint) implements Change {}

	/**
	 * {@code ALTER TABLE ... DROP CONSTRAINT}.
	 *
	 * @param table the table
	 * @param name its name; {@code null} where it is not known
	 * @param kind its kind, where the operation says so
	 * @param ifExists whether nothing is done if it is not there
	 * @param cascade whether what depends on it goes with it
	 */
	record DropConstraint(ObjectName table, @Nullable String name, Constraint.@Nullable Kind kind,
			boolean ifExists, boolean cascade) implements Change {}

	/**
	 * {@code ALTER TABLE ... RENAME CONSTRAINT}.
	 *
	 * @param table the table
	 * @param name its name
	 * @param to its new name
	 */
	record RenameConstraint(ObjectName table, String name, String to) implements Change {}

	/**
	 * {@code CREATE INDEX}.
	 *
	 * @param table the table
	 * @param index the index
	 * @param ifNotExists whether nothing is done if it is there
	 */
	record CreateIndex(ObjectName table, Index index, boolean ifNotExists) implements Change {}

	/**
	 * {@code DROP INDEX}.
	 *
	 * @param index its name; {@code null} where it is not known
	 * @param table its table, where the operation names it
	 * @param ifExists whether nothing is done if it is not there
	 * @param concurrently whether it is done beside other work
	 */
	record DropIndex(@Nullable ObjectName index, @Nullable ObjectName table, boolean ifExists,
			boolean concurrently) implements Change {}

	/**
	 * {@code CREATE TYPE ... AS ENUM}, {@code CREATE SEQUENCE}, {@code CREATE VIEW} and the like.
	 *
	 * @param kind what it is
	 * @param name its name
	 * @param values the values of an enum type; empty where they are not known, and for what has none
	 * @param ifNotExists whether nothing is done, or what is there replaced, if it is there
	 */
	record Create(Kind kind, ObjectName name, List<String> values, boolean ifNotExists) implements Change {}

	/**
	 * The like with {@code DROP}.
	 *
	 * @param kind what it is
	 * @param name its name
	 * @param ifExists whether nothing is done if it is not there
	 * @param cascade whether what depends on it goes with it
	 */
	record Drop(Kind kind, ObjectName name, boolean ifExists, boolean cascade) implements Change {}

	/**
	 * The like with {@code ALTER ... RENAME TO}.
	 *
	 * @param kind what it is
	 * @param name its name
	 * @param to its new name
	 */
	record Rename(Kind kind, ObjectName name, String to) implements Change {}

	/**
	 * {@code ALTER TYPE ... ADD VALUE}.
	 *
	 * @param type the enum type
	 * @param value the value
	 * @param ifNotExists whether nothing is done if it is there
	 */
	record AddEnumValue(ObjectName type, String value, boolean ifNotExists) implements Change {}

	/**
	 * {@code ALTER TYPE ... RENAME VALUE}.
	 *
	 * @param type the enum type
	 * @param value the value
	 * @param to its new name
	 */
	record RenameEnumValue(ObjectName type, String value, String to) implements Change {}

	/**
	 * A statement that leaves tables, columns, indexes, constraints, types, sequences and views as they are.
	 *
	 * @param kind its first words, in capitals: {@code UPDATE}, {@code CREATE TRIGGER}
	 * @param tables the tables that it names, as far as they are known
	 * @param text the statement in one line, or the part of it that this is; shortened, and empty where it is not known
	 */
	record Statement(String kind, Set<ObjectName> tables, String text) implements Change {

		/**
		 * A statement of which no more is known.
		 */
		public Statement(String kind, Set<ObjectName> tables) {
			this(kind, tables, "");
		}

	}

	/**
	 * What cannot be known without running it.
	 *
	 * @param touches the tables or other objects that it may have changed; {@code null} where that may be any
	 */
	record NotKnown(@Nullable Set<ObjectName> touches) implements Change {}

	/**
	 * Kinds of objects that belong to no table.
	 */
	enum Kind {

		/** An enum type. */
		ENUM,

		/** A sequence. */
		SEQUENCE,

		/** An index, which {@code ALTER INDEX} renames by itself. */
		INDEX,

		/** A view, materialized or not. */
		VIEW

	}

}

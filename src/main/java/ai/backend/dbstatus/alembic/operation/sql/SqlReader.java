package ai.backend.dbstatus.alembic.operation.sql;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import ai.backend.dbstatus.alembic.operation.Change;
import ai.backend.dbstatus.alembic.operation.Constraint;
import ai.backend.dbstatus.alembic.operation.Index;
import ai.backend.dbstatus.alembic.operation.ObjectName;
import ai.backend.dbstatus.alembic.operation.SqlDialect;
import ai.backend.dbstatus.alembic.operation.sql.SqlCursor.NotReadableException;
import ai.backend.dbstatus.alembic.operation.sql.SqlTokens.Token;
import org.jspecify.annotations.Nullable;

/**
 * Reads what statements in SQL do to tables, columns, indexes, constraints, types, sequences and views. What it cannot read is
 * {@link Change.NotKnown}, and touches what it names.
 * <p>
 * It takes time in proportion to the length of the text, whatever is in it: the text comes from a repository, which nobody need
 * trust.
 */
public final class SqlReader {

	/** Stands for a part of a text that is not known. */
	public static final char HOLE = '\uFFFC';

	private static final Set<String> DATA = Set.of("SELECT", "INSERT", "UPDATE", "DELETE", "MERGE", "REPLACE", "WITH",
			"TRUNCATE", "COPY", "VALUES", "EXPLAIN");

	private static final Set<String> HARMLESS = Set.of("COMMENT", "GRANT", "REVOKE", "SET", "RESET", "SHOW", "ANALYZE",
			"ANALYSE", "VACUUM", "REINDEX", "CLUSTER", "BEGIN", "START", "COMMIT", "END", "SAVEPOINT", "RELEASE",
			"LOCK",
			"REFRESH", "PRAGMA", "NOTIFY", "LISTEN", "UNLOCK", "OPTIMIZE", "CHECKPOINT", "DISCARD", "USE");

	private static final Set<String> OTHER_OBJECTS = Set.of("TRIGGER", "FUNCTION", "PROCEDURE", "EXTENSION", "POLICY",
			"ROLE", "USER", "RULE", "AGGREGATE", "CAST", "COLLATION", "EVENT", "PUBLICATION", "STATISTICS", "OPERATOR",
			"CONSTRAINT", "DATABASE", "LANGUAGE", "SERVER", "DEFAULT", "SUBSCRIPTION", "TEXT", "SYSTEM");

	private final SqlDialect dialect;

	private final SqlCursor cursor;

	private SqlReader(SqlCursor cursor, SqlDialect dialect) {
		this.cursor = cursor;
		this.dialect = dialect;
	}

	/**
	 * Reads statements.
	 * @param sql the text, in which {@link #HOLE} stands for what is not known
	 * @param dialect whose SQL it is
	 * @return what they do, in order
	 */
	public static List<Change> read(String sql, SqlDialect dialect) {
		List<Change> changes = new ArrayList<>();
		for (List<Token> statement : SqlTokens.statements(sql, dialect)) {
			SqlCursor cursor = new SqlCursor(statement, dialect);
			try {
				changes.addAll(new SqlReader(cursor, dialect).statement());
			}
			catch (NotReadableException ex) {
				changes.add(new Change.NotKnown(named(statement, dialect)));
			}
		}
		return changes;
	}

	/** The objects that a statement may touch: all that it names, unless a part of a name is not known. */
	static @Nullable Set<ObjectName> named(List<Token> statement, SqlDialect dialect) {
		Set<ObjectName> names = new LinkedHashSet<>();
		boolean code = statement.getFirst().is("CALL") || statement.getFirst().is("EXECUTE")
				|| statement.getFirst().hasHole();
		boolean cascades = statement.getFirst().is("DROP") && statement.getLast().is("CASCADE");
		if (code || cascades) {
			return null;
		}
		// What is made, or added to an enum type, takes nothing away from anything.
		boolean adds = statement.getFirst().is("CREATE") || (statement.getFirst().is("ALTER")
				&& statement.stream().anyMatch((token) -> token.is("TYPE"))
				&& statement.stream().anyMatch((token) -> token.is("ADD"))
				&& statement.stream().anyMatch((token) -> token.is("VALUE")));
		for (Token token : statement) {
			if (token.hasHole() && token.isName() && !adds) {
				return null;
			}
			if (token.isName() && !token.hasHole()) {
				names.add(ObjectName.of(token.name(dialect)));
			}
		}
		return names;
	}

	private List<Change> statement() {
		if (this.cursor.accept("(")) {
			return data("SELECT");
		}
		Token first = this.cursor.next();
		String head = first.value().toUpperCase(Locale.ROOT);
		if (first.hasHole()) {
			throw new NotReadableException();
		}
		return switch (head) {
			case "CREATE" -> create();
			case "DROP" -> drop();
			case "ALTER" -> alter();
			case "RENAME" -> rename();
			case "DO" -> block();
			default -> {
				if (DATA.contains(head)) {
					yield data(head);
				}
				if (HARMLESS.contains(head)) {
					yield List.of(new Change.Statement(head, namedTables(head), this.cursor.line()));
				}
				throw new NotReadableException();
			}
		};
	}

	/** The tables behind words that are followed by one. A select may call a function that writes: only one with FROM reads. */
	private List<Change> data(String head) {
		Set<ObjectName> tables = new LinkedHashSet<>();
		boolean into = false;
		boolean from = !head.equals("SELECT");
		boolean calls = false;
		List<Token> all = this.cursor.all();
		for (int i = 0; i + 1 < all.size(); i++) {
			Token token = all.get(i);
			boolean names = token.is("FROM") || token.is("JOIN") || token.is("INTO") || token.is("UPDATE")
					|| token.is("TRUNCATE") || token.is("TABLE");
			into |= token.is("INTO") && head.equals("SELECT");
			from |= token.is("FROM");
			calls |= all.get(i + 1).is("(") && token.isName();
			if (names && all.get(i + 1).isName() && !all.get(i + 1).hasHole()) {
				SqlCursor at = new SqlCursor(all, this.dialect);
				at.back(i + 1);
				ObjectName table = at.objectNameIfReadable();
				if (table != null) {
					tables.add(table);
				}
			}
		}
		if (into || (!from && calls && !callsHarmless(all))) {
			throw new NotReadableException();
		}
		return List.of(new Change.Statement(head, tables, this.cursor.line()));
	}

	private static boolean callsHarmless(List<Token> tokens) {
		return tokens.stream()
				.anyMatch((token) -> token.is("setval") || token.is("set_config") || token.is("pg_advisory_lock")
						|| token.is("pg_advisory_xact_lock") || token.is("count") || token.is("EXISTS")
						|| token.is("version") || token.is("to_regclass") || token.is("current_setting")
						|| token.is("now") || token.is("nextval"));
	}

	private List<Change> create() {
		boolean replace = this.cursor.accept("OR", "REPLACE");
		boolean temporary = this.cursor.accept("TEMPORARY") || this.cursor.accept("TEMP")
				|| this.cursor.accept("LOCAL", "TEMPORARY") || this.cursor.accept("GLOBAL", "TEMPORARY");
		boolean unlogged = this.cursor.accept("UNLOGGED");
		if (this.cursor.accept("TABLE")) {
			return temporary ? harmless("CREATE TABLE") : createTable();
		}
		if (unlogged) {
			throw new NotReadableException();
		}
		boolean unique = this.cursor.accept("UNIQUE") || this.cursor.accept("FULLTEXT")
				|| this.cursor.accept("SPATIAL");
		if (this.cursor.accept("INDEX")) {
			return List.of(createIndex(unique));
		}
		if (this.cursor.accept("TYPE")) {
			return createType();
		}
		if (this.cursor.accept("SEQUENCE")) {
			boolean ifNotExists = this.cursor.ifNotExists();
			return List.of(new Change.Create(Change.Kind.SEQUENCE, this.cursor.objectName(), List.of(), ifNotExists));
		}
		boolean materialized = this.cursor.accept("MATERIALIZED");
		if (this.cursor.accept("VIEW") || this.cursor.accept("RECURSIVE", "VIEW")) {
			boolean ifNotExists = this.cursor.ifNotExists();
			ObjectName view = this.cursor.objectName();
			if (temporary) {
				return harmless("CREATE VIEW");
			}
			Change create = new Change.Create(Change.Kind.VIEW, view, List.of(), ifNotExists || replace);
			return materialized ? behind(query("CREATE MATERIALIZED VIEW"), create) : List.of(create);
		}
		if (this.cursor.accept("SCHEMA")) {
			return harmless("CREATE SCHEMA");
		}
		return otherObject("CREATE");
	}

	private List<Change> createTable() {
		Change create = new TableReader(this.cursor).createTable();
		boolean query = create instanceof Change.CreateTable table && table.columns().isEmpty()
				&& this.cursor.all().stream().anyMatch((token) -> token.is("SELECT"));
		return query ? behind(query("CREATE TABLE AS"), create) : List.of(create);
	}

	private static List<Change> behind(Change.Statement query, Change create) {
		return query.tables().isEmpty() ? List.of(create) : List.of(query, create);
	}

	/** What a query reads whose rows are kept. */
	private Change.Statement query(String kind) {
		Set<ObjectName> tables = new LinkedHashSet<>();
		List<Token> all = this.cursor.all();
		for (int i = 0; i + 1 < all.size(); i++) {
			if ((all.get(i).is("FROM") || all.get(i).is("JOIN")) && all.get(i + 1).isName()
					&& !all.get(i + 1).hasHole()) {
				SqlCursor at = new SqlCursor(all, this.dialect);
				at.back(i + 1);
				ObjectName table = at.objectNameIfReadable();
				if (table != null) {
					tables.add(table);
				}
			}
		}
		return new Change.Statement(kind, tables, this.cursor.line());
	}

	private List<Change> createType() {
		ObjectName type = this.cursor.objectName();
		if (!this.cursor.accept("AS", "ENUM")) {
			return harmless("CREATE TYPE");
		}
		List<String> values = new ArrayList<>();
		this.cursor.expect("(");
		while (!this.cursor.accept(")")) {
			Token value = this.cursor.next();
			if (value.kind() != SqlTokens.Kind.STRING) {
				throw new NotReadableException();
			}
			values.add(value.value());
			this.cursor.accept(",");
		}
		boolean known = values.stream().noneMatch((value) -> value.indexOf(HOLE) >= 0);
		return List.of(new Change.Create(Change.Kind.ENUM, type, known ? values : List.of(), false));
	}

	private Change createIndex(boolean unique) {
		boolean concurrently = this.cursor.accept("CONCURRENTLY");
		boolean ifNotExists = this.cursor.ifNotExists();
		String name = this.cursor.sees("ON") ? null : this.cursor.objectName().name();
		this.cursor.expect("ON");
		this.cursor.accept("ONLY");
		ObjectName table = this.cursor.objectName();
		boolean plain = !this.cursor.accept("USING") || this.cursor.name().equalsIgnoreCase("btree");
		List<String> written = this.cursor.sees("(") ? this.cursor.brackets() : List.of();
		List<String> columns = plain(written);
		plain &= written.stream().map((column) -> column.replace("\"", "")).toList().equals(columns);
		String where = null;
		while (!this.cursor.atEnd()) {
			if (this.cursor.accept("WHERE")) {
				where = this.cursor.rest();
			}
			else {
				this.cursor.next();
				plain = false;
			}
		}
		return new Change.CreateIndex(table, new Index(name, columns, unique, concurrently, where, plain), ifNotExists);
	}

	/** A column with its order or operator class is that column; an expression is as it is written. */
	private List<String> plain(List<String> expressions) {
		return expressions.stream().map((expression) -> {
			List<List<Token>> tokens = SqlTokens.statements(expression, this.dialect);
			boolean column = !tokens.isEmpty() && tokens.getFirst().getFirst().isName()
					&& tokens.getFirst().stream().noneMatch((token) -> token.is("("));
			return column ? tokens.getFirst().getFirst().name(this.dialect) : expression;
		}).toList();
	}

	private List<Change> otherObject(String verb) {
		Token token = this.cursor.next();
		String word = token.value().toUpperCase(Locale.ROOT);
		if (!OTHER_OBJECTS.contains(word) && !word.equals("EVENT") && !word.equals("DEFINER")) {
			throw new NotReadableException();
		}
		return harmless(verb + " " + word);
	}

	private List<Change> harmless(String kind) {
		return List.of(new Change.Statement(kind, namedTables(kind), this.cursor.line()));
	}

	/** The tables behind the words that stand before them in statements of a kind. */
	private Set<ObjectName> namedTables(String kind) {
		Set<String> before = switch (kind) {
			case "CREATE TRIGGER", "DROP TRIGGER", "CREATE CONSTRAINT", "CREATE POLICY", "DROP POLICY", "ALTER POLICY",
					"DROP RULE" ->
				Set.of("ON");
			case "CREATE RULE" -> Set.of("TO");
			case "CREATE STATISTICS" -> Set.of("FROM");
			case "COMMENT" -> Set.of("TABLE", "COLUMN");
			case "LOCK", "REINDEX", "CLUSTER" -> Set.of("TABLE", kind);
			case "REFRESH" -> Set.of("VIEW");
			case "VACUUM", "ANALYZE", "ANALYSE" -> Set.of("VACUUM", "ANALYSE", "FULL", "VERBOSE", "ANALYZE", ")");
			default -> Set.of();
		};
		Set<ObjectName> tables = new LinkedHashSet<>();
		List<Token> all = this.cursor.all();
		for (int i = 0; i + 1 < all.size() && tables.isEmpty(); i++) {
			if (!before.contains(all.get(i).value().toUpperCase(Locale.ROOT))) {
				continue;
			}
			SqlCursor at = new SqlCursor(all, this.dialect);
			at.back(i + 1);
			at.accept("CONCURRENTLY");
			at.accept("ONLY");
			boolean keyword = at.sees("FULL") || at.sees("TABLE") || at.sees("VERBOSE") || at.sees("ANALYZE")
					|| at.sees("INDEX") || at.sees("DATABASE") || at.sees("SCHEMA");
			ObjectName name = keyword ? null : at.objectNameIfReadable();
			if (name != null) {
				boolean column = kind.equals("COMMENT") && all.get(i).is("COLUMN");
				tables.add(column ? tableOfColumn(name, at) : name);
			}
		}
		return tables;
	}

	/** {@code table.column} or {@code schema.table.column}, of which a name has the last two parts. */
	private static ObjectName tableOfColumn(ObjectName name, SqlCursor behind) {
		return (name.schema() != null)
				? behind.isBehindThreeParts()
						? new ObjectName(behind.threePartsBack(), name.schema())
						: ObjectName.of(name.schema())
				: name;
	}

	private List<Change> drop() {
		if (this.cursor.accept("TABLE")) {
			return dropAll(Change.DropTable::new);
		}
		if (this.cursor.accept("INDEX")) {
			boolean concurrently = this.cursor.accept("CONCURRENTLY");
			boolean ifExists = this.cursor.ifExists();
			List<Change> changes = new ArrayList<>();
			do {
				ObjectName index = this.cursor.objectName();
				ObjectName table = this.cursor.accept("ON") ? this.cursor.objectName() : null;
				changes.add(new Change.DropIndex(index, table, ifExists, concurrently));
			} while (this.cursor.accept(","));
			return changes;
		}
		if (this.cursor.accept("TYPE") || this.cursor.accept("DOMAIN")) {
			return dropAll((name, ifExists, cascade) -> new Change.Drop(Change.Kind.ENUM, name, ifExists, cascade));
		}
		if (this.cursor.accept("SEQUENCE")) {
			return dropAll((name, ifExists, cascade) -> new Change.Drop(Change.Kind.SEQUENCE, name, ifExists, cascade));
		}
		if (this.cursor.accept("VIEW") || this.cursor.accept("MATERIALIZED", "VIEW")) {
			return dropAll((name, ifExists, cascade) -> new Change.Drop(Change.Kind.VIEW, name, ifExists, cascade));
		}
		Token token = this.cursor.next();
		String word = token.value().toUpperCase(Locale.ROOT);
		boolean cascades = this.cursor.all().stream().anyMatch((each) -> each.is("CASCADE"));
		if (!OTHER_OBJECTS.contains(word) || (cascades && word.equals("EXTENSION"))) {
			throw new NotReadableException();
		}
		return harmless("DROP " + word + (cascades ? " CASCADE" : ""));
	}

	private List<Change> dropAll(Dropping dropping) {
		boolean ifExists = this.cursor.ifExists();
		boolean cascade = this.cursor.all().getLast().is("CASCADE");
		List<Change> changes = new ArrayList<>();
		do {
			changes.add(dropping.of(this.cursor.objectName(), ifExists, cascade));
		} while (this.cursor.accept(","));
		return changes;
	}

	private List<Change> alter() {
		if (this.cursor.accept("TABLE")) {
			return new TableReader(this.cursor).alterTable();
		}
		if (this.cursor.accept("INDEX")) {
			this.cursor.ifExists();
			ObjectName index = this.cursor.objectName();
			return this.cursor.accept("RENAME", "TO")
					? List.of(new Change.Rename(Change.Kind.INDEX, index, this.cursor.name()))
					: harmless("ALTER INDEX");
		}
		if (this.cursor.accept("TYPE")) {
			return alterType();
		}
		if (this.cursor.accept("SEQUENCE")) {
			this.cursor.ifExists();
			return renamed(Change.Kind.SEQUENCE, "ALTER SEQUENCE");
		}
		if (this.cursor.accept("VIEW") || this.cursor.accept("MATERIALIZED", "VIEW")) {
			this.cursor.ifExists();
			return renamed(Change.Kind.VIEW, "ALTER VIEW");
		}
		return otherObject("ALTER");
	}

	private List<Change> renamed(Change.Kind kind, String otherwise) {
		ObjectName name = this.cursor.objectName();
		if (this.cursor.accept("RENAME", "TO")) {
			return List.of(new Change.Rename(kind, name, this.cursor.name()));
		}
		if (this.cursor.sees("SET", "SCHEMA") || this.cursor.sees("RENAME")) {
			throw new NotReadableException();
		}
		return harmless(otherwise);
	}

	private List<Change> alterType() {
		ObjectName type = this.cursor.objectName();
		if (this.cursor.accept("ADD", "VALUE")) {
			boolean ifNotExists = this.cursor.ifNotExists();
			return List.of(new Change.AddEnumValue(type, this.cursor.string(), ifNotExists));
		}
		if (this.cursor.accept("RENAME", "VALUE")) {
			String value = this.cursor.string();
			this.cursor.expect("TO");
			return List.of(new Change.RenameEnumValue(type, value, this.cursor.string()));
		}
		if (this.cursor.accept("RENAME", "TO")) {
			return List.of(new Change.Rename(Change.Kind.ENUM, type, this.cursor.name()));
		}
		if (this.cursor.accept("OWNER")) {
			return harmless("ALTER TYPE");
		}
		throw new NotReadableException();
	}

	/** PostgreSQL: a block of code. Without a word of DDL it changes no schema; else it may touch whatever it names. */
	private List<Change> block() {
		Set<ObjectName> names = new LinkedHashSet<>();
		boolean changes = false;
		for (Token string : this.cursor.all()) {
			if (string.kind() != SqlTokens.Kind.STRING) {
				continue;
			}
			List<Token> tokens = SqlTokens.statements(string.value().replace(';', ' ').replace('\'', ' '), this.dialect)
					.stream()
					.flatMap(List::stream)
					.toList();
			boolean executes = tokens.stream().anyMatch((token) -> token.is("EXECUTE") || token.is("PERFORM"));
			for (int i = 0; i < tokens.size(); i++) {
				Token token = tokens.get(i);
				boolean privileges = i + 1 < tokens.size()
						&& (tokens.get(i + 1).is("DEFAULT") || tokens.get(i + 1).is("ROLE")
								|| tokens.get(i + 1).is("USER"));
				boolean ddl = token.is("CREATE") || token.is("DROP") || token.is("ALTER") || token.is("RENAME");
				changes |= ddl && !privileges;
				if (token.isName() && !token.hasHole()) {
					names.add(ObjectName.of(token.name(this.dialect)));
				}
			}
			if (changes && (executes || string.hasHole())) {
				return List.of(new Change.NotKnown(null));
			}
		}
		return List.of(changes ? new Change.NotKnown(names) : new Change.Statement("DO", Set.of(), this.cursor.line()));
	}

	/** MySQL: {@code RENAME TABLE a TO b}. */
	private List<Change> rename() {
		this.cursor.expect("TABLE");
		List<Change> changes = new ArrayList<>();
		do {
			ObjectName table = this.cursor.objectName();
			this.cursor.expect("TO");
			changes.add(new Change.RenameTable(table, this.cursor.name()));
		} while (this.cursor.accept(","));
		return changes;
	}

	/**
	 * Makes the change for an object that is dropped.
	 */
	private interface Dropping {

		Change of(ObjectName name, boolean ifExists, boolean cascade);

	}

	/** The kind of a constraint by its first words, which are skipped; {@code null} if no constraint is next. */
	static Constraint.@Nullable Kind constraintKind(SqlCursor cursor) {
		if (cursor.accept("PRIMARY", "KEY")) {
			return Constraint.Kind.PRIMARY_KEY;
		}
		if (cursor.accept("UNIQUE")) {
			return Constraint.Kind.UNIQUE;
		}
		if (cursor.accept("FOREIGN", "KEY")) {
			return Constraint.Kind.FOREIGN_KEY;
		}
		if (cursor.accept("CHECK")) {
			return Constraint.Kind.CHECK;
		}
		return cursor.accept("EXCLUDE") ? Constraint.Kind.EXCLUDE : null;
	}

}

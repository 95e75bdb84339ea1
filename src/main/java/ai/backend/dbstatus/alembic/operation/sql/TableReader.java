package ai.backend.dbstatus.alembic.operation.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import ai.backend.dbstatus.alembic.operation.Change;
import ai.backend.dbstatus.alembic.operation.Column;
import ai.backend.dbstatus.alembic.operation.Constraint;
import ai.backend.dbstatus.alembic.operation.Index;
import ai.backend.dbstatus.alembic.operation.ObjectName;
import ai.backend.dbstatus.alembic.operation.ReferenceClause;
import ai.backend.dbstatus.alembic.operation.SqlDialect;
import ai.backend.dbstatus.alembic.operation.sql.SqlCursor.NotReadableException;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code CREATE TABLE} and {@code ALTER TABLE}.
 */
final class TableReader {

	/** Words that end the type of a column. */
	private static final Set<String> AFTER_TYPE = Set.of("NOT", "NULL", "DEFAULT", "PRIMARY", "UNIQUE", "REFERENCES",
			"CHECK", "CONSTRAINT", "GENERATED", "COLLATE", "AS", "AUTO_INCREMENT", "AUTOINCREMENT", "COMMENT", "AFTER",
			"FIRST", "USING", "KEY", "ON", "DEFERRABLE", "INITIALLY", "STORAGE", "COMPRESSION", "INVISIBLE");

	private static final Pattern USING = Pattern.compile("\\bUSING\\b", Pattern.CASE_INSENSITIVE);

	private final SqlCursor cursor;

	private final List<Column> columns = new ArrayList<>();

	private final List<Constraint> constraints = new ArrayList<>();

	private boolean complete = true;

	TableReader(SqlCursor cursor) {
		this.cursor = cursor;
	}

	Change createTable() {
		boolean ifNotExists = this.cursor.ifNotExists();
		ObjectName table = this.cursor.objectName();
		if (!this.cursor.sees("(")) {
			// AS SELECT, PARTITION OF, OF a type: the columns are elsewhere.
			ObjectName whole = this.cursor.accept("PARTITION", "OF") ? this.cursor.objectName() : null;
			return new Change.CreateTable(table, List.of(), List.of(), false, ifNotExists, whole);
		}
		this.cursor.expect("(");
		while (!this.cursor.accept(")")) {
			element();
			if (!this.cursor.accept(",") && !this.cursor.sees(")")) {
				throw new NotReadableException();
			}
		}
		boolean inherits = this.cursor.sees("INHERITS");
		return new Change.CreateTable(table, this.columns, this.constraints, this.complete && !inherits, ifNotExists,
				null);
	}

	private void element() {
		int start = this.cursor.position();
		String name = this.cursor.accept("CONSTRAINT") ? constraintName() : null;
		Constraint.Kind kind = SqlReader.constraintKind(this.cursor);
		if (kind != null) {
			this.constraints.add(constraint(kind, name));
		}
		else if (this.cursor.accept("LIKE")) {
			this.complete = false;
			this.cursor.rest();
		}
		else if (isMySql() && (this.cursor.sees("KEY") || this.cursor.sees("INDEX") || this.cursor.sees("FULLTEXT"))) {
			this.complete = false;
			this.cursor.rest();
		}
		else {
			this.cursor.back(start);
			column();
		}
	}

	private boolean isMySql() {
		return this.cursor.dialect() == SqlDialect.MYSQL || this.cursor.dialect() == SqlDialect.MARIADB;
	}

	/** MySQL: a check or foreign key may have no name behind {@code CONSTRAINT}. */
	private @Nullable String constraintName() {
		boolean none = this.cursor.sees("CHECK") || this.cursor.sees("FOREIGN", "KEY")
				|| this.cursor.sees("PRIMARY", "KEY") || this.cursor.sees("UNIQUE");
		return none ? null : this.cursor.name();
	}

	private Constraint constraint(Constraint.Kind kind, @Nullable String name) {
		List<String> on = List.of();
		ObjectName referred = null;
		String text = null;
		switch (kind) {
			case PRIMARY_KEY, UNIQUE -> {
				this.cursor.accept("KEY");
				this.cursor.accept("INDEX");
				String own = (name == null && !this.cursor.sees("(") && !this.cursor.sees("USING")
						&& !this.cursor.sees("NULLS") && this.cursor.seesName()) ? this.cursor.name() : name;
				if (this.cursor.accept("NULLS")) {
					this.cursor.accept("NOT");
					this.cursor.accept("DISTINCT");
				}
				if (this.cursor.accept("USING", "INDEX")) {
					String index = this.cursor.name();
					this.cursor.rest();
					return new Constraint(kind, (own != null) ? own : index, true, List.of(), null, index, true);
				}
				on = this.cursor.columns();
				this.cursor.rest();
				return new Constraint(kind, own, true, on, null, null, true);
			}
			case FOREIGN_KEY -> {
				if (!this.cursor.sees("(")) {
					this.cursor.name();
				}
				on = this.cursor.columns();
				this.cursor.expect("REFERENCES");
				referred = this.cursor.objectName();
			}
			case CHECK, EXCLUDE -> text = this.cursor.rest();
		}
		String rest = this.cursor.rest();
		boolean valid = !(rest + ((text != null) ? text : "")).toUpperCase(Locale.ROOT).endsWith("NOT VALID");
		if (kind == Constraint.Kind.FOREIGN_KEY) {
			text = ReferenceClause.of(rest);
		}
		return new Constraint(kind, name, true, on, referred, text, valid);
	}

	private String column() {
		String name = this.cursor.name();
		StringBuilder type = new StringBuilder();
		int from = this.cursor.position();
		while (!this.cursor.atEnd() && !this.cursor.sees(",") && !this.cursor.sees(")") && !endsType()) {
			if (this.cursor.sees("(")) {
				this.cursor.brackets();
			}
			else {
				this.cursor.next();
			}
		}
		type.append(this.cursor.text(from, this.cursor.position()));
		columnRest(name, type.toString());
		return name;
	}

	private boolean endsType() {
		return AFTER_TYPE.stream().anyMatch(this.cursor::sees);
	}

	private void columnRest(String name, String type) {
		Boolean nullable = null;
		String serverDefault = null;
		Column.Generation generation = type.toUpperCase(Locale.ROOT).endsWith("SERIAL")
				? Column.Generation.SERIAL
				: Column.Generation.NONE;
		String constraint = null;
		while (!this.cursor.atEnd() && !this.cursor.sees(",") && !this.cursor.sees(")")) {
			if (this.cursor.accept("CONSTRAINT")) {
				constraint = constraintName();
			}
			else if (this.cursor.accept("NOT", "NULL")) {
				nullable = false;
				constraint = null;
			}
			else if (this.cursor.accept("NOT", "VALID")) {
				constraint = null;
			}
			else if (this.cursor.accept("PRIMARY", "KEY")) {
				nullable = false;
				this.constraints.add(new Constraint(Constraint.Kind.PRIMARY_KEY, constraint, true, List.of(name), null,
						null, true));
				constraint = null;
			}
			else if (this.cursor.accept("UNIQUE")) {
				this.constraints.add(
						new Constraint(Constraint.Kind.UNIQUE, constraint, true, List.of(name), null, null, true));
				constraint = null;
			}
			else if (this.cursor.accept("REFERENCES")) {
				ObjectName referred = this.cursor.objectName();
				if (this.cursor.sees("(")) {
					this.cursor.brackets();
				}
				if (!isMySql()) {
					this.constraints.add(new Constraint(Constraint.Kind.FOREIGN_KEY, constraint, true, List.of(name),
							referred, null, true));
				}
				constraint = null;
			}
			else if (this.cursor.accept("CHECK")) {
				String text = String.join(", ", this.cursor.brackets());
				this.constraints.add(
						new Constraint(Constraint.Kind.CHECK, constraint, true, List.of(), null, text, true));
				constraint = null;
			}
			else if (this.cursor.accept("DEFAULT")) {
				int from = this.cursor.position();
				this.cursor.next();
				while (!this.cursor.atEnd() && !this.cursor.sees(",") && !this.cursor.sees(")") && !endsType()) {
					if (this.cursor.sees("(")) {
						this.cursor.brackets();
					}
					else {
						this.cursor.next();
					}
				}
				serverDefault = this.cursor.text(from, this.cursor.position());
			}
			else if (this.cursor.accept("GENERATED")) {
				generation = Column.Generation.COMPUTED;
				this.cursor.accept("ALWAYS");
				if (this.cursor.accept("BY", "DEFAULT")) {
					generation = Column.Generation.IDENTITY;
				}
				this.cursor.accept("AS");
				if (this.cursor.accept("IDENTITY")) {
					generation = Column.Generation.IDENTITY;
				}
				if (this.cursor.sees("(")) {
					this.cursor.brackets();
				}
				boolean stored = this.cursor.sees("STORED") || this.cursor.sees("PERSISTENT");
				if (this.cursor.accept("VIRTUAL")
						|| (isMySql() && !stored && generation == Column.Generation.COMPUTED)) {
					generation = Column.Generation.VIRTUAL;
				}
			}
			else if (this.cursor.sees("(")) {
				this.cursor.brackets();
			}
			else {
				this.cursor.next();
			}
		}
		this.columns.add(new Column(name, type.isEmpty() ? null : type, nullable, serverDefault, generation));
	}

	List<Change> alterTable() {
		boolean ifExists = this.cursor.ifExists();
		this.cursor.accept("ONLY");
		ObjectName table = this.cursor.objectName();
		this.cursor.accept("*");
		List<Change> changes = new ArrayList<>();
		if (ifExists) {
			// It may not be there, and then nothing is done.
			changes.add(new Change.NotKnown(Set.of(table)));
		}
		do {
			changes.addAll(action(table));
			this.cursor.rest();
		} while (this.cursor.accept(","));
		return changes;
	}

	private List<Change> action(ObjectName table) {
		int start = this.cursor.position();
		if (isMySql() && (this.cursor.sees("ADD", "PARTITION") || this.cursor.sees("DROP", "PARTITION"))) {
			return List.of(new Change.Statement("ALTER TABLE", Set.of(table), this.cursor.rest()));
		}
		if (this.cursor.accept("ADD")) {
			return add(table);
		}
		if (this.cursor.accept("DROP")) {
			return drop(table);
		}
		if (this.cursor.accept("RENAME")) {
			return rename(table);
		}
		if (this.cursor.accept("ALTER")) {
			return alterColumn(table);
		}
		if (isMySql() && (this.cursor.accept("MODIFY") || this.cursor.accept("CHANGE"))) {
			this.cursor.back(this.cursor.position() - 1);
			boolean change = this.cursor.accept("CHANGE");
			if (!change) {
				this.cursor.accept("MODIFY");
			}
			this.cursor.accept("COLUMN");
			String column = this.cursor.name();
			String to = change ? this.cursor.name() : column;
			String type = this.cursor.rest();
			List<Change> changes = new ArrayList<>();
			changes.add(modified(table, column, type));
			if (!to.equals(column)) {
				changes.add(new Change.RenameColumn(table, column, to));
			}
			return changes;
		}
		boolean moves = this.cursor.sees("SET", "SCHEMA") || this.cursor.sees("INHERIT")
				|| this.cursor.sees("NO", "INHERIT") || this.cursor.sees("ATTACH") || this.cursor.sees("DETACH");
		if (this.cursor.next().hasHole()) {
			throw new NotReadableException();
		}
		if (moves) {
			// What the table has from here on is not followed.
			this.cursor.back(start);
			return List.of(new Change.Statement("ALTER TABLE", Set.of(table), this.cursor.rest()),
					new Change.NotKnown(SqlReader.named(this.cursor.all(), this.cursor.dialect())));
		}
		this.cursor.back(start);
		return List.of(new Change.Statement("ALTER TABLE", Set.of(table), this.cursor.rest()));
	}

	/** MySQL: the type, and all that the column is from now on. */
	private Change modified(ObjectName table, String column, String definition) {
		TableReader reader = new TableReader(
				new SqlCursor(SqlTokens.statements("x " + definition, this.cursor.dialect()).getFirst(),
						this.cursor.dialect()));
		reader.column();
		Column read = reader.columns.getFirst();
		return new Change.AlterColumn(table, column, (read.type() != null) ? read.type() : "", null,
				!Boolean.FALSE.equals(read.nullable()), (read.serverDefault() != null) ? read.serverDefault() : "");
	}

	/** Whether what depends on it goes, too: the last word of an action. */
	private boolean cascades() {
		return this.cursor.rest().toUpperCase(Locale.ROOT).endsWith("CASCADE");
	}

	private List<Change> add(ObjectName table) {
		String name = this.cursor.accept("CONSTRAINT") ? constraintName() : null;
		Constraint.Kind kind = SqlReader.constraintKind(this.cursor);
		if (kind != null) {
			return List.of(new Change.AddConstraint(table, constraint(kind, name)));
		}
		if (isMySql() && (this.cursor.accept("INDEX") || this.cursor.accept("KEY"))) {
			String index = this.cursor.sees("(") ? null : this.cursor.name();
			return List.of(new Change.CreateIndex(table,
					new Index(index, this.cursor.columns(), false, false, null, false), false));
		}
		this.cursor.accept("COLUMN");
		boolean ifNotExists = this.cursor.ifNotExists();
		if (this.cursor.sees("(")) {
			throw new NotReadableException();
		}
		String column = column();
		List<Change> changes = new ArrayList<>();
		changes.add(new Change.AddColumn(table, this.columns.getLast(), ifNotExists));
		this.constraints.forEach((constraint) -> changes.add(
				ifNotExists
						? new Change.NotKnown(Set.of(table.withName(table.name() + "." + column)))
						: new Change.AddConstraint(table, inline(constraint, this.columns.getLast()))));
		this.constraints.clear();
		return changes;
	}

	/** PostgreSQL: in the statement that adds it, a column without a default is null, and its foreign key is not checked. */
	private static Constraint inline(Constraint constraint, Column column) {
		boolean checked = constraint.kind() != Constraint.Kind.FOREIGN_KEY || column.serverDefault() != null;
		return new Constraint(constraint.kind(), constraint.name(), constraint.nameKnown(), constraint.columns(),
				constraint.referred(), constraint.text(), constraint.validated() && checked);
	}

	private List<Change> drop(ObjectName table) {
		if (this.cursor.accept("CONSTRAINT") || (isMySql() && this.cursor.accept("CHECK"))) {
			boolean ifExists = this.cursor.ifExists();
			return List.of(new Change.DropConstraint(table, this.cursor.name(), null, ifExists, cascades()));
		}
		if (isMySql()) {
			if (this.cursor.accept("FOREIGN", "KEY")) {
				return List
						.of(new Change.DropConstraint(table, this.cursor.name(), Constraint.Kind.FOREIGN_KEY, false,
								false));
			}
			if (this.cursor.accept("PRIMARY", "KEY")) {
				return List.of(new Change.DropConstraint(table, null, Constraint.Kind.PRIMARY_KEY, false, false));
			}
			if (this.cursor.accept("INDEX") || this.cursor.accept("KEY")) {
				return List.of(new Change.DropIndex(ObjectName.of(this.cursor.name()), table, false, false));
			}
		}
		this.cursor.accept("COLUMN");
		boolean ifExists = this.cursor.ifExists();
		return List.of(new Change.DropColumn(table, this.cursor.name(), ifExists, cascades()));
	}

	private List<Change> rename(ObjectName table) {
		if (this.cursor.accept("TO") || (isMySql() && this.cursor.accept("AS"))) {
			return List.of(new Change.RenameTable(table, this.cursor.name()));
		}
		if (this.cursor.accept("CONSTRAINT")) {
			String name = this.cursor.name();
			this.cursor.expect("TO");
			return List.of(new Change.RenameConstraint(table, name, this.cursor.name()));
		}
		if (isMySql() && (this.cursor.accept("INDEX") || this.cursor.accept("KEY"))) {
			ObjectName index = ObjectName.of(this.cursor.name());
			this.cursor.expect("TO");
			return List.of(new Change.Rename(Change.Kind.INDEX, index, this.cursor.name()));
		}
		this.cursor.accept("COLUMN");
		String column = this.cursor.name();
		this.cursor.expect("TO");
		return List.of(new Change.RenameColumn(table, column, this.cursor.name()));
	}

	private List<Change> alterColumn(ObjectName table) {
		if (this.cursor.sees("CONSTRAINT") || this.cursor.sees("INDEX")) {
			return List.of(new Change.Statement("ALTER TABLE", Set.of(table), "ALTER " + this.cursor.rest()));
		}
		int start = this.cursor.position();
		this.cursor.accept("COLUMN");
		String column = this.cursor.name();
		if (this.cursor.accept("SET", "DATA", "TYPE") || this.cursor.accept("TYPE")) {
			return List.of(newType(table, column, this.cursor.rest()));
		}
		if (this.cursor.accept("SET", "NOT", "NULL")) {
			return List.of(new Change.AlterColumn(table, column, null, null, false, null));
		}
		if (this.cursor.accept("DROP", "NOT", "NULL")) {
			return List.of(new Change.AlterColumn(table, column, null, null, true, null));
		}
		if (this.cursor.accept("SET", "DEFAULT")) {
			return List.of(new Change.AlterColumn(table, column, null, null, null, this.cursor.rest()));
		}
		if (this.cursor.accept("DROP", "DEFAULT")) {
			return List.of(new Change.AlterColumn(table, column, null, null, null, ""));
		}
		this.cursor.back(start);
		return List.of(new Change.Statement("ALTER TABLE", Set.of(table), "ALTER " + this.cursor.rest()));
	}

	/** PostgreSQL: {@code type [COLLATE c] [USING expression]}. */
	private static Change newType(ObjectName table, String column, String written) {
		Matcher using = USING.matcher(written);
		boolean found = using.find();
		String type = found ? written.substring(0, using.start()) : written;
		return new Change.AlterColumn(table, column, type.strip(),
				found ? written.substring(using.end()).strip() : null,
				null, null);
	}

}

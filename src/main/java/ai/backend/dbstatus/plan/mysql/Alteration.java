package ai.backend.dbstatus.plan.mysql;

import java.util.Locale;
import java.util.regex.Pattern;

import ai.backend.dbstatus.alembic.operation.Change;
import ai.backend.dbstatus.alembic.operation.Column;
import ai.backend.dbstatus.alembic.operation.Constraint;
import ai.backend.dbstatus.alembic.operation.ObjectName;
import ai.backend.dbstatus.database.relation.Server;
import ai.backend.dbstatus.plan.finding.Effect;
import ai.backend.dbstatus.plan.finding.LockMode;
import ai.backend.dbstatus.plan.rule.Statement;
import ai.backend.dbstatus.plan.rule.StatementEffects;
import ai.backend.dbstatus.plan.state.SqlTypeName;
import ai.backend.dbstatus.plan.state.TableState;
import ai.backend.dbstatus.plan.state.TableState.ColumnState;
import org.jspecify.annotations.Nullable;

/**
 * By which algorithm InnoDB alters a table. Alembic names none, so that the server takes the cheapest that it has. MariaDB: as
 * observed on 10.11. MySQL: by the tables of "Online DDL Operations" in the manual of 8.0, and what they do not tell (an
 * expression as default, a check, another engine) is taken to be as on MariaDB.
 */
final class Alteration {

	private static final Pattern TIME = Pattern.compile("^(?:now|current_timestamp|localtime|localtimestamp)\\b",
			Pattern.CASE_INSENSITIVE);

	private static final Pattern CHARACTER_SET = Pattern.compile("^(?:DEFAULT\\s+)?(?:CHARACTER\\s+SET|CHARSET)\\b");

	/** What writes the rows of a partitioned table again, and lets nobody else write meanwhile. */
	private static final Pattern PARTITIONS = Pattern.compile(
			"^(?:PARTITION\\s+BY|REMOVE\\s+PARTITIONING|(?:COALESCE|REORGANIZE|REBUILD|OPTIMIZE)\\s+PARTITION)\\b");

	private static final Pattern LOST_PARTITION = Pattern.compile("^(?:DROP|TRUNCATE)\\s+PARTITION\\b");

	private static final Pattern NEW_PARTITION = Pattern.compile("^ADD\\s+PARTITION\\b");

	private final Server server;

	private final Statement statement;

	private final StatementEffects effects;

	Alteration(Server server, Statement statement, StatementEffects effects) {
		this.server = server;
		this.statement = statement;
		this.effects = effects;
	}

	/**
	 * How it is done.
	 */
	private enum Algorithm {

		/** Only the dictionary is written. */
		INSTANT,

		/** In place, while others read and write. */
		INPLACE,

		/** The table is written again, while others read and write. */
		REBUILD,

		/** The table is written again, and nobody else writes meanwhile. */
		COPY

	}

	void judge() {
		switch (this.statement.change()) {
			case Change.CreateTable create -> this.effects.about(create.table());
			case Change.DropTable drop -> done(drop.table(), Algorithm.INSTANT, "");
			case Change.RenameTable rename -> done(rename.table(), Algorithm.INSTANT, "");
			case Change.AddColumn add -> done(add.table(), add(add.table(), add.column()), "The new column");
			case Change.DropColumn drop ->
				done(drop.table(), isInstantDrop(drop) ? Algorithm.INSTANT : Algorithm.REBUILD, "Dropping the column");
			case Change.RenameColumn rename -> done(rename.table(), Algorithm.INSTANT, "");
			case Change.AlterColumn alter ->
				done(alter.table(), alter(alter), "The change of the column " + alter.column());
			case Change.AddConstraint add -> addConstraint(add);
			case Change.DropConstraint drop -> done(drop.table(), (drop.kind() == Constraint.Kind.PRIMARY_KEY)
					? Algorithm.COPY
					: Algorithm.INPLACE, "Dropping the constraint", false);
			case Change.CreateIndex create -> index(create.table());
			case Change.DropIndex drop -> {
				ObjectName table = drop.table();
				if (table != null) {
					done(table, Algorithm.INPLACE, "", false);
				}
			}
			case Change.Statement other when other.kind().equals("ALTER TABLE") ->
				other.tables().forEach((table) -> other(table, other.text().toUpperCase(Locale.ROOT)));
			default -> {
			}
		}
	}

	private void other(ObjectName table, String text) {
		TableState known = this.statement.state().table(table);
		if (text.startsWith("CONVERT TO")) {
			done(table, Algorithm.COPY, "The other character set");
		}
		else if (text.startsWith("ENGINE")) {
			String engine = text.replaceAll("^ENGINE\\s*=?\\s*", "");
			boolean same = known != null && known.engine() != null && known.engine().startsWith(engine);
			done(table, same ? Algorithm.REBUILD : Algorithm.COPY, "The engine");
		}
		else if (text.startsWith("ROW_FORMAT") || text.startsWith("KEY_BLOCK_SIZE") || text.startsWith("FORCE")) {
			done(table, Algorithm.REBUILD, "The format of rows");
		}
		else if (!isMariaDb() && CHARACTER_SET.matcher(text).find()) {
			done(table, Algorithm.REBUILD, "The other character set");
		}
		else if (!isMariaDb() && text.startsWith("ENCRYPTION")) {
			done(table, Algorithm.COPY, "The encryption");
		}
		else {
			partition(table, text);
		}
	}

	/** By MySQL's manual; a MariaDB takes no ALGORITHM for partitions, so that it cannot be asked. */
	private void partition(ObjectName table, String text) {
		if (PARTITIONS.matcher(text).find()) {
			done(table, Algorithm.COPY, "The change of the partitions");
		}
		else if (NEW_PARTITION.matcher(text).find()) {
			// By HASH or KEY, rows go to other partitions; by RANGE or LIST, which have VALUES, they stay where they are.
			done(table, text.contains("VALUES") ? Algorithm.INPLACE : Algorithm.COPY, "The new partition");
		}
		else if (LOST_PARTITION.matcher(text).find()) {
			done(table, Algorithm.INPLACE, "");
			this.effects.find(Effect.LOSES_DATA, "The rows of a partition of %s are deleted.".formatted(table), null,
					table);
		}
	}

	private boolean isMariaDb() {
		return this.server.product() == Server.Product.MARIADB;
	}

	private Algorithm add(ObjectName table, Column column) {
		if (column.generation() == Column.Generation.COMPUTED) {
			return Algorithm.COPY;
		}
		if (column.generation() == Column.Generation.IDENTITY || column.generation() == Column.Generation.SERIAL) {
			return Algorithm.COPY;
		}
		if (isExpression(column.serverDefault())) {
			return Algorithm.COPY;
		}
		boolean instant = isMariaDb() ? this.server.isAtLeast(10, 3) : this.server.isAtLeast(8, 0, 12);
		return (instant && (isMariaDb() || !isCompressed(table))) ? Algorithm.INSTANT : Algorithm.REBUILD;
	}

	/** A default that is more than a constant or the time. */
	private static boolean isExpression(@Nullable String value) {
		return value != null && value.contains("(") && !value.startsWith("'") && !TIME.matcher(value).find();
	}

	/** MySQL: not of a generated column, as one cannot tell here whether it is a stored one. */
	private boolean isInstantDrop(Change.DropColumn drop) {
		if (isMariaDb()) {
			return this.server.isAtLeast(10, 4);
		}
		TableState table = this.statement.state().table(drop.table());
		ColumnState column = (table != null) ? table.column(this.statement.state().column(drop.column())) : null;
		boolean plain = column == null || column.generation() == Column.Generation.NONE
				|| column.generation() == Column.Generation.VIRTUAL;
		return plain && this.server.isAtLeast(8, 0, 29) && !isCompressed(drop.table());
	}

	private boolean isCompressed(ObjectName table) {
		TableState known = this.statement.state().table(table);
		return known != null && known.engine() != null && known.engine().endsWith("COMPRESSED");
	}

	private Algorithm alter(Change.AlterColumn alter) {
		TableState table = this.statement.state().table(alter.table());
		ColumnState column = (table != null)
				? table.column(this.statement.state().column(alter.column()))
				: null;
		if (column == null) {
			return (alter.type() == null && alter.nullable() == null) ? Algorithm.INSTANT : Algorithm.COPY;
		}
		Algorithm byType = (alter.type() == null) ? Algorithm.INSTANT : type(column.type(), alter.type());
		Algorithm byNull = (alter.nullable() != null && !alter.nullable().equals(column.nullable()))
				? Algorithm.REBUILD
				: Algorithm.INSTANT;
		return (byType.compareTo(byNull) > 0) ? byType : byNull;
	}

	/**
	 * InnoDB: a varchar grows in place as long as the bytes of its length stay as many. MariaDB, observed on 10.11: also from
	 * up to 127 bytes. A character is taken for four bytes, as in utf8mb4.
	 */
	private Algorithm type(@Nullable String from, String to) {
		if (from == null || to.isEmpty()) {
			return Algorithm.COPY;
		}
		SqlTypeName old = SqlTypeName.of(from);
		SqlTypeName other = SqlTypeName.of(to);
		if (old.equals(other) || MySqlTypes.same(from, to)) {
			return Algorithm.INSTANT;
		}
		boolean varchar = old.name().equals("varchar") && other.name().equals("varchar")
				&& !old.arguments().isEmpty() && !other.arguments().isEmpty();
		if (varchar && other.arguments().getFirst() > old.arguments().getFirst()) {
			int bytes = old.arguments().getFirst() * 4;
			boolean sameBytes = bytes > 255 || other.arguments().getFirst() * 4 <= 255;
			return (sameBytes || (isMariaDb() && bytes <= 127)) ? Algorithm.INSTANT : Algorithm.COPY;
		}
		return MySqlTypes.appends(from, to) ? Algorithm.INSTANT : Algorithm.COPY;
	}

	private void addConstraint(Change.AddConstraint add) {
		switch (add.constraint().kind()) {
			case FOREIGN_KEY -> {
				done(add.table(), Algorithm.COPY, "The foreign key");
				ObjectName referred = add.constraint().referred();
				if (referred != null) {
					this.effects.lockOnly(LockMode.SHARE_UPDATE_EXCLUSIVE, referred);
				}
			}
			case UNIQUE -> index(add.table());
			case PRIMARY_KEY -> done(add.table(), Algorithm.REBUILD, "The primary key");
			case CHECK, EXCLUDE -> done(add.table(), Algorithm.COPY, "The check");
		}
	}

	private void index(ObjectName table) {
		this.effects.lock(LockMode.SHARE_UPDATE_EXCLUSIVE, table);
		this.effects.scan(table,
				"The index is built over all rows of %s, while others read and write.".formatted(table),
				null);
	}

	private void done(ObjectName table, Algorithm algorithm, String what) {
		done(table, algorithm, what, true);
	}

	private void done(ObjectName table, Algorithm algorithm, String what, boolean said) {
		switch (algorithm) {
			case INSTANT -> this.effects.lock(LockMode.SHARE_UPDATE_EXCLUSIVE, table);
			case INPLACE -> this.effects.lock(LockMode.SHARE_UPDATE_EXCLUSIVE, table);
			case REBUILD -> {
				this.effects.lock(LockMode.SHARE_UPDATE_EXCLUSIVE, table);
				this.effects.rewrite(table, "%s has %s written again in place, while others read and write."
						.formatted(said ? what : "This", table), null);
			}
			case COPY -> {
				this.effects.lock(LockMode.SHARE, table);
				this.effects.rewrite(table,
						"%s has %s copied, and nobody writes to it meanwhile.".formatted(said ? what : "This", table),
						"gh-ost or pt-online-schema-change copy a table while others write to it.");
			}
		}
	}

}

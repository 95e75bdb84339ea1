package ai.backend.dbstatus.plan.sqlite;

import java.util.regex.Pattern;

import ai.backend.dbstatus.alembic.operation.Change;
import ai.backend.dbstatus.alembic.operation.Column;
import ai.backend.dbstatus.alembic.operation.ObjectName;
import ai.backend.dbstatus.alembic.operation.Operation.Batch;
import ai.backend.dbstatus.database.relation.Server;
import ai.backend.dbstatus.plan.rule.CommonRules;
import ai.backend.dbstatus.plan.rule.Rules;
import ai.backend.dbstatus.plan.rule.Statement;
import ai.backend.dbstatus.plan.rule.StatementEffects;

/**
 * The rules of SQLite, which has few alterations of its own. Alembic's batches make a new table for the others, copy all rows, and
 * put it in the old one's place. SQLite: "ALTER TABLE"; Alembic: "Running Batch Migrations for SQLite", and
 * {@code SQLiteImpl.requires_recreate_in_batch()}.
 */
public final class SqliteRules implements Rules {

	private static final Pattern CONSTANT = Pattern.compile("'.*'|[-+]?[0-9.]+|(?i:null|true|false)");

	private final CommonRules common = new CommonRules();

	private final Server server;

	/**
	 * The rules of a version.
	 */
	public SqliteRules(Server server) {
		this.server = server;
	}

	@Override
	public void judge(Statement statement, StatementEffects effects) {
		this.common.judge(statement, effects);
		Batch batch = statement.batch();
		switch (statement.change()) {
			case Change.AlterColumn alter -> altered(alter.table(), statement, effects);
			case Change.AddConstraint add -> altered(add.table(), statement, effects);
			case Change.DropConstraint drop -> altered(drop.table(), statement, effects);
			case Change.DropColumn drop -> {
				if (copies(batch)) {
					copied(drop.table(), effects);
				}
				else {
					effects.rewrite(drop.table(), "SQLite writes all rows of %s again without the column."
							.formatted(drop.table()), null);
				}
			}
			case Change.RenameColumn rename -> {
				effects.about(rename.table());
				if (copies(batch)) {
					copied(rename.table(), effects);
				}
			}
			case Change.CreateIndex create -> {
				effects.scan(create.table(),
						"The index is built over all rows of %s, and nobody else writes to the file."
								.formatted(create.table()),
						null);
				if (batch == Batch.ALWAYS) {
					copied(create.table(), effects);
				}
			}
			case Change.RenameTable rename -> effects.about(rename.table());
			case Change.AddColumn add -> {
				effects.about(add.table());
				if (batch == Batch.ALWAYS || (batch == Batch.AUTO && !isConstant(add.column()))) {
					copied(add.table(), effects);
				}
			}
			default -> {
			}
		}
	}

	/** Alembic: a batch adds a column by SQLite's own statement, unless its default is an expression or it is kept computed. */
	private static boolean isConstant(Column column) {
		String value = column.serverDefault();
		return column.generation() != Column.Generation.COMPUTED
				&& (value == null || CONSTANT.matcher(value).matches());
	}

	private static boolean copies(Batch batch) {
		return batch == Batch.AUTO || batch == Batch.ALWAYS;
	}

	/** Outside of a batch, Alembic refuses constraints, and SQLite does not know the statement that alters a column. */
	private void altered(ObjectName table, Statement statement, StatementEffects effects) {
		effects.about(table);
		if (copies(statement.batch())) {
			copied(table, effects);
		}
		else if (statement.certain() && !this.server.isAtLeast(3, 53)) {
			effects.fail("SQLite has no such alteration of %s of its own.".formatted(table),
					"with op.batch_alter_table(\"%s\") as batch: a new table takes the rows.".formatted(table.name()));
		}
	}

	private static void copied(ObjectName table, StatementEffects effects) {
		effects.rewrite(table, "A batch copies all rows of %s into a new table.".formatted(table), null);
	}

}

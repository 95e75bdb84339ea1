package ai.backend.dbstatus.plan.sqlite;

import ai.backend.dbstatus.alembic.operation.Change;
import ai.backend.dbstatus.alembic.operation.ObjectName;
import ai.backend.dbstatus.plan.rule.CommonRules;
import ai.backend.dbstatus.plan.rule.Rules;
import ai.backend.dbstatus.plan.rule.Statement;
import ai.backend.dbstatus.plan.rule.StatementEffects;

/**
 * The rules of SQLite, which has few alterations of its own: Alembic's batches make a new table, copy all rows, and put it in the
 * old one's place. SQLite: "ALTER TABLE"; Alembic: "Running Batch Migrations for SQLite".
 */
public final class SqliteRules implements Rules {

	private final CommonRules common = new CommonRules();

	@Override
	public void judge(Statement statement, StatementEffects effects) {
		this.common.judge(statement, effects);
		switch (statement.change()) {
			case Change.AlterColumn alter -> copied(alter.table(), effects);
			case Change.AddConstraint add -> copied(add.table(), effects);
			case Change.DropConstraint drop -> copied(drop.table(), effects);
			case Change.DropColumn drop -> copied(drop.table(), effects);
			case Change.CreateIndex create -> effects.scan(create.table(),
					"The index is built over all rows of %s, and nobody else writes to the file."
							.formatted(create.table()),
					null);
			case Change.RenameTable rename -> effects.about(rename.table());
			case Change.AddColumn add -> effects.about(add.table());
			default -> {
			}
		}
	}

	private static void copied(ObjectName table, StatementEffects effects) {
		effects.rewrite(table,
				"SQLite has no such alteration of its own: a batch copies all rows of %s into a new table."
						.formatted(table),
				null);
	}

}

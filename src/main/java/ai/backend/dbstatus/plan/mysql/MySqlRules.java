package ai.backend.dbstatus.plan.mysql;

import ai.backend.dbstatus.database.relation.Server;
import ai.backend.dbstatus.plan.rule.CommonRules;
import ai.backend.dbstatus.plan.rule.Rules;
import ai.backend.dbstatus.plan.rule.Statement;
import ai.backend.dbstatus.plan.rule.StatementEffects;

/**
 * The rules of MySQL and MariaDB.
 */
public final class MySqlRules implements Rules {

	private final Server server;

	private final CommonRules common = new CommonRules();

	/**
	 * The rules of a server.
	 */
	public MySqlRules(Server server) {
		this.server = server;
	}

	@Override
	public void judge(Statement statement, StatementEffects effects) {
		this.common.judge(statement, effects);
		new Alteration(this.server, statement, effects).judge();
	}

}

package ai.backend.dbstatus.plan.rule;

/**
 * The rules of a database.
 */
@FunctionalInterface
public interface Rules {

	/**
	 * Judges a statement.
	 * @param statement the statement
	 * @param effects collects what it does
	 */
	void judge(Statement statement, StatementEffects effects);

}

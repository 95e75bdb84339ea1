package ai.backend.dbstatus.plan.rule;

import ai.backend.dbstatus.alembic.operation.Change;
import ai.backend.dbstatus.alembic.operation.Operation;
import ai.backend.dbstatus.plan.state.SchemaState;

/**
 * A statement that is judged: what it changes, and the schema before it.
 *
 * @param change what it changes
 * @param certain whether it is surely performed
 * @param state the schema before it; not changed
 * @param transaction whether it surely runs inside a transaction
 * @param batch whether it belongs to a {@code batch_alter_table()}
 */
public record Statement(Change change, boolean certain, SchemaState state, Inside transaction,
		Operation.Batch batch) {

	/**
	 * Whether a statement runs inside a transaction.
	 */
	public enum Inside {

		/** It does. */
		YES,

		/** It does not. */
		NO,

		/** Only running it would tell. */
		MAYBE

	}

}

package ai.backend.dbstatus.alembic.operation;

import java.util.List;

/**
 * The operations of {@code upgrade()} or {@code downgrade()}.
 *
 * @param defined whether the script has such a function
 * @param operations the operations, in the order in which they are performed; what is not known is among them, too
 * @param notKnown what is not known, in the order in which it is met
 * @param raises whether the function surely ends with an exception
 */
public record Operations(boolean defined, List<Operation> operations, List<NotKnown> notKnown, boolean raises) {

	public Operations {
		operations = List.copyOf(operations);
		notKnown = List.copyOf(notKnown);
	}

}

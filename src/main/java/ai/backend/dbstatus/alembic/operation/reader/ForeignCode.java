package ai.backend.dbstatus.alembic.operation.reader;

import ai.backend.dbstatus.alembic.python.evaluation.PyObject;
import ai.backend.dbstatus.alembic.python.syntax.Expr;

/**
 * Calls of code that cannot be followed.
 */
final class ForeignCode {

	private final Reading reading;

	private final ModuleNames module;

	ForeignCode(Reading reading, ModuleNames module) {
		this.reading = reading;
		this.module = module;
	}

	/** Code that cannot be followed and is handed the live database may do anything to it. */
	PyObject call(Arguments arguments, Expr.Call call) {
		if (arguments.hasLive()) {
			this.reading.emitNotKnown("call", call, this.module,
					"Application code that cannot be followed may do anything.");
		}
		return new Construct.Foreign("");
	}

}

package ai.backend.dbstatus.alembic.operation.reader;

import ai.backend.dbstatus.alembic.operation.NamingConvention;
import ai.backend.dbstatus.alembic.python.evaluation.PyObject;
import ai.backend.dbstatus.alembic.python.syntax.Expr;
import ai.backend.dbstatus.alembic.python.syntax.Stmt;

/**
 * Finds the metadata that {@code env.py} hands to Alembic as {@code target_metadata}: {@code metadata}, {@code Base.metadata},
 * {@code db.metadata}, or None.
 */
final class MetaDataReader {

	private final ModuleNames module;

	private final Reading reading;

	MetaDataReader(ModuleNames module, Reading reading) {
		this.module = module;
		this.reading = reading;
	}

	NamingConvention convention() {
		PyObject target = this.module.get("target_metadata");
		if (target == PyObject.Unbound.UNBOUND) {
			return NamingConvention.UNKNOWN;
		}
		if (target == PyObject.None.NONE) {
			return NamingConvention.DEFAULT;
		}
		return of(target);
	}

	private NamingConvention of(PyObject target) {
		return switch (target) {
			case Construct.MetaData metadata when metadata.convention == PyObject.None.NONE -> NamingConvention.DEFAULT;
			case Construct.MetaData metadata -> AlembicOperations.convention(metadata.convention);
			case Construct.Method method when method.name().equals("metadata")
					&& method.receiver() instanceof Construct.PyClass base ->
				ofClass(base);
			default -> NamingConvention.UNKNOWN;
		};
	}

	/** {@code class Base(DeclarativeBase): metadata = MetaData(...)}; without the attribute its metadata is a plain one. */
	private NamingConvention ofClass(Construct.PyClass base) {
		for (Stmt statement : base.definition().body().statements()) {
			if (statement instanceof Stmt.Assign assign && assign.targets().getFirst() instanceof Expr.Name name
					&& name.id().equals("metadata")) {
				return of(this.reading.evaluate(assign.value(), base.module()));
			}
			if (statement instanceof Stmt.AnnAssign assign && assign.target() instanceof Expr.Name name
					&& name.id().equals("metadata") && assign.value() != null) {
				return of(this.reading.evaluate(assign.value(), base.module()));
			}
		}
		boolean plain = base.definition().bases().stream().allMatch((each) -> each.text().endsWith("DeclarativeBase"));
		return plain && !base.definition().bases().isEmpty() ? NamingConvention.DEFAULT : NamingConvention.UNKNOWN;
	}

}

package ai.backend.dbstatus.alembic.operation.reader;

import java.util.List;

import ai.backend.dbstatus.alembic.operation.Condition;
import ai.backend.dbstatus.alembic.operation.sql.SqlReader;
import ai.backend.dbstatus.alembic.python.evaluation.Evaluator;
import ai.backend.dbstatus.alembic.python.evaluation.PyObject;
import org.jspecify.annotations.Nullable;

/**
 * Conditions as objects, and the other way round.
 */
final class Conditions {

	private Conditions() {
	}

	static PyObject not(PyObject object) {
		Boolean truth = Evaluator.truth(object);
		if (truth != null) {
			return new PyObject.Bool(!truth);
		}
		Condition condition = of(object);
		return (condition != null) ? new Construct.Cond(condition.negated()) : PyObject.UNKNOWN;
	}

	/** Returns what must hold for an object to be true, {@code null} if nobody knows. */
	static @Nullable Condition of(PyObject object) {
		if (object instanceof Construct.Cond cond) {
			return cond.condition();
		}
		return null;
	}

	/** Python: {@code left and right}, or {@code or}, where the left one is a condition. */
	static PyObject combine(PyObject left, boolean and, PyObject right) {
		Condition first = of(left);
		Boolean truth = Evaluator.truth(right);
		if (truth != null) {
			if (truth != and) {
				return new PyObject.Bool(truth);
			}
			return left;
		}
		Condition second = of(right);
		if (first == null || second == null) {
			return PyObject.UNKNOWN;
		}
		return new Construct.Cond(
				and ? new Condition.And(List.of(first, second)) : new Condition.Or(List.of(first, second)));
	}

	/** How both begin: a statement's first words tell more than nothing. */
	private static String common(String first, String second) {
		int length = 0;
		while (length < Math.min(first.length(), second.length()) && first.charAt(length) == second.charAt(length)) {
			length++;
		}
		return first.substring(0, length);
	}

	/** What it is if a condition holds, and what if not, as one object. */
	static PyObject choose(@Nullable Condition condition, PyObject then, PyObject otherwise) {
		if (then.equals(otherwise)) {
			return then;
		}
		Boolean first = Evaluator.truth(then);
		Boolean second = Evaluator.truth(otherwise);
		if (Texts.isText(then) && Texts.isText(otherwise)) {
			return Texts.of(common(Texts.shown(then), Texts.shown(otherwise)) + SqlReader.HOLE);
		}
		boolean logical = (then instanceof PyObject.Bool || then instanceof Construct.Cond)
				&& (otherwise instanceof PyObject.Bool || otherwise instanceof Construct.Cond);
		if (condition == null || !logical) {
			return PyObject.UNKNOWN;
		}
		Construct.Cond is = new Construct.Cond(condition);
		if (Boolean.TRUE.equals(first)) {
			return combine(is, false, otherwise);
		}
		if (Boolean.FALSE.equals(first)) {
			return combine(not(is), true, otherwise);
		}
		if (Boolean.FALSE.equals(second)) {
			return combine(is, true, then);
		}
		return Boolean.TRUE.equals(second) ? combine(not(is), false, then) : PyObject.UNKNOWN;
	}

}

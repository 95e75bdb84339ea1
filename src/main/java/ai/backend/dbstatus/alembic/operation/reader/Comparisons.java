package ai.backend.dbstatus.alembic.operation.reader;

import java.util.List;

import ai.backend.dbstatus.alembic.operation.Condition;
import ai.backend.dbstatus.alembic.operation.ObjectName;
import ai.backend.dbstatus.alembic.operation.reader.Construct.CatalogItem;
import ai.backend.dbstatus.alembic.operation.reader.Construct.CatalogList;
import ai.backend.dbstatus.alembic.operation.reader.Construct.Live;
import ai.backend.dbstatus.alembic.python.evaluation.Evaluator;
import ai.backend.dbstatus.alembic.python.evaluation.PyObject;
import ai.backend.dbstatus.alembic.python.syntax.ComparisonOperator;
import org.jspecify.annotations.Nullable;

/**
 * {@code left == right}, {@code left in right}, and so on: what is known of it, and what the catalog would say.
 */
final class Comparisons {

	private final Elements elements;

	Comparisons(Elements elements) {
		this.elements = elements;
	}

	PyObject compare(PyObject left, ComparisonOperator operator, PyObject right) {
		if (Construct.isSql(left) || Construct.isSql(right)) {
			return new Construct.Expression(false);
		}
		return switch (operator) {
			case IN -> contains(right, left);
			case NOT_IN -> Conditions.not(contains(right, left));
			case EQ -> equal(left, right);
			case NOT_EQ -> Conditions.not(equal(left, right));
			case IS, IS_NOT -> {
				Boolean same = same(left, right);
				yield (same == null)
						? PyObject.UNKNOWN
						: new PyObject.Bool(same == (operator == ComparisonOperator.IS));
			}
			case LT, LT_E, GT, GT_E -> order(left, operator, right);
		};
	}

	private static PyObject order(PyObject left, ComparisonOperator operator, PyObject right) {
		if (!(left instanceof PyObject.Int a) || !(right instanceof PyObject.Int b)) {
			return PyObject.UNKNOWN;
		}
		int sign = Long.compare(a.value(), b.value());
		return new PyObject.Bool(switch (operator) {
			case LT -> sign < 0;
			case LT_E -> sign <= 0;
			case GT -> sign > 0;
			default -> sign >= 0;
		});
	}

	private static @Nullable Boolean same(PyObject left, PyObject right) {
		if (left == PyObject.None.NONE || right == PyObject.None.NONE) {
			PyObject other = (left == PyObject.None.NONE) ? right : left;
			if (other == PyObject.None.NONE) {
				return true;
			}
			boolean known = other instanceof PyObject.Str || other instanceof PyObject.Bool
					|| other instanceof PyObject.Int || other instanceof PyObject.Sequence
					|| other instanceof Construct.Dict || other instanceof Construct.TableConstruct
					|| other instanceof Construct.PartialText || (other instanceof Live live
							&& live.kind() != Live.Kind.RESULT);
			return known ? false : null;
		}
		if (left instanceof PyObject.Bool && right instanceof PyObject.Bool) {
			return left.equals(right);
		}
		return null;
	}

	private static PyObject equal(PyObject left, PyObject right) {
		if (left instanceof CatalogItem item && item.name()) {
			return named(item.list(), Texts.plain(right));
		}
		if (right instanceof CatalogItem item && item.name()) {
			return named(item.list(), Texts.plain(left));
		}
		String a = Texts.plain(left);
		String b = Texts.plain(right);
		if (a != null && b != null) {
			return new PyObject.Bool(a.equals(b));
		}
		if ((left instanceof PyObject.Int && right instanceof PyObject.Int)
				|| (left instanceof PyObject.Bool && right instanceof PyObject.Bool)
				|| (left == PyObject.None.NONE && right == PyObject.None.NONE)
				|| (left instanceof Construct.EnumMember && right instanceof Construct.EnumMember)) {
			return new PyObject.Bool(left.equals(right));
		}
		boolean apart = (left == PyObject.None.NONE) ? b != null : right == PyObject.None.NONE && a != null;
		return apart ? new PyObject.Bool(false) : PyObject.UNKNOWN;
	}

	/** Whether the catalog lists a name. */
	private static PyObject named(CatalogList list, @Nullable String name) {
		if (name == null) {
			return PyObject.UNKNOWN;
		}
		ObjectName object = new ObjectName(list.schema(), name);
		return new Construct.Cond(new Condition.Exists(list.kind(), list.table(), object));
	}

	private PyObject contains(PyObject container, PyObject item) {
		String text = Texts.plain(item);
		if (container instanceof CatalogList list && list.names()) {
			return named(list, text);
		}
		if (container instanceof PyObject.Str str && text != null) {
			return new PyObject.Bool(str.value().contains(text));
		}
		if (container instanceof Construct.Dict dict && !dict.open && text != null) {
			return new PyObject.Bool(dict.items.containsKey(new PyObject.Str(text)));
		}
		List<PyObject> items = this.elements.of(container);
		if (items == null) {
			return PyObject.UNKNOWN;
		}
		PyObject result = new PyObject.Bool(false);
		for (PyObject each : items) {
			PyObject equal = equal(item, each);
			if (Boolean.TRUE.equals(Evaluator.truth(equal))) {
				return equal;
			}
			if (equal instanceof PyObject.Unknown) {
				return equal;
			}
			if (!Boolean.FALSE.equals(Evaluator.truth(equal))) {
				result = Conditions.combine(equal, false, result);
			}
		}
		return result;
	}

}

package ai.backend.dbstatus.alembic.operation.reader;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import ai.backend.dbstatus.alembic.operation.reader.Construct.CatalogItem;
import ai.backend.dbstatus.alembic.operation.reader.Construct.CatalogList;
import ai.backend.dbstatus.alembic.python.evaluation.Evaluator;
import ai.backend.dbstatus.alembic.python.evaluation.PyObject;
import ai.backend.dbstatus.alembic.python.evaluation.PyObject.Sequence.Kind;
import ai.backend.dbstatus.alembic.python.syntax.Expr;

/**
 * Comprehensions over what is known, or over what the catalog lists.
 */
final class Comprehensions {

	private final Reading reading;

	private final Frame frame;

	private final Elements elements;

	Comprehensions(Reading reading, Frame frame, Elements elements) {
		this.reading = reading;
		this.frame = frame;
		this.elements = elements;
	}

	PyObject list(Kind kind, Expr element, List<Expr.Comprehension> generators) {
		if (generators.size() == 1 && generators.getFirst().ifs().isEmpty()) {
			PyObject iterated = new OperationEvaluator(this.reading, this.frame)
					.evaluate(generators.getFirst().iter());
			if (iterated instanceof CatalogList list) {
				Frame inner = new Frame(this.frame.module(), this.frame);
				if (generators.getFirst().target() instanceof Expr.Name name) {
					inner.bind(name.id(), new CatalogItem(list, list.names()));
				}
				PyObject item = new OperationEvaluator(this.reading, inner).evaluate(element);
				return (item instanceof CatalogItem named && named.name())
						? new CatalogList(list.kind(), list.table(), list.schema(), true)
						: isCondition(item) ? item : PyObject.UNKNOWN;
			}
		}
		List<PyObject> items = new ArrayList<>();
		boolean known = rounds(generators, 0, new Frame(this.frame.module(), this.frame),
				(evaluator) -> items.add(evaluator.evaluate(element)));
		return known ? PyObject.Sequence.of((kind == Kind.SET) ? Kind.LIST : kind, items) : PyObject.UNKNOWN;
	}

	/** {@code any(c["name"] == "x" for c in columns)}: the comprehension is what holds of any of them. */
	private static boolean isCondition(PyObject item) {
		return item instanceof Construct.Cond;
	}

	PyObject dict(Expr.DictComp comprehension) {
		Construct.Dict dict = new Construct.Dict();
		boolean known = rounds(comprehension.generators(), 0, new Frame(this.frame.module(), this.frame),
				(evaluator) -> {
					PyObject key = evaluator.evaluate(comprehension.key());
					dict.open |= key instanceof PyObject.Unknown;
					dict.items.put(key, evaluator.evaluate(comprehension.value()));
				});
		dict.open |= !known;
		return dict;
	}

	private boolean rounds(List<Expr.Comprehension> generators, int at, Frame inner,
			Consumer<OperationEvaluator> round) {
		OperationEvaluator evaluator = new OperationEvaluator(this.reading, inner);
		if (at == generators.size()) {
			round.accept(evaluator);
			return true;
		}
		Expr.Comprehension generator = generators.get(at);
		List<PyObject> items = this.elements.of(evaluator.evaluate(generator.iter()));
		if (items == null) {
			return false;
		}
		for (PyObject item : items) {
			this.reading.effort.spend(1);
			if (!bindTarget(inner, generator.target(), item)) {
				return false;
			}
			boolean taken = true;
			for (Expr test : generator.ifs()) {
				Boolean truth = Evaluator.truth(evaluator.evaluate(test));
				if (truth == null) {
					return false;
				}
				taken &= truth;
			}
			if (taken && !rounds(generators, at + 1, inner, round)) {
				return false;
			}
		}
		return true;
	}

	private boolean bindTarget(Frame inner, Expr target, PyObject item) {
		if (target instanceof Expr.Name name) {
			inner.bind(name.id(), item);
			return true;
		}
		List<Expr> targets = (target instanceof Expr.Tuple tuple) ? tuple.elements() : List.of();
		List<PyObject> items = this.elements.of(item);
		if (items == null || items.size() != targets.size() || targets.isEmpty()) {
			return false;
		}
		for (int i = 0; i < targets.size(); i++) {
			if (!bindTarget(inner, targets.get(i), items.get(i))) {
				return false;
			}
		}
		return true;
	}

}

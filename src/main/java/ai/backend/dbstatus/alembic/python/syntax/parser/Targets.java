package ai.backend.dbstatus.alembic.python.syntax.parser;

import java.util.List;

import ai.backend.dbstatus.alembic.python.syntax.Expr;
import ai.backend.dbstatus.alembic.python.syntax.token.PythonSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * What may stand on the left of {@code =}.
 */
final class Targets {

	private Targets() {
	}

	static void check(Expr target) {
		check(target, true);
	}

	/** Names and the like, for {@code +=}, annotations and {@code del}. */
	static void checkSingle(Expr target) {
		if (elements(target) != null || target instanceof Expr.Starred) {
			throw error(target);
		}
		check(target, false);
	}

	/** What may stand behind {@code del}. */
	static void checkDeletable(Expr target) {
		List<Expr> elements = elements(target);
		if (elements == null) {
			checkSingle(target);
			return;
		}
		for (Expr element : elements) {
			checkDeletable(element);
		}
	}

	/** Returns the elements of a tuple or a list, {@code null} if it is neither. */
	private static @Nullable List<Expr> elements(Expr target) {
		if (target instanceof Expr.Tuple tuple) {
			return tuple.elements();
		}
		return (target instanceof Expr.List list) ? list.elements() : null;
	}

	private static void check(Expr target, boolean starred) {
		boolean allowed = false;
		List<Expr> elements = elements(target);
		if (target instanceof Expr.Name name) {
			allowed = !name.id().equals("__debug__");
		}
		else if (target instanceof Expr.Attribute attribute) {
			allowed = !attribute.attr().equals("__debug__");
		}
		else if (target instanceof Expr.Subscript) {
			allowed = true;
		}
		else if (elements != null) {
			int stars = 0;
			for (Expr element : elements) {
				stars += (element instanceof Expr.Starred) ? 1 : 0;
				check(element, true);
			}
			allowed = stars <= 1;
		}
		else if (target instanceof Expr.Starred star && starred) {
			check(star.value(), false);
			allowed = true;
		}
		if (!allowed) {
			throw error(target);
		}
	}

	private static PythonSyntaxException error(Expr target) {
		return new PythonSyntaxException(target.line(), "'" + target.span().excerpt() + "' cannot be assigned to");
	}

}

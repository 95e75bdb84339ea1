package ai.backend.dbstatus.alembic.script.python;

/**
 * What may stand on the left of {@code =}.
 */
final class Targets {

	private Targets() {
	}

	static void check(Expr target, TokenCursor cursor) {
		check(target, cursor, true);
	}

	/** Names and the like, for {@code +=}, annotations and walruses. */
	static void checkSingle(Expr target, TokenCursor cursor) {
		if (target instanceof Expr.Display || target instanceof Expr.Starred) {
			throw error(target, cursor);
		}
		check(target, cursor, false);
	}

	private static void check(Expr target, TokenCursor cursor, boolean starred) {
		boolean allowed = false;
		if (target instanceof Expr.Name name) {
			allowed = !name.id().equals("__debug__");
		}
		else if (target instanceof Expr.Attribute attribute) {
			allowed = !attribute.name().equals("__debug__");
		}
		else if (target instanceof Expr.Subscript) {
			allowed = true;
		}
		else if (target instanceof Expr.Display display && display.kind() != Value.Sequence.Kind.SET) {
			int stars = 0;
			for (Expr item : display.items()) {
				stars += (item instanceof Expr.Starred) ? 1 : 0;
				check(item, cursor, true);
			}
			allowed = stars <= 1;
		}
		else if (target instanceof Expr.Starred star && starred) {
			check(star.of(), cursor, false);
			allowed = true;
		}
		if (!allowed) {
			throw error(target, cursor);
		}
	}

	private static PythonSyntaxException error(Expr target, TokenCursor cursor) {
		return new PythonSyntaxException(cursor.tokens().line(target.from()),
				"'" + cursor.tokens().excerpt(target.from(), target.to()) + "' cannot be assigned to");
	}

}

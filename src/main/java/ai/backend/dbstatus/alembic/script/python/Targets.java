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
		switch (target) {
			case Expr.Name name -> {
				if (name.id().equals("__debug__")) {
					throw error(target, cursor);
				}
			}
			case Expr.Attribute attribute -> {
				if (attribute.name().equals("__debug__")) {
					throw error(target, cursor);
				}
			}
			case Expr.Subscript _ -> {
			}
			case Expr.Display display when display.kind() != Value.Sequence.Kind.SET -> {
				int stars = 0;
				for (Expr item : display.items()) {
					stars += (item instanceof Expr.Starred) ? 1 : 0;
					check(item, cursor, true);
				}
				if (stars > 1) {
					throw error(target, cursor);
				}
			}
			case Expr.Starred star when starred -> check(star.of(), cursor, false);
			default -> throw error(target, cursor);
		}
	}

	private static PythonSyntaxException error(Expr target, TokenCursor cursor) {
		return new PythonSyntaxException(cursor.tokens().line(target.from()),
				"'" + cursor.tokens().excerpt(target.from(), target.to()) + "' cannot be assigned to");
	}

}

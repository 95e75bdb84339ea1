package ai.backend.dbstatus.alembic.script.python;

import java.util.List;
import java.util.Set;

import static ai.backend.dbstatus.alembic.script.python.Tokens.op;

/**
 * Parses import statements.
 */
final class ImportParser {

	private static final Set<String> FUTURE = Set.of("nested_scopes", "generators", "division", "absolute_import",
			"with_statement", "print_function", "unicode_literals", "barry_as_FLUFL", "generator_stop", "annotations");

	private final TokenCursor cursor;

	ImportParser(TokenCursor cursor) {
		this.cursor = cursor;
	}

	void parseImport(List<Stmt> into) {
		this.cursor.advance();
		do {
			int from = this.cursor.index();
			String module = dotted();
			if (this.cursor.accept("as")) {
				String as = this.cursor.identifier();
				into.add(new Stmt.Import(from, this.cursor.index(), module, null, as));
			}
			else {
				int dot = module.indexOf('.');
				String top = (dot < 0) ? module : module.substring(0, dot);
				into.add(new Stmt.Import(from, this.cursor.index(), top, null, top));
			}
		} while (this.cursor.accept(','));
	}

	private String dotted() {
		StringBuilder name = new StringBuilder(this.cursor.identifier());
		while (this.cursor.accept('.')) {
			name.append('.').append(this.cursor.identifier());
		}
		return name.toString();
	}

	/** A relative module is named with its dots: nothing will ever be found under that name. */
	void parseFrom(List<Stmt> into) {
		int from = this.cursor.index();
		this.cursor.advance();
		StringBuilder module = new StringBuilder();
		while (this.cursor.at('.') || this.cursor.at(op("..."))) {
			module.append(this.cursor.tokens().text(this.cursor.index()));
			this.cursor.advance();
		}
		if (module.isEmpty() || !this.cursor.at("import")) {
			module.append(dotted());
		}
		this.cursor.expect("import");
		if (this.cursor.accept('*')) {
			if (module.toString().equals("__future__")) {
				throw this.cursor.error("'*' is no feature of __future__");
			}
			into.add(new Stmt.ImportAll(from, this.cursor.index(), module.toString()));
			return;
		}
		boolean parenthesized = this.cursor.accept('(');
		do {
			if (parenthesized && this.cursor.at(')') && this.cursor.index() > from + 1
					&& this.cursor.tokens().kind(this.cursor.index() - 1) == ',') {
				break;
			}
			name(from, module.toString(), into);
		} while (this.cursor.accept(','));
		if (parenthesized) {
			this.cursor.expect(')');
		}
	}

	private void name(int from, String module, List<Stmt> into) {
		String name = this.cursor.identifier();
		if (module.equals("__future__") && !FUTURE.contains(name)) {
			throw this.cursor.error("'" + name + "' is no feature of __future__");
		}
		String as = this.cursor.accept("as") ? this.cursor.identifier() : name;
		into.add(new Stmt.Import(from, this.cursor.index(), module, name, as));
	}

}

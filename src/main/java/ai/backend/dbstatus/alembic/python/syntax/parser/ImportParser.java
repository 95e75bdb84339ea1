package ai.backend.dbstatus.alembic.python.syntax.parser;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import ai.backend.dbstatus.alembic.python.syntax.Stmt;
import ai.backend.dbstatus.alembic.python.syntax.token.Tokens;
import org.jspecify.annotations.Nullable;

/**
 * Parses import statements.
 */
final class ImportParser {

	private static final Set<String> FUTURE = Set.of("nested_scopes", "generators", "division", "absolute_import",
			"with_statement", "print_function", "unicode_literals", "barry_as_FLUFL", "generator_stop", "annotations");

	private final TokenCursor cursor;

	private final CodeBlock block;

	ImportParser(TokenCursor cursor, CodeBlock block) {
		this.cursor = cursor;
		this.block = block;
	}

	Stmt parseImport() {
		int from = this.cursor.index();
		this.cursor.advance();
		List<Stmt.Alias> names = new ArrayList<>(1);
		do {
			int start = this.cursor.index();
			String module = dotted();
			String asName = asName();
			names.add(new Stmt.Alias(this.cursor.span(start), module, asName));
		} while (this.cursor.accept(','));
		return new Stmt.Import(this.cursor.span(from), names);
	}

	private String dotted() {
		String first = this.cursor.identifier();
		if (!this.cursor.at('.')) {
			return first;
		}
		StringBuilder name = new StringBuilder(first);
		while (this.cursor.accept('.')) {
			name.append('.').append(this.cursor.identifier());
		}
		return name.toString();
	}

	private @Nullable String asName() {
		return this.cursor.accept("as") ? this.cursor.identifier() : null;
	}

	Stmt parseFrom() {
		int from = this.cursor.index();
		this.cursor.advance();
		int level = 0;
		while (this.cursor.at('.') || this.cursor.at(Tokens.ELLIPSIS)) {
			level += this.cursor.at('.') ? 1 : 3;
			this.cursor.advance();
		}
		String module = (level > 0 && this.cursor.at("import")) ? "" : dotted();
		boolean future = level == 0 && module.equals("__future__");
		this.cursor.expect("import");
		List<Stmt.Alias> names = new ArrayList<>(1);
		if (this.cursor.at('*')) {
			if (future) {
				throw this.cursor.error("'*' is no feature of __future__");
			}
			if (this.block != CodeBlock.MODULE) {
				throw this.cursor.error("'import *' stands in a function or a class");
			}
			int star = this.cursor.index();
			this.cursor.advance();
			names.add(new Stmt.Alias(this.cursor.span(star), "*", null));
		}
		else {
			boolean parenthesized = this.cursor.accept('(');
			do {
				names.add(name(future));
			} while (this.cursor.accept(',') && !(parenthesized && this.cursor.at(')')));
			if (parenthesized) {
				this.cursor.expect(')');
			}
		}
		return new Stmt.ImportFrom(this.cursor.span(from), module, level, names);
	}

	private Stmt.Alias name(boolean future) {
		int from = this.cursor.index();
		String name = this.cursor.identifier();
		if (future && !FUTURE.contains(name)) {
			throw this.cursor.error("'" + name + "' is no feature of __future__");
		}
		String asName = asName();
		return new Stmt.Alias(this.cursor.span(from), name, asName);
	}

}

package ai.backend.dbstatus.alembic.python.syntax.parser;

import ai.backend.dbstatus.alembic.python.syntax.Span;
import ai.backend.dbstatus.alembic.python.syntax.token.PythonSyntaxException;
import ai.backend.dbstatus.alembic.python.syntax.token.Tokens;

/**
 * A place among the tokens, and what a parser asks about it.
 */
final class TokenCursor {

	private final Tokens tokens;

	private int index;

	TokenCursor(Tokens tokens, int index) {
		this.tokens = tokens;
		this.index = index;
	}

	Tokens tokens() {
		return this.tokens;
	}

	int index() {
		return this.index;
	}

	/** Returns the place of what began at a token and ends here. */
	Span span(int from) {
		return new Span(this.tokens, from, this.index);
	}

	void moveTo(int index) {
		this.index = index;
	}

	int kind() {
		return this.tokens.kind(this.index);
	}

	int peek(int ahead) {
		int at = this.index + ahead;
		return (at < this.tokens.size()) ? this.tokens.kind(at) : Tokens.END;
	}

	void advance() {
		if (this.index < this.tokens.size() - 1) {
			this.index++;
		}
	}

	boolean at(int kind) {
		return this.tokens.kind(this.index) == kind;
	}

	boolean at(String word) {
		return this.tokens.is(this.index, word);
	}

	/** Returns whether a word is here and another follows it. */
	boolean at(String word, String next) {
		return at(word) && this.tokens.is(this.index + 1, next);
	}

	boolean accept(int kind) {
		if (at(kind)) {
			advance();
			return true;
		}
		return false;
	}

	boolean accept(String word) {
		if (at(word)) {
			advance();
			return true;
		}
		return false;
	}

	void expect(int kind) {
		if (!accept(kind)) {
			throw error();
		}
	}

	void expect(String word) {
		if (!accept(word)) {
			throw error();
		}
	}

	/** Reads a name that is no keyword. */
	String identifier() {
		if (!at(Tokens.NAME)) {
			throw error();
		}
		String name = this.tokens.text(this.index);
		if (Keywords.isKeyword(name)) {
			throw error();
		}
		advance();
		return name;
	}

	/** Returns the index of the bracket that closes the one here. */
	int closing() {
		int level = 0;
		for (int i = this.index; i < this.tokens.size(); i++) {
			int kind = this.tokens.kind(i);
			if (kind == '(' || kind == '[' || kind == '{') {
				level++;
			}
			else if (kind == ')' || kind == ']' || kind == '}') {
				level--;
				if (level == 0) {
					return i;
				}
			}
		}
		return this.tokens.size() - 1;
	}

	PythonSyntaxException error() {
		int kind = kind();
		if (kind == Tokens.END || kind == Tokens.NEWLINE) {
			return error("a statement ends too early");
		}
		if (kind == Tokens.INDENT || kind == Tokens.DEDENT) {
			return error("the indentation is unexpected");
		}
		return error("'" + this.tokens.excerpt(this.index, this.index + 1) + "' makes no sense there");
	}

	PythonSyntaxException error(String message) {
		return new PythonSyntaxException(this.tokens.line(this.index), message);
	}

}

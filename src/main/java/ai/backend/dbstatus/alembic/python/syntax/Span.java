package ai.backend.dbstatus.alembic.python.syntax;

import ai.backend.dbstatus.alembic.python.syntax.token.Tokens;

/**
 * Where a part of a module stands.
 *
 * @param tokens the tokens of the module, or of an expression in one of its f-strings
 * @param from the index of the first token
 * @param to the index behind the last one
 */
public record Span(Tokens tokens, int from, int to) {

	/**
	 * Returns the line where it begins. The first time that a line of the module is asked for, all of its lines are counted.
	 * @return the line, counted from 1
	 */
	public int line() {
		return this.tokens.line(this.from);
	}

	/**
	 * Returns its source.
	 * @return the source as it is written, comments and line ends within it included
	 */
	public String text() {
		int last = Math.max(this.from, this.to - 1);
		return this.tokens.source().text().substring(this.tokens.start(this.from), this.tokens.end(last));
	}

	/**
	 * Returns its source, shortened to one readable line.
	 * @return at most 120 characters
	 */
	public String excerpt() {
		return this.tokens.excerpt(this.from, this.to);
	}

	/**
	 * Returns the logical line in which it begins.
	 * @return the tokens between two ends of lines
	 */
	public Span logicalLine() {
		int first = this.from;
		while (first > 0 && !this.tokens.isLineEnd(first - 1)) {
			first--;
		}
		int end = this.from;
		while (end < this.tokens.size() && !this.tokens.isLineEnd(end)) {
			end++;
		}
		return new Span(this.tokens, first, Math.max(end, first + 1));
	}

}

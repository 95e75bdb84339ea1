package ai.backend.dbstatus.alembic.python.evaluation;

import ai.backend.dbstatus.alembic.python.syntax.Span;

/**
 * Where it is that something could not be resolved. Its line and text are made out only if somebody asks: of most names
 * nobody does.
 *
 * @param span the expression or statement, or what it begins with
 * @param wholeLine whether all of the logical line is meant in which it begins
 */
public record Reason(Span span, boolean wholeLine) {

	/**
	 * Returns the line.
	 * @return the line, counted from 1
	 */
	public int line() {
		return place().line();
	}

	/**
	 * Returns the source.
	 * @return the source, shortened to a line
	 */
	public String text() {
		return place().excerpt();
	}

	private Span place() {
		return this.wholeLine ? this.span.logicalLine() : this.span;
	}

}

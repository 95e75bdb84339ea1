package ai.backend.dbstatus.alembic.script.python;

/**
 * Where it is that something could not be followed. Its line and text are made out only if somebody asks: of most names
 * nobody does.
 *
 * @param tokens the tokens of the module
 * @param from the first token
 * @param to the one behind the last token; {@link #LINE} for all of the logical line in which the first one is
 */
record Reason(Tokens tokens, int from, int to) {

	static final int LINE = -1;

	Value.Unknown unknown() {
		int first = this.from;
		int end = this.to;
		if (end == LINE) {
			while (first > 0 && !this.tokens.isLineEnd(first - 1)) {
				first--;
			}
			end = this.from;
			while (end < this.tokens.size() && !this.tokens.isLineEnd(end)) {
				end++;
			}
			end = Math.max(end, first + 1);
		}
		return new Value.Unknown(this.tokens.line(first), this.tokens.excerpt(first, end));
	}

}

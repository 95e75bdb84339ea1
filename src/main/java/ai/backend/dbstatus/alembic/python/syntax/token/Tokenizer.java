package ai.backend.dbstatus.alembic.python.syntax.token;

/**
 * Splits a module into tokens by the rules of CPython's tokenizer: indentation, joined
 * lines, comments, brackets. Beyond those of Python 3.11 it knows strings with nested
 * quotes (3.12) and Python 2's backticks, {@code <>}, {@code 0777}, {@code 10L} and
 * {@code ur''}.
 */
public final class Tokenizer {

	private static final int MAXIMUM_BRACKETS = 200;

	private static final int MAXIMUM_INDENTS = 100;

	/** The characters that are operators by themselves. */
	private static final boolean[] SINGLE = new boolean[128];

	static {
		for (char c : "+-*/%@&|^~<>=.,:;`".toCharArray()) {
			SINGLE[c] = true;
		}
	}

	private final Source source;

	private final String text;

	private final char[] chars;

	private final int length;

	private final Tokens tokens;

	private final char[] brackets = new char[MAXIMUM_BRACKETS];

	private final int[] bracketStarts = new int[MAXIMUM_BRACKETS];

	private int level;

	private final int[] indents = new int[MAXIMUM_INDENTS];

	private final int[] tabless = new int[MAXIMUM_INDENTS];

	private int indent;

	private int position;

	private Tokenizer(Source source, int from, int to) {
		this.source = source;
		this.text = source.text();
		this.chars = source.chars();
		this.position = from;
		this.length = to;
		this.tokens = new Tokens(source, to - from);
	}

	/**
	 * Splits a module.
	 * @param source its text
	 * @return the tokens, the last of which is {@link Tokens#END}
	 * @throws PythonSyntaxException if it is no Python
	 */
	public static Tokens tokenize(Source source) {
		Tokenizer tokenizer = new Tokenizer(source, 0, source.length());
		tokenizer.module();
		if (source.doubtful()) {
			tokenizer.checkDecoded();
		}
		return tokenizer.tokens;
	}

	/**
	 * Splits an expression inside an f-string, where line ends do not count.
	 * @param source the text of the module
	 * @param from where the expression begins
	 * @param to where it ends
	 * @return the tokens, the last of which is {@link Tokens#END}
	 * @throws PythonSyntaxException if it is no Python
	 */
	public static Tokens tokenizeExpression(Source source, int from, int to) {
		Tokenizer tokenizer = new Tokenizer(source, from, to);
		tokenizer.brackets[tokenizer.level++] = '{';
		while (tokenizer.position < tokenizer.length) {
			tokenizer.token();
		}
		if (tokenizer.level != 1) {
			throw tokenizer.error(tokenizer.length, "a bracket is not closed");
		}
		if (tokenizer.tokens.python2()) {
			throw tokenizer.error(from, "it holds what only Python 2 had, which has no f-strings");
		}
		tokenizer.tokens.add(Tokens.END, to, to);
		return tokenizer.tokens;
	}

	private void checkDecoded() {
		int at = SourceDecoder.malformed(this.text, 0);
		for (int i = 0; i < this.tokens.size() && at >= 0; i++) {
			if (at < this.tokens.start(i)) {
				at = SourceDecoder.malformed(this.text, this.tokens.start(i));
			}
			if (at >= 0 && at < this.tokens.end(i)) {
				throw error(at, "it is not text in UTF-8");
			}
		}
	}

	private void module() {
		while (this.position < this.length) {
			if (indentation()) {
				logicalLine();
			}
		}
		if (this.level > 0) {
			throw error(this.bracketStarts[this.level - 1],
					"'" + this.brackets[this.level - 1] + "' is never closed");
		}
		for (; this.indent > 0; this.indent--) {
			this.tokens.add(Tokens.DEDENT, this.length, this.length);
		}
		this.tokens.add(Tokens.END, this.length, this.length);
	}

	/** Reads the blanks that begin a line; returns whether tokens follow. */
	private boolean indentation() {
		int column = 0;
		int tabless = 0;
		int joined = 0;
		int joinedTabless = 0;
		while (this.position < this.length) {
			char c = this.chars[this.position];
			if (c == ' ') {
				column++;
				tabless++;
			}
			else if (c == '\t') {
				column = (column / 8 + 1) * 8;
				tabless++;
			}
			else if (c == '\f') {
				column = 0;
				tabless = 0;
			}
			else if (c == '\\') {
				if (joined == 0) {
					joined = column;
					joinedTabless = tabless;
				}
				joinLine();
				continue;
			}
			else {
				break;
			}
			this.position++;
		}
		if (this.position >= this.length) {
			return false;
		}
		char c = this.chars[this.position];
		if (c == '#') {
			this.position = this.text.indexOf('\n', this.position) + 1;
			return false;
		}
		if (c == '\n') {
			this.position++;
			return false;
		}
		indent((joined != 0) ? joined : column, (joined != 0) ? joinedTabless : tabless);
		return true;
	}

	private void indent(int column, int tabless) {
		if (column > this.indents[this.indent]) {
			if (this.indent + 1 >= MAXIMUM_INDENTS) {
				throw error(this.position, "it is indented too deeply");
			}
			if (tabless <= this.tabless[this.indent]) {
				throw error(this.position, "tabs and spaces are mixed in the indentation");
			}
			this.indent++;
			this.indents[this.indent] = column;
			this.tabless[this.indent] = tabless;
			this.tokens.add(Tokens.INDENT, this.position, this.position);
			return;
		}
		while (column < this.indents[this.indent]) {
			this.indent--;
			this.tokens.add(Tokens.DEDENT, this.position, this.position);
		}
		if (column != this.indents[this.indent]) {
			throw error(this.position, "the indentation matches no outer level");
		}
		if (tabless != this.tabless[this.indent]) {
			throw error(this.position, "tabs and spaces are mixed in the indentation");
		}
	}

	private void logicalLine() {
		while (this.position < this.length) {
			if (this.level == 0 && this.chars[this.position] == '\n') {
				this.tokens.add(Tokens.NEWLINE, this.position, this.position);
				this.position++;
				return;
			}
			token();
		}
	}

	private void token() {
		char c = this.chars[this.position];
		if (c == ' ' || c == '\t' || c == '\f' || c == '\n') {
			this.position++;
		}
		else if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c > 127) {
			nameOrString();
		}
		else if (c == '"' || c == '\'') {
			string(this.position, this.position);
		}
		else if ((c >= '0' && c <= '9') || (c == '.' && isDigit(this.position + 1))) {
			int start = this.position;
			this.position = new NumberScanner(this.source, this.tokens).end(start);
			this.tokens.add(Tokens.NUMBER, start, this.position);
		}
		else if (c == '#') {
			int end = this.text.indexOf('\n', this.position);
			this.position = (end < 0) ? this.length : Math.min(end, this.length);
		}
		else if (c == '\\') {
			joinLine();
		}
		else {
			operator(c);
		}
	}

	private boolean isDigit(int index) {
		return index < this.length && this.chars[index] >= '0' && this.chars[index] <= '9';
	}

	private void joinLine() {
		if (this.position + 1 >= this.length || this.chars[this.position + 1] != '\n') {
			throw error(this.position, "a character follows the '\\' that continues the line");
		}
		if (this.position + 2 >= this.length) {
			throw error(this.position, "it ends in the middle of a line that '\\' continues");
		}
		this.position += 2;
	}

	private void nameOrString() {
		int start = this.position;
		int end = start;
		boolean ascii = true;
		while (end < this.length) {
			char c = this.chars[end];
			if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (c >= '0' && c <= '9')) {
				end++;
			}
			else if (c > 127) {
				ascii = false;
				end++;
			}
			else {
				break;
			}
		}
		if (end < this.length && end - start <= 2 && (this.chars[end] == '"' || this.chars[end] == '\'')
				&& StringPrefix.isPrefix(this.text, start, end)) {
			string(start, end);
			return;
		}
		if (!ascii) {
			Identifiers.check(this.source, start, end);
			this.tokens.sawNameBeyondAscii();
		}
		this.tokens.add(Tokens.NAME, start, end);
		this.position = end;
	}

	private void string(int start, int quote) {
		StringPrefix prefix = StringPrefix.of(this.text, start, quote);
		int end;
		if (prefix.formatted()) {
			end = FormattedStrings.end(this.source, quote, prefix.raw(), this.tokens::sawNewer);
			int plain = StringScanner.endOrMinusOne(this.chars, quote);
			if (end != plain || prefix.template()) {
				this.tokens.sawNewer();
			}
			if (this.text.substring(start, end).contains(":=")) {
				this.tokens.sawWalrus();
			}
			this.tokens.add(Tokens.FSTRING, start, end);
		}
		else {
			end = StringScanner.end(this.source, quote);
			if (prefix.python2()) {
				this.tokens.sawPython2();
			}
			this.tokens.add(Tokens.STRING, start, end);
		}
		this.position = end;
	}

	private void operator(char c) {
		int start = this.position;
		if (c == '(' || c == '[' || c == '{') {
			if (this.level >= MAXIMUM_BRACKETS) {
				throw error(start, "brackets are nested too deeply");
			}
			this.brackets[this.level] = c;
			this.bracketStarts[this.level++] = start;
		}
		else if (c == ')' || c == ']' || c == '}') {
			char open = (c == ')') ? '(' : (c == ']') ? '[' : '{';
			if (this.level == 0) {
				throw error(start, "'" + c + "' closes nothing");
			}
			if (this.brackets[--this.level] != open) {
				throw error(start, "'" + c + "' does not match '" + this.brackets[this.level] + "'");
			}
		}
		else {
			longOperator(c, start);
			return;
		}
		this.tokens.add(c, start, start + 1);
		this.position = start + 1;
	}

	private void longOperator(char c, int start) {
		if ((c == '<' || c == '>' || c == '=') && isConflictMarker(c, start)) {
			throw error(start, "it holds the conflict marker of an unfinished merge");
		}
		int length = operatorLength(c, start);
		if (length == 1) {
			if (!SINGLE[c]) {
				throw error(start, "the character '" + c + "' has no meaning there");
			}
			if (c == '`') {
				this.tokens.sawPython2();
			}
			this.tokens.add(c, start, start + 1);
		}
		else {
			int operator = 0;
			for (int i = start; i < start + length; i++) {
				operator = operator << 8 | this.chars[i];
			}
			if (operator == Tokens.LESS_GREATER) {
				this.tokens.sawPython2();
			}
			else if (operator == Tokens.WALRUS) {
				this.tokens.sawWalrus();
			}
			this.tokens.add(operator, start, start + length);
		}
		this.position = start + length;
	}

	/** How many characters an operator has that begins with this one: as many as make one. */
	private int operatorLength(char c, int start) {
		char next = at(start + 1);
		if (c == '.') {
			return (next == '.' && at(start + 2) == '.') ? 3 : 1;
		}
		if (next == '=') {
			return ((c != '~' && c != ',' && c != ';' && c != '`' && SINGLE[c]) || c == '!') ? 2 : 1;
		}
		if (next == c && (c == '*' || c == '/' || c == '<' || c == '>')) {
			return (at(start + 2) == '=') ? 3 : 2;
		}
		return (next == '>' && (c == '-' || c == '<')) ? 2 : 1;
	}

	private char at(int index) {
		return (index < this.length) ? this.chars[index] : '\n';
	}

	private boolean isConflictMarker(char c, int start) {
		if (start > 0 && this.chars[start - 1] != '\n') {
			return false;
		}
		for (int i = 0; i < 7; i++) {
			if (start + i >= this.length || this.chars[start + i] != c) {
				return false;
			}
		}
		return true;
	}

	private PythonSyntaxException error(int offset, String message) {
		return this.source.error(offset, message);
	}

}

package ai.backend.dbstatus.alembic.operation.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import ai.backend.dbstatus.alembic.operation.SqlDialect;

/**
 * A text in SQL as tokens, which takes time in proportion to its length. Comments are left out.
 */
final class SqlTokens {

	private final String text;

	private final SqlDialect dialect;

	private final List<Token> tokens = new ArrayList<>();

	private int at;

	private SqlTokens(String text, SqlDialect dialect) {
		this.text = text;
		this.dialect = dialect;
	}

	/** Returns the statements of a text, without those that are empty. */
	static List<List<Token>> statements(String text, SqlDialect dialect) {
		SqlTokens scanner = new SqlTokens(text, dialect);
		scanner.scan();
		List<List<Token>> statements = new ArrayList<>();
		List<Token> current = new ArrayList<>();
		for (Token token : scanner.tokens) {
			if (token.is(";")) {
				statements.add(current);
				current = new ArrayList<>();
			}
			else {
				current.add(token);
			}
		}
		statements.add(current);
		statements.removeIf(List::isEmpty);
		return statements;
	}

	private void scan() {
		while (this.at < this.text.length()) {
			char c = this.text.charAt(this.at);
			if (Character.isWhitespace(c)) {
				this.at++;
			}
			else if (this.text.startsWith("--", this.at) || (c == '#' && isMySql())) {
				int end = this.text.indexOf('\n', this.at);
				this.at = (end < 0) ? this.text.length() : end;
			}
			else if (this.text.startsWith("/*", this.at)) {
				int end = this.text.indexOf("*/", this.at + 2);
				this.at = (end < 0) ? this.text.length() : end + 2;
			}
			else if (c == '\'' || c == '"' || c == '`') {
				quoted(c);
			}
			else if (c == '$' && dollarTag() != null) {
				dollarQuoted(String.valueOf(dollarTag()));
			}
			else if (isWordPart(c)) {
				word();
			}
			else {
				add(Kind.SIGN, String.valueOf(c), this.at, this.at + 1);
			}
		}
	}

	private boolean isMySql() {
		return this.dialect == SqlDialect.MYSQL || this.dialect == SqlDialect.MARIADB;
	}

	private static boolean isWordPart(char c) {
		return Character.isLetterOrDigit(c) || c == '_' || c == '$' || c == SqlReader.HOLE;
	}

	private void word() {
		int end = this.at;
		while (end < this.text.length() && isWordPart(this.text.charAt(end))) {
			end++;
		}
		String word = this.text.substring(this.at, end);
		boolean escapes = word.equalsIgnoreCase("E") && end < this.text.length() && this.text.charAt(end) == '\'';
		if (escapes) {
			this.at = end;
			quoted('\'', true);
			return;
		}
		add(Kind.WORD, word, this.at, end);
	}

	private void quoted(char quote) {
		quoted(quote, quote != '`' && isMySql());
	}

	private void quoted(char quote, boolean backslash) {
		StringBuilder value = new StringBuilder();
		int i = this.at + 1;
		while (i < this.text.length()) {
			char c = this.text.charAt(i);
			if (c == quote && i + 1 < this.text.length() && this.text.charAt(i + 1) == quote) {
				i++;
			}
			else if (c == quote) {
				break;
			}
			else if (c == '\\' && backslash && i + 1 < this.text.length()) {
				i++;
				c = this.text.charAt(i);
			}
			value.append(c);
			i++;
		}
		boolean string = quote == '\'' || (quote == '"' && isMySql());
		add(string ? Kind.STRING : Kind.QUOTED, value.toString(), this.at, Math.min(i + 1, this.text.length()));
	}

	private @org.jspecify.annotations.Nullable String dollarTag() {
		int end = this.at + 1;
		while (end < this.text.length() && (Character.isLetterOrDigit(this.text.charAt(end))
				|| this.text.charAt(end) == '_')) {
			end++;
		}
		return (end < this.text.length() && this.text.charAt(end) == '$')
				? this.text.substring(this.at, end + 1)
				: null;
	}

	private void dollarQuoted(String tag) {
		int from = this.at + tag.length();
		int end = this.text.indexOf(tag, from);
		int to = (end < 0) ? this.text.length() : end;
		add(Kind.STRING, this.text.substring(from, to), this.at, (end < 0) ? to : end + tag.length());
	}

	private void add(Kind kind, String value, int from, int to) {
		this.tokens.add(new Token(kind, value, this.text, from, to));
		this.at = to;
	}

	/**
	 * The kinds of tokens.
	 */
	enum Kind {

		/** A word or a number. */
		WORD,

		/** A name in quotes. */
		QUOTED,

		/** A string. */
		STRING,

		/** Any other character. */
		SIGN

	}

	/**
	 * A token.
	 *
	 * @param value without quotes
	 */
	record Token(Kind kind, String value, String source, int from, int to) {

		/** Whether it is this sign, or this word in whatever case. */
		boolean is(String word) {
			return (this.kind == Kind.WORD || this.kind == Kind.SIGN) && this.value.equalsIgnoreCase(word);
		}

		boolean isName() {
			return this.kind == Kind.QUOTED || this.kind == Kind.WORD;
		}

		/** PostgreSQL: a name without quotes is kept in lower case. */
		String name(SqlDialect dialect) {
			boolean folds = this.kind == Kind.WORD && dialect == SqlDialect.POSTGRESQL;
			String name = folds ? this.value.toLowerCase(Locale.ROOT) : this.value;
			return (dialect == SqlDialect.POSTGRESQL && name.length() > 63) ? name.substring(0, 63) : name;
		}

		boolean hasHole() {
			return this.value.indexOf(SqlReader.HOLE) >= 0;
		}

	}

}

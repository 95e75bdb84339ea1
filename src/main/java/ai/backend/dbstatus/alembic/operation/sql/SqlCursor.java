package ai.backend.dbstatus.alembic.operation.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import ai.backend.dbstatus.alembic.operation.ObjectName;
import ai.backend.dbstatus.alembic.operation.SqlDialect;
import ai.backend.dbstatus.alembic.operation.sql.SqlTokens.Kind;
import ai.backend.dbstatus.alembic.operation.sql.SqlTokens.Token;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the tokens of a statement.
 */
final class SqlCursor {

	private static final int LONGEST_LINE = 2000;

	private static final Pattern BLANKS = Pattern.compile("\\s+");

	private final List<Token> tokens;

	private final SqlDialect dialect;

	private int at;

	SqlCursor(List<Token> tokens, SqlDialect dialect) {
		this.tokens = tokens;
		this.dialect = dialect;
	}

	boolean atEnd() {
		return this.at >= this.tokens.size();
	}

	/** Whether the next tokens are these words. */
	boolean sees(String... words) {
		for (int i = 0; i < words.length; i++) {
			if (this.at + i >= this.tokens.size() || !this.tokens.get(this.at + i).is(words[i])) {
				return false;
			}
		}
		return true;
	}

	/** Goes behind the words if they are next. */
	boolean accept(String... words) {
		if (!sees(words)) {
			return false;
		}
		this.at += words.length;
		return true;
	}

	void expect(String... words) {
		if (!accept(words)) {
			throw new NotReadableException();
		}
	}

	Token next() {
		if (atEnd()) {
			throw new NotReadableException();
		}
		return this.tokens.get(this.at++);
	}

	String name() {
		Token token = next();
		if (!token.isName() || token.hasHole() || token.value().isEmpty()) {
			throw new NotReadableException();
		}
		return token.name(this.dialect);
	}

	String string() {
		Token token = next();
		if (token.kind() != Kind.STRING || token.hasHole()) {
			throw new NotReadableException();
		}
		return token.value();
	}

	boolean seesName() {
		return !atEnd() && this.tokens.get(this.at).isName();
	}

	ObjectName objectName() {
		String first = name();
		if (!accept(".")) {
			return ObjectName.of(first);
		}
		String second = name();
		return accept(".") ? new ObjectName(second, name()) : new ObjectName(first, second);
	}

	/** The same where something else may be next: {@code null}, then. */
	@Nullable
	ObjectName objectNameIfReadable() {
		try {
			return objectName();
		}
		catch (NotReadableException ex) {
			return null;
		}
	}

	boolean ifExists() {
		return accept("IF", "EXISTS");
	}

	boolean ifNotExists() {
		return accept("IF", "NOT", "EXISTS");
	}

	/** Skips to the next comma at this level, or to the end or a closing bracket; returns what was skipped as it is written. */
	String rest() {
		int from = this.at;
		int depth = 0;
		while (!atEnd()) {
			Token token = this.tokens.get(this.at);
			if (depth == 0 && (token.is(",") || token.is(")"))) {
				break;
			}
			depth += (token.is("(") || token.is("[")) ? 1 : (token.is(")") || token.is("]")) ? -1 : 0;
			this.at++;
		}
		return text(from, this.at);
	}

	/** Skips brackets and what is in them; returns the parts between commas as they are written. */
	List<String> brackets() {
		expect("(");
		List<String> parts = new ArrayList<>();
		while (!accept(")")) {
			parts.add(rest());
			if (!accept(",") && !sees(")")) {
				throw new NotReadableException();
			}
		}
		return parts;
	}

	/** The same for names alone, with lengths and orders behind them left out. */
	List<String> columns() {
		expect("(");
		List<String> names = new ArrayList<>();
		while (!accept(")")) {
			names.add(name());
			rest();
			if (!accept(",") && !sees(")")) {
				throw new NotReadableException();
			}
		}
		return names;
	}

	int position() {
		return this.at;
	}

	void back(int position) {
		this.at = position;
	}

	SqlDialect dialect() {
		return this.dialect;
	}

	String text(int from, int to) {
		if (from >= to) {
			return "";
		}
		Token first = this.tokens.get(from);
		return first.source().substring(first.from(), this.tokens.get(to - 1).to());
	}

	/** The statement in one line, shortened. */
	String line() {
		String text = BLANKS.matcher(text(0, this.tokens.size())).replaceAll(" ").strip();
		return (text.length() <= LONGEST_LINE) ? text : text.substring(0, LONGEST_LINE);
	}

	/** Whether a name of three parts ends here. */
	boolean isBehindThreeParts() {
		return this.at >= 5 && this.tokens.get(this.at - 2).is(".") && this.tokens.get(this.at - 4).is(".");
	}

	/** The first of three parts of a name that ends here. */
	String threePartsBack() {
		return this.tokens.get(this.at - 5).name(this.dialect);
	}

	/** All names that the statement holds, for what may be touched by it. */
	List<Token> all() {
		return this.tokens;
	}

	/**
	 * The statement is of another form than was expected.
	 */
	static final class NotReadableException extends RuntimeException {

		NotReadableException() {
			super(null, null, false, false);
		}

	}

}

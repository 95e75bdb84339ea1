package ai.backend.dbstatus.alembic.revision;

import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A relative upgrade target: {@code [branch@][symbol]+n} or {@code -n}. Alembic looks at the beginning only, so that
 * whatever follows the number is ignored.
 */
record RelativeSymbol(String text, @Nullable String branch, @Nullable String symbol, int steps) {

	private static final Pattern FORM = Pattern.compile("(?:(?<branch>.+?)@)?(?<symbol>\\w+)?(?<steps>[+-]\\d+)",
			Pattern.UNICODE_CHARACTER_CLASS | Pattern.UNIX_LINES);

	static Optional<RelativeSymbol> parse(String text) {
		Matcher matcher = FORM.matcher(text);
		return matcher.lookingAt()
				? Optional.of(new RelativeSymbol(text, matcher.group("branch"),
						matcher.group("symbol"), steps(matcher.group("steps"))))
				: Optional.empty();
	}

	/**
	 * A number with its sign; one that is too large becomes as large as possible.
	 */
	static int steps(String number) {
		BigInteger limit = BigInteger.valueOf(Integer.MAX_VALUE);
		return new BigInteger(number).min(limit).max(limit.negate()).intValue();
	}

	/**
	 * The symbol to start from, in its branch if there is one.
	 */
	@Nullable
	String qualifiedSymbol() {
		return this.branch == null ? this.symbol : this.branch + "@" + this.symbol;
	}

}

package ai.backend.dbstatus.web.refs;

import java.util.Locale;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A pattern of names: {@code *} stands for any characters, {@code ?} for one; letters of either case are alike.
 *
 * @param text the pattern
 */
record RefPattern(String text) {

	private static final Pattern FORM = Pattern.compile("[^\\s\\\\\\[\\]]{1,200}");

	/**
	 * The pattern that a text says; {@code null} if it says none.
	 */
	static @Nullable RefPattern parse(String text) {
		return FORM.matcher(text).matches() ? new RefPattern(text.toLowerCase(Locale.ROOT)) : null;
	}

	/** In time that grows with the name and the pattern: nothing is tried again but what the last star stands for. */
	boolean matches(String name) {
		String lower = name.toLowerCase(Locale.ROOT);
		int at = 0;
		int in = 0;
		int star = -1;
		int mark = 0;
		while (at < lower.length()) {
			if (in < this.text.length() && this.text.charAt(in) == '*') {
				star = in++;
				mark = at;
			}
			else if (in < this.text.length()
					&& (this.text.charAt(in) == '?' || this.text.charAt(in) == lower.charAt(at))) {
				in++;
				at++;
			}
			else if (star >= 0) {
				in = star + 1;
				at = ++mark;
			}
			else {
				return false;
			}
		}
		while (in < this.text.length() && this.text.charAt(in) == '*') {
			in++;
		}
		return in == this.text.length();
	}

}

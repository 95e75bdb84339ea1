package ai.backend.dbstatus.status.action;

import java.util.Collection;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Words of a command for a POSIX shell. What comes from a project or a database is one word there, whatever it is, and never
 * a command of its own.
 */
public final class ShellWords {

	/** What no shell gives a meaning; a hyphen at the beginning would make an option of it. */
	private static final Pattern PLAIN = Pattern.compile("[\\w.,/:@%+=][\\w.,/:@%+=-]*+");

	private ShellWords() {
	}

	/**
	 * A text as one word: itself if it is plain, else in single quotes.
	 */
	public static String quote(String text) {
		return isPlain(text) ? text : "'" + text.replace("'", "'\\''") + "'";
	}

	/**
	 * Texts as words, with a space between two.
	 */
	public static String join(Collection<String> texts) {
		return texts.stream().map(ShellWords::quote).collect(Collectors.joining(" "));
	}

	static boolean isPlain(String text) {
		return PLAIN.matcher(text).matches();
	}

}

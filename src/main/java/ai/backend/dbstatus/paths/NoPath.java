package ai.backend.dbstatus.paths;

import java.nio.charset.Charset;
import java.nio.file.InvalidPathException;

/**
 * Why a text is no path. On Linux, the encoding of file names is that of the locale in which the JVM was started: with
 * {@code LANG=C}, as in many containers and services, it is ASCII, and no file with other letters can be named.
 */
public final class NoPath {

	/** JDK: the encoding of file names, which is not that of texts. */
	private static final String ENCODING = "sun.jnu.encoding";

	private NoPath() {
	}

	/**
	 * Why a text is no path, and what to do, in words to stand behind a colon.
	 * @param refusal what the file system said of it
	 */
	public static String because(InvalidPathException refusal) {
		Charset encoding = Charset.forName(System.getProperty(ENCODING, "UTF-8"), Charset.defaultCharset());
		return encoding.newEncoder().canEncode(refusal.getInput())
				? refusal.getReason()
				: "the locale of this service (%s) has the encoding %s, which lacks some of its characters; start the service with the environment variable LC_ALL=C.UTF-8"
						.formatted(locale(), encoding.name());
	}

	/** POSIX: the first of these that is set and not empty. */
	private static String locale() {
		for (String variable : new String[]{ "LC_ALL", "LC_CTYPE", "LANG" }) {
			String value = System.getenv(variable);
			if (value != null && !value.isEmpty()) {
				return variable + "=" + value;
			}
		}
		return "neither LC_ALL, LC_CTYPE nor LANG is set";
	}

}

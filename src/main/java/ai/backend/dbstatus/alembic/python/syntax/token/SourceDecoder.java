package ai.backend.dbstatus.alembic.python.syntax.token;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Turns the bytes of a module into text as Python does: UTF-8, with or without a byte order
 * mark, unless one of the first two lines declares another encoding (PEP 263). Line ends
 * become {@code \n}, and the last line gets one.
 */
public final class SourceDecoder {

	/** Stands for what is no UTF-8: half of a surrogate pair, as which no text in UTF-8 is read. */
	static final char MALFORMED = '\uDC80';

	private static final Pattern COOKIE = Pattern.compile("^[ \\t\\f]*#.*?coding[:=][ \\t]*([-\\w.]+)");

	private static final Pattern BLANK = Pattern.compile("^[ \\t\\f]*(?:#.*)?$");

	private SourceDecoder() {
	}

	/**
	 * Decodes a module.
	 * @param bytes the bytes of its file
	 * @return its text
	 * @throws PythonSyntaxException if the bytes are no text in the encoding that they are said to have
	 */
	public static Source decode(byte[] bytes) {
		boolean mark = bytes.length >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB
				&& bytes[2] == (byte) 0xBF;
		int start = mark ? 3 : 0;
		String cookie = cookie(bytes, start);
		if (mark && cookie != null && !"utf-8".equals(normalized(cookie))) {
			throw new PythonSyntaxException(1, "it begins as UTF-8 and declares the encoding " + cookie);
		}
		boolean utf8 = cookie == null || normalized(cookie).equals("utf-8");
		char[] ascii = utf8 ? ascii(bytes, start) : null;
		if (ascii != null) {
			return new Source(new String(bytes, start, ascii.length, StandardCharsets.ISO_8859_1), ascii, false);
		}
		return source(decode(bytes, start, cookie));
	}

	/** Returns where a text is no UTF-8, at this offset or behind it; -1 if it is UTF-8. */
	static int malformed(String text, int from) {
		int at = text.indexOf(MALFORMED, from);
		while (at > 0 && Character.isHighSurrogate(text.charAt(at - 1))) {
			at = text.indexOf(MALFORMED, at + 1);
		}
		return at;
	}

	private static Source source(String text) {
		char[] chars = text.toCharArray();
		boolean clean = text.endsWith("\n");
		boolean doubtful = false;
		for (char c : chars) {
			clean &= c != '\0' && c != '\r';
			doubtful |= c == MALFORMED;
		}
		if (clean) {
			return new Source(text, chars, doubtful);
		}
		String ended = ofOneLineEnd(text);
		return Source.of(ended.endsWith("\n") ? ended : ended + "\n");
	}

	/**
	 * Returns a text that is ASCII and has neither characters nor line ends to look after, else {@code null}: in a fresh
	 * process each pass over a text counts, and this is the only one for most.
	 */
	private static char @Nullable [] ascii(byte[] bytes, int start) {
		if (start == bytes.length || bytes[bytes.length - 1] != '\n') {
			return null;
		}
		char[] chars = new char[bytes.length - start];
		for (int i = start; i < bytes.length; i++) {
			byte b = bytes[i];
			if (b <= 0 || b == '\r') {
				return null;
			}
			chars[i - start] = (char) b;
		}
		return chars;
	}

	private static String ofOneLineEnd(String text) {
		int nul = text.indexOf('\0');
		if (nul >= 0) {
			throw Source.of(text).error(nul, "it holds a NUL character, so it is not text");
		}
		if (text.indexOf('\r') < 0) {
			return text;
		}
		// CPython adds a line end there although there is one: a last line may thus be continued.
		String ended = text.endsWith("\r\n") ? text + "\n" : text;
		return ended.replace("\r\n", "\n").replace('\r', '\n');
	}

	private static @Nullable String cookie(byte[] bytes, int start) {
		return mayHaveCookie(bytes, start) ? findCookie(bytes, start) : null;
	}

	/** Nearly every script is spared the closer look. */
	private static boolean mayHaveCookie(byte[] bytes, int start) {
		int end = start;
		for (int lines = 0; lines < 2 && end < bytes.length; end++) {
			if (bytes[end] == '\n') {
				lines++;
			}
		}
		return new String(bytes, start, end - start, StandardCharsets.ISO_8859_1).contains("coding");
	}

	private static @Nullable String findCookie(byte[] bytes, int start) {
		int from = start;
		for (int line = 0; line < 2; line++) {
			int to = from;
			boolean comment = false;
			while (to < bytes.length && bytes[to] != '\n' && bytes[to] != '\r') {
				comment |= bytes[to] == '#';
				to++;
			}
			if (comment) {
				String first = new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
				if (first.contains("coding")) {
					Matcher matcher = COOKIE.matcher(first);
					if (matcher.find()) {
						return matcher.group(1);
					}
				}
				if (!BLANK.matcher(first).find()) {
					return null;
				}
			}
			else if (to > from
					&& !BLANK.matcher(new String(bytes, from, to - from, StandardCharsets.ISO_8859_1)).find()) {
				return null;
			}
			from = (to + 1 < bytes.length && bytes[to] == '\r' && bytes[to + 1] == '\n') ? to + 2 : to + 1;
			if (from >= bytes.length) {
				return null;
			}
		}
		return null;
	}

	private static String decode(byte[] bytes, int start, @Nullable String cookie) {
		if (cookie == null || normalized(cookie).equals("utf-8")) {
			return decodeUtf8(ByteBuffer.wrap(bytes, start, bytes.length - start));
		}
		Charset charset = charset(cookie);
		try {
			return charset.newDecoder().decode(ByteBuffer.wrap(bytes, start, bytes.length - start)).toString();
		}
		catch (CharacterCodingException ex) {
			throw new PythonSyntaxException(0, "it is not text in " + charset.name());
		}
	}

	/** Python: what is no UTF-8 is an error outside comments only. */
	private static String decodeUtf8(ByteBuffer bytes) {
		try {
			return StandardCharsets.UTF_8.newDecoder()
					.onMalformedInput(CodingErrorAction.REPLACE)
					.replaceWith(String.valueOf(MALFORMED))
					.decode(bytes)
					.toString();
		}
		catch (CharacterCodingException ex) {
			throw new IllegalStateException("Malformed input is replaced", ex);
		}
	}

	private static Charset charset(String cookie) {
		String name = normalized(cookie);
		try {
			return switch (name) {
				case "utf8", "u8", "utf" -> StandardCharsets.UTF_8;
				case "iso-8859-1", "latin1", "l1" -> StandardCharsets.ISO_8859_1;
				case "ascii", "us-ascii", "646" -> StandardCharsets.US_ASCII;
				default -> Charset.forName(name);
			};
		}
		catch (IllegalCharsetNameException | UnsupportedCharsetException ex) {
			throw new PythonSyntaxException(1, "it declares the unknown encoding " + cookie);
		}
	}

	/** Python: the names by which it recognises its two favourites, with any suffix. */
	private static String normalized(String cookie) {
		String name = cookie.toLowerCase(Locale.ROOT).replace('_', '-');
		if (name.equals("utf-8") || name.startsWith("utf-8-")) {
			return "utf-8";
		}
		for (String latin : new String[]{ "latin-1", "iso-8859-1", "iso-latin-1" }) {
			if (name.equals(latin) || name.startsWith(latin + "-")) {
				return "iso-8859-1";
			}
		}
		return name;
	}

}

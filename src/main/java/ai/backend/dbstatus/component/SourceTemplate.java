package ai.backend.dbstatus.component;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where people read a component's migration scripts: the address of a web page, as
 * {@code https://github.com/org/shop/blob/{commit}/{file}#L{line}}. {@code {commit}} is the whole id of a commit,
 * {@code {file}} a file's path from the topmost directory of the repository, and {@code {line}} a line of it, from 1 on. The
 * operator says it; no project does.
 */
public final class SourceTemplate {

	private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)}");

	private static final String COMMIT = "commit";

	private static final String FILE = "file";

	private static final String LINE = "line";

	private static final Set<String> KNOWN = Set.of(COMMIT, FILE, LINE);

	private final String template;

	private SourceTemplate(String template) {
		this.template = template;
	}

	/**
	 * The template of a text.
	 * @throws IllegalArgumentException if it is no address of {@code http} or {@code https}, or lacks {@code {commit}} or
	 * {@code {file}}: without the commit it would lead to some other state of the file. The message is a sentence without its
	 * full stop.
	 */
	public static SourceTemplate parse(String text) {
		PLACEHOLDER.matcher(text).results().map((match) -> match.group(1)).forEach((name) -> {
			if (!KNOWN.contains(name)) {
				throw new IllegalArgumentException("it has the placeholder {%s}, which there is not".formatted(name));
			}
		});
		for (String needed : new String[]{ COMMIT, FILE }) {
			if (!text.contains("{" + needed + "}")) {
				throw new IllegalArgumentException("it has no {%s}".formatted(needed));
			}
		}
		URI uri;
		try {
			uri = new URI(text.replace("{commit}", "0").replace("{file}", "0").replace("{line}", "0"));
		}
		catch (URISyntaxException ex) {
			throw new IllegalArgumentException("it is no URL", ex);
		}
		if (uri.getHost() == null
				|| !("https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme()))) {
			throw new IllegalArgumentException("it is not the address of a web page, with http or https and a host");
		}
		if (PLACEHOLDER.matcher(text).region(0, endOfAuthority(text)).find()) {
			throw new IllegalArgumentException("a placeholder chooses the host");
		}
		if (uri.getRawUserInfo() != null) {
			throw new IllegalArgumentException("it names a user, and everybody is shown it");
		}
		return new SourceTemplate(text);
	}

	private static int endOfAuthority(String text) {
		int begin = text.indexOf("//") + 2;
		Matcher end = Pattern.compile("[/?#]").matcher(text).region(begin, text.length());
		return end.find() ? end.start() : text.length();
	}

	/**
	 * The address of a line.
	 * @param file the path from the topmost directory, with slashes
	 */
	public String url(String commit, String file, int line) {
		return PLACEHOLDER.matcher(this.template)
				.replaceAll((match) -> Matcher.quoteReplacement(switch (match.group(1)) {
					case COMMIT -> encoded(commit);
					case FILE -> encoded(file);
					default -> Integer.toString(line);
				}));
	}

	/** RFC 3986: all but unreserved characters and the slashes between directories. */
	private static String encoded(String text) {
		StringBuilder encoded = new StringBuilder(text.length());
		for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
			char ascii = (char) (each & 0xff);
			if (ascii < 0x80 && (Character.isLetterOrDigit(ascii) || "-._~/".indexOf(ascii) >= 0)) {
				encoded.append(ascii);
			}
			else {
				encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(each));
			}
		}
		return encoded.toString();
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof SourceTemplate that && this.template.equals(that.template);
	}

	@Override
	public int hashCode() {
		return this.template.hashCode();
	}

	@Override
	public String toString() {
		return this.template;
	}

}

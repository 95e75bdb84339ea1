package ai.backend.dbstatus.alembic.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import ai.backend.dbstatus.alembic.config.InvalidConfigException.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Reads ini text line by line. The grammar, with white space as Python understands it:
 * <ul>
 * <li>a line whose first character is {@code #} or {@code ;} is a comment, wherever it stands; there are no comments at
 * the end of a line;</li>
 * <li>a line that is indented deeper than the option before it continues its value, and so do empty lines;</li>
 * <li>{@code [name]} begins a section; the name ends at the last {@code ]} of the line, and what follows is ignored;</li>
 * <li>{@code name = value} or {@code name : value} is an option, whichever of the two characters comes first;</li>
 * <li>anything else is an error, as is a section or an option that is there twice, or anything before the first
 * section.</li>
 * </ul>
 */
final class IniParser {

	/** So many are named in a message. */
	private static final int MOST_LINES = 20;

	private final String name;

	private final Map<String, IniOption> defaults;

	private final Map<String, Map<String, IniOption>> sections = new LinkedHashMap<>();

	private final Set<String> seenDefaults = new HashSet<>();

	private final List<Integer> badLines = new ArrayList<>();

	private @Nullable Map<String, IniOption> section;

	private Set<String> seen = new HashSet<>();

	private @Nullable OpenOption option;

	private int indentation;

	/**
	 * Creates a parser for one file.
	 *
	 * @param name what messages call the file
	 * @param defaults options of the section {@code DEFAULT} that are there before the file is read; is added to
	 */
	IniParser(String name, Map<String, IniOption> defaults) {
		this.name = name;
		this.defaults = defaults;
	}

	/**
	 * Reads the text.
	 *
	 * @throws InvalidConfigException for the first fatal line, otherwise for all lines that are neither header nor option
	 */
	IniFile parse(String text) {
		int line = 0;
		for (int start = 0; start < text.length();) {
			int end = endOfLine(text, start);
			read(text.substring(start, end), ++line);
			start = text.startsWith("\r\n", end) ? end + 2 : end + 1;
		}
		close();
		if (!this.badLines.isEmpty()) {
			throw new InvalidConfigException(Problem.PARSING, this.name, this.badLines,
					this.badLines.size() == 1
							? "this is neither a [section] nor an option of the form 'name = value'."
							: "this and lines " + others()
									+ " are neither a [section] nor an option of the form 'name = value'.");
		}
		return new IniFile(this.name, this.defaults, this.sections);
	}

	private String others() {
		String lines = this.badLines.stream()
				.skip(1)
				.limit(MOST_LINES)
				.map(String::valueOf)
				.collect(Collectors.joining(", "));
		int more = this.badLines.size() - 1 - MOST_LINES;
		return (more > 0) ? lines + " and " + more + " more" : lines;
	}

	private static int endOfLine(String text, int start) {
		int end = start;
		while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
			end++;
		}
		return end;
	}

	private void read(String line, int number) {
		int indent = PythonText.indexOfNonSpace(line);
		String content = PythonText.stripEnd(line.substring(indent));
		if (content.startsWith("#") || content.startsWith(";")) {
			return;
		}
		if (content.isEmpty()) {
			if (this.option != null) {
				this.option.lines.add("");
			}
			return;
		}
		if (this.option != null && indent > this.indentation) {
			this.option.lines.add(content);
			return;
		}
		this.indentation = indent;
		int headerEnd = content.startsWith("[") ? content.lastIndexOf(']') : -1;
		if (headerEnd > 1) {
			beginSection(content.substring(1, headerEnd), number);
		}
		else {
			beginOption(content, number);
		}
	}

	private void beginSection(String header, int number) {
		close();
		if (header.equals(IniFile.DEFAULT_SECTION)) {
			this.section = this.defaults;
			this.seen = this.seenDefaults;
		}
		else if (this.sections.containsKey(header)) {
			throw new InvalidConfigException(Problem.DUPLICATE_SECTION, this.name, List.of(number),
					"the section [%s] is there already; join the two.".formatted(header));
		}
		else {
			this.section = new LinkedHashMap<>();
			this.sections.put(header, this.section);
			this.seen = new HashSet<>();
		}
	}

	private void beginOption(String content, int number) {
		if (this.section == null) {
			throw new InvalidConfigException(Problem.MISSING_SECTION_HEADER, this.name, List.of(number),
					content.startsWith("\uFEFF")
							? "the file begins with a byte order mark, which is no part of an ini file; save it without."
							: "this stands before the first [section].");
		}
		int delimiter = delimiter(content);
		if (delimiter < 0) {
			this.badLines.add(number);
			return;
		}
		close();
		String key = PythonText.lower(PythonText.stripEnd(content.substring(0, delimiter)));
		if (key.isEmpty()) {
			this.badLines.add(number);
		}
		if (!this.seen.add(key)) {
			throw new InvalidConfigException(Problem.DUPLICATE_OPTION, new ConfigOrigin(this.name, number, key),
					"the option is there already in this section; remove one of the two.");
		}
		if (!key.isEmpty()) {
			this.option = new OpenOption(key, number);
			this.option.lines.add(PythonText.strip(content.substring(delimiter + 1)));
		}
	}

	private static int delimiter(String content) {
		for (int index = 0; index < content.length(); index++) {
			if (content.charAt(index) == '=' || content.charAt(index) == ':') {
				return index;
			}
		}
		return -1;
	}

	private void close() {
		if (this.option != null && this.section != null) {
			String value = PythonText.stripEnd(String.join("\n", this.option.lines));
			this.section.put(this.option.key, new IniOption(this.option.key, value, this.option.line));
		}
		this.option = null;
	}

	/**
	 * An option whose value may go on in the next line.
	 */
	private static final class OpenOption {

		private final String key;

		private final int line;

		private final List<String> lines = new ArrayList<>();

		private OpenOption(String key, int line) {
			this.key = key;
			this.line = line;
		}

	}

}

package ai.backend.dbstatus.documentation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A page of Markdown.
 *
 * @param file where it is, from the root of the repository
 * @param blocks its fenced blocks
 * @param prose its lines, with empty ones in place of its fenced blocks
 */
record Page(Path file, List<Block> blocks, List<String> prose) {

	private static final Pattern CODE = Pattern.compile("`([^`]+)`");

	private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");

	private static final Pattern HEADING = Pattern.compile("#{1,6} (.*)");

	/**
	 * A fenced block.
	 *
	 * @param language what follows the opening fence; may be empty
	 * @param line the line of the opening fence, from 1
	 */
	record Block(String language, int line, List<String> lines) {

		String text() {
			return String.join("\n", this.lines) + "\n";
		}

	}

	/**
	 * The README and all pages below {@code src/docs}.
	 */
	static List<Page> all() {
		try (Stream<Path> files = Files.walk(Path.of("src/docs"))) {
			return Stream.concat(Stream.of(Path.of("README.md")),
					files.filter((file) -> file.toString().endsWith(".md")).sorted()).map(Page::read).toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static Page read(Path file) {
		try {
			return parse(file, Files.readAllLines(file));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Page parse(Path file, List<String> lines) {
		List<Block> blocks = new ArrayList<>();
		List<String> prose = new ArrayList<>();
		boolean fenced = false;
		for (int i = 0; i < lines.size(); i++) {
			String line = lines.get(i);
			if (line.startsWith("```")) {
				fenced = !fenced;
				if (fenced) {
					blocks.add(new Block(line.substring(3).strip(), i + 1, new ArrayList<>()));
				}
				prose.add("");
			}
			else if (fenced) {
				blocks.getLast().lines().add(line);
				prose.add("");
			}
			else {
				prose.add(line);
			}
		}
		return new Page(file, blocks, prose);
	}

	/** What stands between single backticks. */
	List<String> codes() {
		return matches(CODE);
	}

	/** Where its links and images lead. */
	List<String> targets() {
		return matches(LINK);
	}

	private List<String> matches(Pattern pattern) {
		return this.prose.stream()
				.flatMap((line) -> pattern.matcher(line).results())
				.map((MatchResult match) -> match.group(1))
				.toList();
	}

	/** The anchors of its headings, as GitHub makes them. */
	List<String> anchors() {
		return this.prose.stream()
				.map(HEADING::matcher)
				.filter(Matcher::matches)
				.map((match) -> match.group(1).toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} _-]", ""))
				.map((heading) -> heading.replace(' ', '-'))
				.toList();
	}

	@Override
	public String toString() {
		return this.file.toString();
	}

}

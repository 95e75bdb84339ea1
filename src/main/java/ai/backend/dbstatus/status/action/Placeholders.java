package ai.backend.dbstatus.status.action;

import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Fills in the placeholders of a template: <code>{config}</code> and the like, the constants of {@link Fact}. In a command a
 * fact is what a shell takes for one word, or for the words that it consists of; inside quotes of the template, which may be
 * those of SQL, it stays inside.
 */
final class Placeholders {

	private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z-]+)}");

	private static final String UNKNOWN = "…";

	private Placeholders() {
	}

	/**
	 * The names of the placeholders in a text.
	 */
	static Stream<String> names(String text) {
		return PLACEHOLDER.matcher(text).results().map((result) -> result.group(1));
	}

	/**
	 * Whether all facts that a command needs are known, and none of them can be taken for an option.
	 */
	static boolean canFill(String command, Map<Fact, String> facts) {
		Predicate<Fact> usable = (fact) -> {
			String value = facts.get(fact);
			return value != null && (fact.isOptions() || !(value.startsWith("-") || value.startsWith("'-")));
		};
		return names(command).map(Fact::named).allMatch((fact) -> fact == null || usable.test(fact));
	}

	/**
	 * A sentence for a person.
	 */
	static String fillSentence(String sentence, Map<Fact, String> facts) {
		return PLACEHOLDER.matcher(sentence).replaceAll((result) -> {
			Fact fact = Fact.named(result.group(1));
			return Matcher.quoteReplacement((fact != null) ? facts.getOrDefault(fact, UNKNOWN) : result.group());
		});
	}

	/**
	 * A command, or a step in words that may have one.
	 */
	static String fillCommand(String command, Map<Fact, String> facts) {
		return PLACEHOLDER.matcher(command).replaceAll((result) -> {
			Fact fact = Fact.named(result.group(1));
			String value = (fact != null) ? facts.get(fact) : null;
			String filled = (fact == null)
					? result.group()
					: (value == null) ? UNKNOWN : inside(quoteAround(command, result.start()), fact, value);
			return Matcher.quoteReplacement(filled);
		});
	}

	private static String inside(char quote, Fact fact, String value) {
		String words = fact.isWords() ? value : ShellWords.quote(value);
		if (words.indexOf('\'') < 0) {
			return words;
		}
		return switch (quote) {
			// Of SQL, where two stand for one; a shell ends the quotes and begins them again.
			case '\'' -> (fact.isWords() ? words : value).replace("'", "''");
			case '"' -> '"' + words + '"';
			default -> words;
		};
	}

	/**
	 * The quote that is open at a position of a template; 0 if none is. An apostrophe inside a word is none.
	 */
	private static char quoteAround(String template, int position) {
		char open = 0;
		for (int i = 0; i < position; i++) {
			char c = template.charAt(i);
			boolean apostrophe = c == '\'' && open == 0 && i > 0 && Character.isLetter(template.charAt(i - 1));
			if (Set.of('\'', '"').contains(c) && !apostrophe && (open == 0 || open == c)) {
				open = (open == c) ? 0 : c;
			}
		}
		return open;
	}

}
